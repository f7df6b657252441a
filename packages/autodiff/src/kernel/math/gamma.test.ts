import { describe, expect, test } from 'vitest';
import { numberAlgebra as k } from '../numberAlgebra.js';
import { digamma, lgamma } from './gamma.js';

test.each([
  [lgamma, 1, 0],
  [lgamma, 2, 0],
  [lgamma, 0, Infinity],
  [lgamma, -0, Infinity],
  [lgamma, -3, Infinity],
  [lgamma, -1e300, Infinity],
  [lgamma, Infinity, Infinity],
  [lgamma, -Infinity, Infinity],
  [lgamma, NaN, NaN],
  [digamma, 0, -Infinity],
  [digamma, -0, Infinity],
  [digamma, -1, NaN],
  [digamma, -1e300, NaN],
  [digamma, Infinity, Infinity],
  [digamma, -Infinity, NaN],
  [digamma, NaN, NaN],
])('%o of %d is %d', (f, x, expected) => expect(f(k, x)).toBe(expected));

describe('recurrences', () => {
  test.each([0.01, 0.3, 0.999, 1.5, 2.25, 3, 6.9, 7.5, 8, 20.5, -0.4, -3.7])('at %d', (x) => {
    const tolerance = 2 ** -46;
    const step = lgamma(k, x + 1) - lgamma(k, x) - Math.log(Math.abs(x));
    expect(Math.abs(step)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(digamma(k, x + 1) - digamma(k, x) - 1 / x)).toBeLessThanOrEqual(tolerance / Math.min(1, Math.abs(x)));
  });
});

test('factorials', () => {
  let logarithm = 0;
  for (let n = 1; n <= 170; n++) {
    expect(Math.abs(lgamma(k, n) - logarithm)).toBeLessThanOrEqual(2 ** -48 * Math.max(1, logarithm));
    logarithm += Math.log(n);
  }
});
