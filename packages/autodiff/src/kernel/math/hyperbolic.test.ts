import { describe, expect, test } from 'vitest';
import { numberAlgebra as k } from '../numberAlgebra.js';
import { cosh, sinh, tanh } from './hyperbolic.js';
import { acosh, asinh, atanh } from './inverseHyperbolic.js';

test.each([
  [sinh, 0, 0],
  [sinh, -0, -0],
  [sinh, 5e-324, 5e-324],
  [sinh, 1e-9, 1e-9],
  [sinh, 710.4758600739439, 1.7976931348621744e308],
  [sinh, -710.475860073944, -Infinity],
  [sinh, Infinity, Infinity],
  [sinh, -Infinity, -Infinity],
  [sinh, NaN, NaN],
  [cosh, 0, 1],
  [cosh, -0, 1],
  [cosh, 5e-324, 1],
  [cosh, 710.475860073944, Infinity],
  [cosh, -Infinity, Infinity],
  [cosh, NaN, NaN],
  [tanh, 0, 0],
  [tanh, -0, -0],
  [tanh, 5e-324, 5e-324],
  [tanh, 1e-8, 1e-8],
  [tanh, -1e-8, -1e-8],
  [tanh, 20, 1],
  [tanh, 1e300, 1],
  [tanh, -Infinity, -1],
  [tanh, NaN, NaN],
  [asinh, 0, 0],
  [asinh, -0, -0],
  [asinh, -1e-310, -1e-310],
  [asinh, 1e-9, 1e-9],
  [asinh, Number.MAX_VALUE, 710.4758600739439],
  [asinh, -Infinity, -Infinity],
  [asinh, NaN, NaN],
  [acosh, 1, 0],
  [acosh, 0.9999999999999999, NaN],
  [acosh, -1, NaN],
  [acosh, -1e300, NaN],
  [acosh, -Infinity, NaN],
  [acosh, Number.MAX_VALUE, 710.4758600739439],
  [acosh, Infinity, Infinity],
  [acosh, NaN, NaN],
  [atanh, 0, 0],
  [atanh, -0, -0],
  [atanh, 5e-324, 5e-324],
  [atanh, 1, Infinity],
  [atanh, -1, -Infinity],
  [atanh, 1.0000000000000002, NaN],
  [atanh, Infinity, NaN],
  [atanh, NaN, NaN],
])('%o of %d is %d', (f, x, expected) => expect(f(k, x)).toBe(expected));

describe('inverses', () => {
  test.each([1e-300, 1e-9, 0.01, 0.4, 1, 3, 15])('undo at %d', (x) => {
    const relative = (computed: number): number => Math.abs(computed - x) / x;
    expect(relative(asinh(k, sinh(k, x)))).toBeLessThan(2 ** -50);
    if (x >= 1) expect(relative(acosh(k, cosh(k, x)))).toBeLessThan(2 ** -50);
    if (x <= 1) expect(relative(atanh(k, tanh(k, x)))).toBeLessThan(2 ** -50);
  });
});
