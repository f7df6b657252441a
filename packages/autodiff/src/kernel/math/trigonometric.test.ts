import { describe, expect, test } from 'vitest';
import { numberAlgebra as k } from '../numberAlgebra.js';
import { cos, sin, tan } from './trigonometric.js';

const samples = [5e-324, 1e-300, 1e-8, 0.1, 0.785, 1, 1.5707963, 2.5, 4, 1e3, 1e5, 1048575.9, 1048576, 1e10, 1e22, 1e100, 1e308];

describe('at the edges', () => {
  test.each([sin, tan])('%o keeps zeros and tiny numbers', (f) => {
    for (const x of [0, -0, 5e-324, -5e-324, 2 ** -1022, 1e-17]) expect(f(k, x)).toBe(x);
  });

  test('the cosine of zeros and tiny numbers is 1', () => {
    for (const x of [0, -0, 5e-324, -1e-300, 1e-9]) expect(cos(k, x)).toBe(1);
  });

  test.each([sin, cos, tan])('%o of no finite number is NaN', (f) => {
    for (const x of [Infinity, -Infinity, NaN]) expect(f(k, x)).toBeNaN();
  });
});

describe('published values', () => {
  test.each([
    [sin, Math.PI, 1.2246467991473532e-16],
    [cos, Math.PI / 2, 6.123233995736766e-17],
    [tan, Math.PI / 2, 16331239353195370],
    // Payne and Hanek's example, as given by Ng, "Argument reduction: good to the last bit" (1992).
    [sin, 1e22, -0.8522008497671888],
    // The multiple of pi/2 nearest to a float64: Muller, Elementary Functions, 11.3.
    [cos, 6381956970095103 * 2 ** 797, -4.687165924254628e-19],
  ])('%o of %d', (f, x, expected) => expect(f(k, x)).toBe(expected));
});

describe('identities, for moderate and huge angles', () => {
  test.each(samples)('at %d', (x) => {
    const s = sin(k, x);
    const c = cos(k, x);
    expect(Math.abs(s * s + c * c - 1)).toBeLessThanOrEqual(2 ** -51);
    expect(sin(k, -x)).toBe(-s);
    expect(cos(k, -x)).toBe(c);
    expect(tan(k, -x)).toBe(-tan(k, x));
    expect(Math.abs(tan(k, x) * c - s)).toBeLessThanOrEqual(2 ** -51 * Math.abs(s));
  });
});
