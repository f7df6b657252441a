import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dot } from '../vector.js';
import { triangularise } from './triangularise.js';

test('keeps lengths and angles, and is triangular', () => {
  const entry = fc.integer({ min: -9, max: 9 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 6 }), fc.array(entry, { minLength: 60, maxLength: 60 }), (n, extra, entries) => {
      const m = n + extra;
      const before = Array.from({ length: n }, (_, j) => Float64Array.from(entries.slice(j * m, (j + 1) * m)));
      const right = Float64Array.from({ length: m }, (_, i) => i - 2);
      const { columns, vector } = triangularise(before.map(column => column.slice()), right.slice());
      columns.forEach((column, j) => {
        expect(column.subarray(j + 1).every(value => value === 0)).toBe(true);
        expect(dot(column, vector)).toBeCloseTo(dot(before[j]!, right), 9);
        columns.forEach((other, k) => expect(dot(column, other)).toBeCloseTo(dot(before[j]!, before[k]!), 9));
      });
    }),
  );
});
