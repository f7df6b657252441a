import { formatWithOptions } from 'node:util';
import { expect } from 'vitest';

const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/gi;

/** Rounds every number of `shown` to the digits with which `said` writes the number in the same place. */
function roundedLike(said: string, shown: string): string {
  const written = said.match(NUMBER) ?? [];
  let index = 0;
  return shown.replace(NUMBER, (number) => {
    const [mantissa, exponent] = (written[index++] ?? number).toLowerCase().split('e');
    const decimals = mantissa?.split('.')[1]?.length ?? 0;
    return exponent === undefined ? Number(number).toFixed(decimals) : Number(number).toExponential(decimals);
  });
}

/** Spacing is free, a number may be written with fewer digits, and -0 is 0. */
const normalised = (text: string): string =>
  text
    .replaceAll(/\s+/g, '')
    .replaceAll(/['"]/g, '')
    .replaceAll(NUMBER, (number) => (Number(number) === 0 ? number.replace('-', '') : number).replace(/^\+/, ''));

/** Checks that `console.log(...values)` shows what the example says, to the digits it gives. */
export function prints(said: string, ...values: unknown[]): void {
  const shown = formatWithOptions({ breakLength: Infinity, depth: null, maxArrayLength: null }, ...(values as [unknown]));
  expect(normalised(roundedLike(said, shown)), `the example prints ${shown}`).toBe(normalised(said));
}

/** Checks that the statement throws with a message that holds what the example says. */
export function throws(said: string, statement: () => unknown): void {
  expect(statement).toThrow(said);
}
