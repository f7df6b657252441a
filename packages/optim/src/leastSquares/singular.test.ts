import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dot } from '../vector.js';
import { singular } from './singular.js';

const matrix = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 5 }))
  .chain(([m, n]) => fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: m, maxLength: m }), { minLength: n, maxLength: n }));

test('the factors are orthogonal and multiply to the matrix, of any rank', () => {
  fc.assert(
    fc.property(matrix, columns => {
      const { values, u, v } = singular(columns.map(column => Float64Array.from(column)));
      for (let j = 0; j < columns.length; j++) {
        for (let k = 0; k < j; k++) {
          expect(dot(v[j]!, v[k]!)).toBeCloseTo(0, 13);
          expect(values[j]! * values[k]! * dot(u[j]!, u[k]!)).toBeCloseTo(0, 11);
        }
        for (let i = 0; i < columns[0]!.length; i++) {
          const rebuilt = values.reduce((total, value, k) => total + value * u[k]![i]! * v[k]![j]!, 0);
          expect(rebuilt).toBeCloseTo(columns[j]![i]!, 11);
        }
      }
    }),
  );
});

test('a small singular value is found beside a large one', () => {
  const { values } = singular([Float64Array.of(1, 1), Float64Array.of(1, 1 + 1e-10)]);
  expect(Math.min(...values) / 5e-11).toBeCloseTo(1, 5);
});
