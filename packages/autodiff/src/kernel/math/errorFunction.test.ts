import { expect, test } from 'vitest';
import { numberAlgebra as k } from '../numberAlgebra.js';
import { erf, erfc } from './errorFunction.js';

test.each([
  [erf, 0, 0],
  [erf, -0, -0],
  [erf, 5e-324, 5e-324],
  [erf, 6, 1],
  [erf, Infinity, 1],
  [erf, -Infinity, -1],
  [erf, NaN, NaN],
  [erfc, 0, 1],
  [erfc, -0, 1],
  [erfc, -6, 2],
  [erfc, 28, 0],
  [erfc, Infinity, 0],
  [erfc, -Infinity, 2],
  [erfc, NaN, NaN],
])('%o of %d is %d', (f, x, expected) => expect(f(k, x)).toBe(expected));

test('erf is odd, and erf + erfc = 1 to rounding', () => {
  for (let x = 0; x <= 7; x += 0.043) {
    expect(erf(k, -x)).toBe(-erf(k, x));
    expect(Math.abs(erf(k, x) + erfc(k, x) - 1)).toBeLessThanOrEqual(2 ** -51);
    expect(Math.abs(erfc(k, x) + erfc(k, -x) - 2)).toBeLessThanOrEqual(2 ** -51);
  }
});
