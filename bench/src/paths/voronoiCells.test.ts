import { expect, test } from 'vitest';
import { box, type Corners } from './corners.js';
import { voronoiCells } from './voronoiCells.js';

const areaOf = (ring: Corners): number => ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length]![1] - ring[(i + 1) % ring.length]![0] * y, 0) / 2;

test('the cells of sites fill their bounds, slivers between close sites included', () => {
  const cells = voronoiCells([[1, 1], [1 + 1e-5, 1], [1 + 2e-5, 1], [3, 2], [2, 3.5]], box(0, 0, 4, 4));
  const areas = cells.map(areaOf);
  expect(areas[1]).toBeGreaterThan(0);
  expect(areas[1]).toBeLessThan(1e-4);
  expect(areas.reduce((a, b) => a + b)).toBeCloseTo(16, 12);
});

test('the cells of two sites meet halfway', () => {
  expect(voronoiCells([[1, 2], [3, 2]], box(0, 0, 4, 4)).map(areaOf)).toEqual([8, 8]);
});
