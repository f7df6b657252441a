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

/** For what keeps a matrix, or as many points as there are unknowns. */
export function checkSize(method: string, count: number, most: number, instead: string): void {
  if (count > most) throw tooManyUnknowns(method, count, most, instead);
}
