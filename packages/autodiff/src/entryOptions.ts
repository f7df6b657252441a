import { AutodiffError } from '@fermat/autodiff';

/** The options given to a function of a further entry, which knows these: as `checked` of options.ts, with the error class of the main entry. */
export function checkedEntry<O extends object>(op: string, options: O, known: readonly (keyof O & string)[]): O {
  const given = typeof options === 'object' && options !== null ? Object.keys(options) : [String(options)];
  const odd = given.find(name => !known.includes(name as keyof O & string));
  if (odd === undefined) return options;
  throw new AutodiffError('not-an-option', `${op} takes options { ${known.join(', ')} }, not ${odd}.`);
}
