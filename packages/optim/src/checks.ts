import { invalidOption, tooManyUnknowns } from './errors.js';

/** Each throws an `OptimError` for an option, or a number of unknowns, that makes no sense. */

export function checkAtLeast(option: string, value: number, least: number): void {
  if (!(value >= least)) throw invalidOption(option, value, `a number of at least ${least}`);
}

export function checkWhole(option: string, value: number, least: number): void {
  if (!(Number.isInteger(value) && value >= least)) throw invalidOption(option, value, `a whole number of at least ${least}`);
}

/** An option left out is fine. */
export function checkChoice(option: string, value: string | undefined, choices: readonly [string, string]): void {
  if (value !== undefined && !choices.includes(value)) throw invalidOption(option, value, `'${choices.join("' or '")}'`);
}

/** For the options of a `name`d function, of which it has only those that are `known`. */
export function checkKeys(name: string, options: unknown, known: readonly string[]): void {
  checkObject(`the argument of ${name}()`, options);
  const unknown = Object.keys(options as object).find(key => !known.includes(key));
  if (unknown !== undefined) throw invalidOption(`${unknown} of ${name}()`, (options as Record<string, unknown>)[unknown], `left out: the options are ${known.join(', ')}`);
}

export function checkObject(what: string, options: unknown): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) throw invalidOption(what, options, 'an object of options, or left out');
}

/** For a method, a search or a direction, which are started. */
export function checkStarts(what: string, value: unknown, example: string): void {
  if (typeof (value as { start?: unknown } | null | undefined)?.start !== 'function') throw invalidOption(what, value, `made by a function such as ${example}`);
}

/** For what keeps a matrix, or as many points as there are unknowns. */
export function checkSize(method: string, count: number, most: number, instead: string): void {
  if (count > most) throw tooManyUnknowns(method, count, most, instead);
}
