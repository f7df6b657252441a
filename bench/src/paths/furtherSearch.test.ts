import { expect, test } from 'vitest';
import { leastTimePath, pathTime, regions } from '@fermat/paths';
import { furtherSearch } from './furtherSearch.js';

test('a path around the wrong side of a pond is bettered, the best one is not', () => {
  const medium = regions({ regions: [{ polygon: [[3, -1], [5, -1], [5, 3], [3, 3]], speed: 0 }], background: 1, bounds: [0, -5, 8, 5] });
  const best = leastTimePath(medium, { from: [1, 0], to: [7, 0] });
  const path = [[1, 0], [3, 3], [5, 3], [7, 0]];
  const wrong = { path, time: pathTime(path, medium) };
  expect(wrong.time).toBeGreaterThan(best.time);
  expect(furtherSearch(medium, wrong)).toBeCloseTo(best.time, 12);
  expect(furtherSearch(medium, best)).toBeCloseTo(best.time, 12);
});
