import { formatWithOptions } from 'node:util';
import { expect } from 'vitest';

const NUMBER = /[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?:\.\.\.)?/gi;

/** Writes `number` with the digits of `model`: cut off where that ends in an ellipsis, else rounded. */
function writtenLike(model: string, number: string): string {
  if (model.endsWith('...')) return `${number.slice(0, model.length - 3)}...`;
  const [mantissa, exponent] = model.toLowerCase().split('e');
  const decimals = mantissa?.split('.')[1]?.length ?? 0;
  return exponent === undefined ? Number(number).toFixed(decimals) : Number(number).toExponential(decimals);
}

/** Writes every number of `shown` like the one in the same place of `said`. */
function shortenedLike(said: string, shown: string): string {
  const models = said.match(NUMBER) ?? [];
  let index = 0;
  return shown.replace(NUMBER, (number) => writtenLike(models[index++] ?? number, number));
}

/** Spacing is free, a number may be written with fewer digits, and -0 is 0. */
const normalised = (text: string): string =>
  text
    .replaceAll(/\s+/g, '')
    .replaceAll(/['"]/g, '')
    .replaceAll(NUMBER, (number) => (Number.parseFloat(number) === 0 ? number.replace('-', '') : number).replace(/^\+/, ''));

/** Checks that `console.log(...values)` shows what the example says, to the digits it gives. */
export function prints(said: string, ...values: unknown[]): void {
  const shown = formatWithOptions({ breakLength: Infinity, depth: null, maxArrayLength: null }, ...(values as [unknown]));
  expect(normalised(shortenedLike(said, shown)), `the example prints ${shown}`).toBe(normalised(said));
}

/** Checks that the statement throws with a message that holds what the example says. */
export function throws(said: string, statement: () => unknown): void {
  expect(statement).toThrow(said);
}
