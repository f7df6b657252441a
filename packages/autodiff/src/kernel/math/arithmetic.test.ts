import { expect, test } from 'vitest';
import { numberAlgebra as k } from '../numberAlgebra.js';
import { mod, sign } from './arithmetic.js';

test.each([
  [3, 1],
  [-5e-324, -1],
  [0, 0],
  [-0, -0],
  [Infinity, 1],
  [NaN, NaN],
])('sign(%d) = %d', (x, expected) => expect(sign(k, x)).toBe(expected));

// As numpy.mod has them.
test.each([
  [7, 3, 1],
  [-7, 3, 2],
  [7, -3, -2],
  [-7, -3, -1],
  [6, 3, 0],
  [-6, 3, 0],
  [6, -3, -0],
  [0.5, Infinity, 0.5],
  [-0.5, Infinity, Infinity],
  [1e300, 7, 1],
  [1, 0, NaN],
  [Infinity, 2, NaN],
  [NaN, 2, NaN],
  [2, NaN, NaN],
])('mod(%d, %d) = %d', (a, b, expected) => expect(mod(k, a, b)).toBe(expected));
