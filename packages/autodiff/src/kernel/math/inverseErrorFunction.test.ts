import { expect, test } from 'vitest';
import { numberAlgebra as k } from '../numberAlgebra.js';
import { erf } from './errorFunction.js';
import { erfinv } from './inverseErrorFunction.js';

test.each([
  [0, 0],
  [-0, -0],
  [1, Infinity],
  [-1, -Infinity],
  [1 + 2 ** -52, NaN],
  [-Infinity, NaN],
  [NaN, NaN],
])('erfinv of %d is %d', (x, expected) => expect(erfinv(k, x)).toBe(expected));

test('erfinv is odd, increases across the borders of its ranges, and erf undoes it', () => {
  let last = -Infinity;
  for (let x = -1 + 2 ** -40; x < 1; x += 0.00097) {
    const y = erfinv(k, x);
    expect(erfinv(k, -x)).toBe(-y);
    expect(y).toBeGreaterThan(last);
    expect(Math.abs(erf(k, y) - x)).toBeLessThan(4e-16);
    last = y;
  }
});
