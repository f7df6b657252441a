import { describe, expect, test } from 'vitest';
import { numberAlgebra as k } from '../numberAlgebra.js';
import { log, log10, log1p, log2 } from './logarithmic.js';

describe.each([
  ['log', log],
  ['log2', log2],
  ['log10', log10],
] as const)('%s', (_, f) => {
  test.each([
    [1, 0],
    [0, -Infinity],
    [-0, -Infinity],
    [-1, NaN],
    [-5e-324, NaN],
    [-Infinity, NaN],
    [Infinity, Infinity],
    [NaN, NaN],
  ])('of %d is %d', (x, expected) => expect(f(k, x)).toBe(expected));

  test('is finite for every positive number', () => {
    for (const x of [5e-324, 2 ** -1022, 2 ** -1020, 2 ** 1023, Number.MAX_VALUE]) {
      expect(f(k, x) / Math.log(x)).toBeCloseTo(f(k, Math.E), 12);
    }
  });

  test('does not decrease across 1 and the powers of two', () => {
    for (const centre of [0.5, Math.SQRT1_2, 1, Math.SQRT2, 2, 2 ** -1020]) {
      for (let step = -50; step < 50; step++) {
        const below = f(k, centre * (1 + step * 2 ** -52));
        expect(f(k, centre * (1 + (step + 1) * 2 ** -52))).toBeGreaterThanOrEqual(below);
      }
    }
  });
});

test('log2 is exact at powers of two', () => {
  for (let n = -1074; n <= 1023; n++) expect(log2(k, 2 ** n)).toBe(n);
});

test('log10 is exact at powers of ten that are float64s', () => {
  for (let n = 0; n <= 22; n++) expect(log10(k, 10 ** n)).toBe(n);
});

test.each([
  [0, 0],
  [-0, -0],
  [5e-324, 5e-324],
  [-1e-310, -1e-310],
  [1e-17, 1e-17],
  [1e-8, 9.999999950000001e-9],
  [-1, -Infinity],
  [-1.0000000000000002, NaN],
  [-Infinity, NaN],
  [Infinity, Infinity],
  [NaN, NaN],
])('log1p(%d) = %d', (x, expected) => expect(log1p(k, x)).toBe(expected));
