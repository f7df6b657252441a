import { describe, expect, test } from 'vitest';
import { numberAlgebra as k } from '../numberAlgebra.js';
import { logaddexp, sigmoid, sinc, softplus } from './activation.js';

test.each([
  [sigmoid, 0, 0.5],
  [sigmoid, -0, 0.5],
  [sigmoid, 40, 1],
  [sigmoid, Infinity, 1],
  [sigmoid, -Infinity, 0],
  [sigmoid, -745, 5e-324],
  [sigmoid, -746, 0],
  [sigmoid, NaN, NaN],
  [softplus, 0, Math.LN2],
  [softplus, 1e300, 1e300],
  [softplus, Infinity, Infinity],
  [softplus, -Infinity, 0],
  [softplus, -745, 5e-324],
  [softplus, NaN, NaN],
  [sinc, 0, 1],
  [sinc, -0, 1],
  [sinc, 5e-324, 1],
  [sinc, 0.5, 2 / Math.PI],
  [sinc, NaN, NaN],
])('%o of %d is %d', (f, x, expected) => expect(f(k, x)).toBe(expected));

test('sinc vanishes at every other integer', () => {
  for (const n of [1, -1, 2, 3, 100, 2 ** 40 + 1]) expect(Math.abs(sinc(k, n))).toBe(0);
});

test('sigmoid(-x) = 1 - sigmoid(x), to rounding', () => {
  for (let x = -30; x <= 30; x += 0.37) {
    expect(Math.abs(sigmoid(k, -x) + sigmoid(k, x) - 1)).toBeLessThanOrEqual(2 ** -52);
  }
});

describe('logaddexp', () => {
  test.each([
    [0, 0, Math.LN2],
    [1000, 1000, 1000 + Math.LN2],
    [-1000, -1000, -1000 + Math.LN2],
    [5, -Infinity, 5],
    [-Infinity, -Infinity, -Infinity],
    [Infinity, Infinity, Infinity],
    [Infinity, -Infinity, Infinity],
    [NaN, 1, NaN],
    [1, NaN, NaN],
    [-Infinity, NaN, NaN],
  ])('(%d, %d) is %d', (a, b, expected) => {
    expect(logaddexp(k, a, b)).toBe(expected);
    expect(logaddexp(k, b, a)).toBe(expected);
  });
});
