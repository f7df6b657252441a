import { expect, it } from 'vitest';
import { placesAlong } from './placesAlong.js';

it('lets the largest span take up the rounding', () => {
  const spans = Float64Array.of(1e-3, 1e20, 1e-3, 2e-3);
  expect(Array.from(placesAlong(spans, 1e20))).toEqual([1e-3, 1e20, 1e20, 1e20]);
  expect(Array.from(placesAlong(Float64Array.of(1, 2, 4), 7))).toEqual([1, 3, 7]);
  expect(Array.from(placesAlong(Float64Array.of(-4, -2, -1), -7))).toEqual([-4, -6, -7]);
  expect(Array.from(placesAlong(Float64Array.of(5), 5))).toEqual([5]);
});
