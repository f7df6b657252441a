import { notAnOption } from './errors.js';
import { isPlain } from './tree/isPlain.js';

/** The options given to an op. Refuses what is no plain object, and names the op does not know; `operands` stand before them in a call. */
export function checked<O extends object>(op: string, options: O, known: readonly (keyof O & string)[], operands = 'x'): O {
  if (!isPlain(options)) throw notAnOption(op, options, known, operands);
  for (const name in options) if (!known.includes(name as keyof O & string)) throw notAnOption(op, name, known, operands);
  return options;
}
