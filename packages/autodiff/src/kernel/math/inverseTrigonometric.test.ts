import { describe, expect, test } from 'vitest';
import { numberAlgebra as k } from '../numberAlgebra.js';
import { acos, asin, atan, atan2 } from './inverseTrigonometric.js';

const HALF_PI = Math.PI / 2;

test.each([
  [asin, 0, 0],
  [asin, -0, -0],
  [asin, 5e-324, 5e-324],
  [asin, 1, HALF_PI],
  [asin, -1, -HALF_PI],
  [asin, 0.5, 0.5235987755982989],
  [asin, 1.0000000000000002, NaN],
  [asin, -Infinity, NaN],
  [asin, NaN, NaN],
  [acos, 1, 0],
  [acos, -1, Math.PI],
  [acos, 0, HALF_PI],
  [acos, -0, HALF_PI],
  [acos, 1.0000000000000002, NaN],
  [acos, -1.0000000000000002, NaN],
  [acos, Infinity, NaN],
  [acos, NaN, NaN],
  [atan, 0, 0],
  [atan, -0, -0],
  [atan, 5e-324, 5e-324],
  [atan, 1, Math.PI / 4],
  [atan, -1, -Math.PI / 4],
  [atan, Number.MAX_VALUE, HALF_PI],
  [atan, Infinity, HALF_PI],
  [atan, -Infinity, -HALF_PI],
  [atan, NaN, NaN],
])('%o of %d is %d', (f, x, expected) => expect(f(k, x)).toBe(expected));

describe('atan2', () => {
  const edges = [0, -0, 1, -1, 5e-324, -5e-324, Number.MAX_VALUE, -Number.MAX_VALUE, Infinity, -Infinity, NaN];
  test.each(edges.flatMap((y) => edges.map((x) => [y, x] as const)))(
    'of (%d, %d) is as the language has it',
    (y, x) => expect(atan2(k, y, x)).toBe(Math.atan2(y, x)),
  );

  test('is symmetric in its quadrants and under powers of two', () => {
    for (const y of [1e-5, 0.3, 0.9, 1, 7]) {
      for (const x of [1e-3, 0.7, 1, 2.5]) {
        const angle = atan2(k, y, x);
        expect(atan2(k, -y, x)).toBe(-angle);
        expect(atan2(k, y * 2 ** 900, x * 2 ** 900)).toBe(angle);
        expect(atan2(k, y * 2 ** -900, x * 2 ** -900)).toBe(angle);
        expect(atan2(k, y, -x)).toBeCloseTo(Math.PI - angle, 14);
        expect(atan2(k, x, y)).toBeCloseTo(HALF_PI - angle, 14);
      }
    }
  });
});
