import { describe, expect, test } from 'vitest';
import { numberAlgebra as k } from '../numberAlgebra.js';
import { cbrt, hypot, integerPow, pow } from './power.js';

const edges = [
  0, 1, 2, 3, 0.5, 1.5, 5e-324, 2 ** -1022, 1e300, 2 ** 53, 2 ** 53 - 1, 2 ** 53 + 2,
  Number.MAX_VALUE, Infinity, NaN,
].flatMap((value) => [value, -value]);

describe('pow', () => {
  test('has the special cases of the language', () => {
    for (const x of edges) {
      for (const y of edges) {
        const expected = Math.pow(x, y);
        const message = `${x} to the power of ${y}`;
        const special = Number.isFinite(expected) && expected !== 0;
        const value = pow(k, x, y);
        if (special) expect(Math.abs(value - expected), message).toBeLessThanOrEqual(Math.abs(expected) * 2 ** -52);
        else expect(value, message).toBe(expected);
      }
    }
  });

  test('is exact where the power is a float64', () => {
    for (let n = 0; n <= 33; n++) expect(pow(k, 3, n)).toBe(3 ** n);
    for (let n = 0; n <= 22; n++) expect(pow(k, 10, n)).toBe(10 ** n);
    for (let n = -1074; n <= 1023; n++) expect(pow(k, 2, n)).toBe(2 ** n);
    for (let n = -300; n <= 300; n++) expect(pow(k, -4, n)).toBe((n % 2 === 0 ? 1 : -1) * 2 ** (2 * n));
    for (const x of [0.1, 1.7, 1e-310, 1e308]) expect(pow(k, x, 1)).toBe(x);
  });

  test('survives exponents that amplify the last bit of the base', () => {
    expect(pow(k, 1 + 2 ** -52, 2 ** 52)).toBe(Math.E);
    expect(pow(k, 1 - 2 ** -53, 2 ** 53)).toBe(0.3678794411714423);
    expect(pow(k, 1 + 2 ** -52, 2 ** 63)).toBe(Infinity);
    expect(pow(k, 1 - 2 ** -53, 2 ** 63)).toBe(0);
  });
});

describe('integerPow', () => {
  test.each([
    [3, 0, 1],
    [NaN, 0, 1],
    [3, 1, 3],
    [-0, 1, -0],
    [-2, 5, -32],
    [3, 20, 3486784401],
    [2, -3, 0.125],
    [-0, -1, -Infinity],
    [0, -2, Infinity],
    [Infinity, -1, 0],
    [NaN, 2, NaN],
  ])('%d to the %d', (x, n, expected) => expect(integerPow(k, x, n)).toBe(expected));
});

describe('cbrt', () => {
  test('is exact for cubes', () => {
    for (let n = 1; n < 2000; n++) expect(cbrt(k, -(n ** 3))).toBe(-n);
    for (let n = -357; n <= 341; n++) expect(cbrt(k, 2 ** (3 * n))).toBe(2 ** n);
  });

  test.each([0, -0, Infinity, -Infinity, NaN])('of %d is that', (x) => expect(cbrt(k, x)).toBe(x));
});

describe('hypot', () => {
  test.each([
    [3, 4, 5],
    [0, 0, 0],
    [-0, -0, 0],
    [0, -7, 7],
    [5e-324, 0, 5e-324],
    [3e-320, 4e-320, 5e-320],
    [3e300, -4e300, 5e300],
    [Number.MAX_VALUE, 0, Number.MAX_VALUE],
    [Number.MAX_VALUE, Number.MAX_VALUE, Infinity],
    [Infinity, NaN, Infinity],
    [NaN, -Infinity, Infinity],
    [NaN, 1, NaN],
  ])('(%d, %d) is %d', (x, y, expected) => {
    expect(hypot(k, x, y)).toBe(expected);
    expect(hypot(k, y, x)).toBe(expected);
  });
});
