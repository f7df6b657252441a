import { expect, test } from 'vitest';
import { median, quantile } from './quantile.js';

test('quantiles lie between the nearest ranks, and leave the values as they were', () => {
  const values = [4, 1, 3, 2];
  expect(median(values)).toBe(2.5);
  expect(quantile(values, 0.25)).toBe(1.75);
  expect(quantile(values, 1)).toBe(4);
  expect(median([7])).toBe(7);
  expect(values).toEqual([4, 1, 3, 2]);
});
