import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dot } from '../vector.js';
import { triangularise } from './triangularise.js';
import { matrices } from '../testing/matrices.js';

test('keeps lengths and angles, and is triangular with a falling diagonal', () => {
  fc.assert(
    fc.property(matrices, before => {
      const right = before[0]!.map((_, i) => i - 2);
      const { columns, order, vector } = triangularise(before.map(column => column.slice()), right.slice());
      columns.forEach((column, j) => {
        expect(column.subarray(j + 1).every(value => value === 0)).toBe(true);
        expect(dot(column, vector)).toBeCloseTo(dot(before[order[j]!]!, right), 9);
        columns.forEach((other, k) => expect(dot(column, other)).toBeCloseTo(dot(before[order[j]!]!, before[order[k]!]!), 9));
        if (j > 0 && j < vector.length) expect(Math.abs(column[j]!)).toBeLessThanOrEqual(Math.abs(columns[j - 1]![j - 1]!) + 1e-12);
      });
    }),
  );
});
