import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivalTimes } from './arrivalTimes.js';
import { speedGrid } from './speedGrid.js';
import type { SpeedGrid } from './speedGrid.js';

/** A grid of (n + 1)^2 points over [0, 10]^2. */
function square(n: number, speedAt: (x: number, y: number) => number): SpeedGrid {
  const place = (i: number): number => (10 * i) / n;
  const speeds = Array.from({ length: n + 1 }, (_, row) => Array.from({ length: n + 1 }, (_, column) => speedAt(place(column), place(row))));
  return speedGrid({ speeds, bounds: [0, 0, 10, 10] });
}

/** The largest error at points away from the source. */
function largestError(grid: SpeedGrid, source: number[], order: 1 | 2, truth: (x: number, y: number) => number): number {
  const times = arrivalTimes(grid, { sources: [source], order });
  let largest = 0;
  for (let x = 0; x <= 10; x++) {
    for (let y = 0; y <= 10; y++) largest = Math.max(largest, Math.abs(times.at([x, y]) - truth(x, y)));
  }
  return largest;
}

describe('arrivalTimes', () => {
  it.each([1, 2] as const)('has the times of scikit-fmm beside and beyond a front, with order %j', (order) => {
    const front = [[1, 1, 1], [1, -1, 1], [1, 1, 1]];
    const ones = [[1, 1, 1], [1, 1, 1], [1, 1, 1]];
    const distances = arrivalTimes(speedGrid({ speeds: ones, bounds: [0, 0, 2, 2] }), { front, order }).values;
    const corner = 1.20710678;
    [corner, 0.5, corner, 0.5, 0.35355339, 0.5, corner, 0.5, corner].forEach((distance, i) => expect(distances[i]).toBeCloseTo(distance, 8));
    const threes = ones.map((row) => row.map((one) => 3 * one));
    const times = arrivalTimes(speedGrid({ speeds: threes, bounds: [0, 0, 2, 2] }), { front, order }).values;
    [0.40236893, 0.16666667, 0.40236893, 0.16666667, 0.11785113].forEach((time, i) => expect(times[i]).toBeCloseTo(time, 8));
  });

  it('converges with its order where the speed grows with the depth', () => {
    const truth = (x: number, y: number): number => Math.acosh(1 + (0.25 * (x * x + y * y)) / (4 * (2 + y / 2))) / 0.5;
    const errors = ([order, n]: readonly [1 | 2, number]): number => largestError(square(n, (_, y) => 2 + y / 2), [0, 0], order, truth);
    const [coarse, fine] = [errors([2, 40]), errors([2, 160])];
    expect(Math.log2(coarse / fine) / 2).toBeGreaterThan(1.7);
    expect(fine).toBeLessThan(1e-3);
    const firstOrder = Math.log2(errors([1, 40]) / errors([1, 160])) / 2;
    expect(firstOrder).toBeGreaterThan(0.7);
    expect(firstOrder).toBeLessThan(1.3);
  });

  it.each([1, 2] as const)('is the distance / speed where the speed is one, with order %j', (order) => {
    const errorFrom = (source: [number, number]): number =>
      largestError(square(40, () => 2), source, order, (x, y) => Math.hypot(x - source[0], y - source[1]) / 2);
    expect(errorFrom([3.25, 6.5])).toBeLessThan(1e-12);
    expect(errorFrom([3.21, 6.54])).toBeLessThan(1e-3);
  });

  it('goes round an obstacle, and never into what is closed', () => {
    const wall = square(200, (x, y) => (Math.abs(x - 5) < 0.01 && y <= 6 ? 0 : 1));
    const times = arrivalTimes(wall, { sources: [[2, 2]] });
    const round = Math.hypot(3, 4) + Math.hypot(3, 4);
    expect(Math.abs(times.at([8, 2]) - round)).toBeLessThan(0.15);
    expect(times.at([2, 8])).toBeCloseTo(6, 2);
    const closed = square(20, (x, y) => (Math.max(Math.abs(x - 5), Math.abs(y - 5)) === 2 ? 0 : 1));
    const outside = arrivalTimes(closed, { sources: [[0, 0]] });
    expect([outside.at([5, 5]), outside.at([3, 5]), outside.at([11, 5])]).toEqual([Infinity, Infinity, Infinity]);
    expect(outside.at([10, 10])).toBeGreaterThan(10 * Math.SQRT2);
  });

  it('starts at a source close beside an obstacle', () => {
    const post = square(20, (x, y) => (x === 5 && y >= 5 ? 0 : 1));
    const times = arrivalTimes(post, { sources: [[4.6, 6]] });
    expect(times.at([5.5, 6])).toBeGreaterThan(1.5);
    expect(times.at([4, 6])).toBeCloseTo(0.6, 1);
  });

  it('takes the nearest of many sources, and half the time at twice the speed', () => {
    const place = fc.tuple(fc.double({ min: 0, max: 10, noNaN: true }), fc.double({ min: 0, max: 10, noNaN: true }));
    const slow = square(24, (x, y) => 1 + 0.5 * Math.sin(x) * Math.cos(y));
    const fast = square(24, (x, y) => 2 + Math.sin(x) * Math.cos(y));
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 4 }), (sources) => {
        const times = arrivalTimes(slow, { sources, order: 1 });
        const halved = arrivalTimes(fast, { sources, order: 1 });
        times.values.forEach((time, i) => expect(halved.values[i]).toBeCloseTo(time / 2, 10));
        const each = sources.map((source) => arrivalTimes(slow, { sources: [source], order: 1 }));
        times.values.forEach((time, i) => {
          const nearest = Math.min(...each.map(({ values }) => values[i]!));
          expect(Math.abs(time - nearest)).toBeLessThan(0.3);
        });
      }),
      { numRuns: 6 },
    );
  });

  it('takes nearly as long there as back', () => {
    const wavy = square(80, (x, y) => 1 + 0.5 * Math.sin(x) * Math.cos(y));
    const there = arrivalTimes(wavy, { sources: [[1, 2]] }).at([8, 9]);
    expect(Math.abs(arrivalTimes(wavy, { sources: [[8, 9]] }).at([1, 2]) / there - 1)).toBeLessThan(2e-3);
  });

  it.each([
    [{ sources: [] }, 'NO_SOURCES'],
    [{ sources: [[1, 1], [11, 1]] }, 'OUTSIDE_MEDIUM'],
    [{ sources: [[1, Number.NaN]] }, 'INVALID_POINT'],
    [{ sources: [[5, 5]] }, 'INVALID_SPEED'],
    [{ front: [[1, -1], [1, 1]] }, 'INVALID_RASTER'],
    [{ front: [[1, 1, 1], [1, 1, 1], [1, 1, 1]] }, 'NO_SOURCES'],
    [{ sources: [[1, 1]], order: 3 as 2 }, 'INVALID_ORDER'],
  ])('refuses %j', (options, code) => {
    const grid = square(2, (x, y) => (x === 5 && y === 5 ? 0 : 1));
    expect(() => arrivalTimes(grid, options)).toThrow(expect.objectContaining({ code }));
  });
});
