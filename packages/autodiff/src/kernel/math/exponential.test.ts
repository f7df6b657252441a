import { describe, expect, test } from 'vitest';
import { numberAlgebra as k } from '../numberAlgebra.js';
import { exp, exp2, expm1 } from './exponential.js';

test.each([
  [0, 1],
  [-0, 1],
  [1, Math.E],
  [Infinity, Infinity],
  [-Infinity, 0],
  [NaN, NaN],
  [709.782712893384, 1.7976931348622732e308],
  [709.7827128933841, Infinity],
  [-745.1332191019411, 5e-324],
  [-745.1332191019412, 0],
  [5e-324, 1],
])('exp(%d) = %d', (x, expected) => expect(exp(k, x)).toBe(expected));

test.each([
  [0, 0],
  [-0, -0],
  [5e-324, 5e-324],
  [-1e-310, -1e-310],
  [1e-20, 1e-20],
  [1e-8, 1.0000000050000001e-8],
  [Infinity, Infinity],
  [-Infinity, -1],
  [-40, -1],
  [NaN, NaN],
  [709.7827128933841, Infinity],
])('expm1(%d) = %d', (x, expected) => expect(expm1(k, x)).toBe(expected));

describe('exp2', () => {
  test('is exact at every integer', () => {
    for (let n = -1076; n <= 1025; n++) expect(exp2(k, n)).toBe(2 ** n);
  });

  test.each([
    [Infinity, Infinity],
    [-Infinity, 0],
    [NaN, NaN],
    [0.5, Math.SQRT2],
  ])('exp2(%d) = %d', (x, expected) => expect(exp2(k, x)).toBe(expected));
});

test.each([
  ['exp', exp],
  ['expm1', expm1],
  ['exp2', exp2],
] as const)('%s does not decrease, from one reduced interval to the next either', (_, f) => {
  for (let n = -60; n <= 60; n++) {
    const boundary = (n + 0.5) * (f === exp2 ? 1 : Math.LN2);
    let previous = -Infinity;
    for (let step = -40; step <= 40; step++) {
      const value = f(k, boundary * (1 + step * 2 ** -50));
      const next = boundary > 0 ? value : -value;
      expect(next).toBeGreaterThanOrEqual(previous);
      previous = next;
    }
  }
});
