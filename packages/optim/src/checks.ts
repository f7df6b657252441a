import { invalidOption, tooManyUnknowns } from './errors.js';

/** Each throws an `OptimError` for an option, or a number of unknowns, that makes no sense. */

export function checkAtLeast(option: string, value: unknown, least: number, below?: number): void {
  if (typeof value === 'number' && value >= least && !(value >= below!)) return;
  throw invalidOption(option, value, `a number of at least ${least}${below === undefined ? '' : ` and below ${below}`}`);
}

export function checkFinite(numbers: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(numbers)) if (!Number.isFinite(value)) throw invalidOption(name, value, 'a finite number');
}

export function checkPositive(option: string, value: unknown, most: number = Number.MAX_VALUE): void {
  if (typeof value === 'number' && value > 0 && value <= most) return;
  throw invalidOption(option, value, `a positive number${most < Number.MAX_VALUE ? ` of at most ${most}` : ''}`);
}

export function checkWhole(option: string, value: unknown, least: number): void {
  if (!(Number.isInteger(value) && (value as number) >= least)) throw invalidOption(option, value, `a whole number of at least ${least}`);
}

/** An option left out is fine. */
export function checkChoice(option: string, value: string | undefined, choices: readonly [string, string]): void {
  if (value !== undefined && !choices.includes(value)) throw invalidOption(option, value, `'${choices.join("' or '")}'`);
}

/** For the options of a `name`d function, of which it has only those that are `known`. */
export function checkKeys(name: string, options: unknown, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) throw invalidOption(`the options of ${name}()`, options, 'an object, or left out');
  const unknown = Object.keys(options).find(key => !known.includes(key));
  if (unknown !== undefined) throw invalidOption(`${unknown} of ${name}()`, (options as Record<string, unknown>)[unknown], `left out: the options are ${known.join(', ')}`);
}

/** For what a function such as the example makes, an object that has certain methods. */
export function checkMade(what: string, value: unknown, methods: readonly string[], example: string): void {
  if (typeof value !== 'object' || !methods.every(name => typeof (value as Record<string, unknown> | null)?.[name] === 'function')) throw invalidOption(what, value, `made by a function such as ${example}`);
}

/** For functions that may be left out. */
export function checkFunctions(owner: object, names: readonly string[], of: string = ''): void {
  for (const name of names) {
    const value = (owner as Record<string, unknown>)[name];
    if (value !== undefined && typeof value !== 'function') throw invalidOption(name + of, value, 'a function, or left out');
  }
}

/** For what keeps a matrix, or as many points as there are unknowns. */
export function checkSize(method: string, count: number, most: number, instead: string): void {
  if (count > most) throw tooManyUnknowns(method, count, most, instead);
}
