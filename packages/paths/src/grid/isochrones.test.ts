import { describe, expect, it } from 'vitest';
import { arrivalTimes } from './arrivalTimes.js';
import { isochrones } from './isochrones.js';
import { speedGrid } from './speedGrid.js';
import type { Point } from '../geometry/vector.js';

const places = Array.from({ length: 61 }, (_, i) => i / 6);
const bounds = [0, 0, 10, 10];

/** The area that a ring encloses, positive counter-clockwise. */
function areaOf(ring: readonly Point[]): number {
  return ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i]![0]! * y! - x! * ring[i]![1]!) / 2, 0);
}

describe('isochrones', () => {
  it('are circles where the speed is one, each around those before', () => {
    const times = arrivalTimes(speedGrid({ speeds: places.map(() => places.map(() => 2)), bounds }), { sources: [[5, 5]] });
    const found = isochrones(times, [0.5, 1, 2]);
    expect(found.map(({ time }) => time)).toEqual([0.5, 1, 2]);
    for (const { time, polygons } of found) {
      expect(polygons).toHaveLength(1);
      const [[ring]] = polygons as [[Point[]]];
      for (const [x, y] of ring) expect(Math.hypot(x! - 5, y! - 5)).toBeCloseTo(2 * time, 1);
      expect(Math.abs(areaOf(ring)) / (Math.PI * (2 * time) ** 2)).toBeCloseTo(1, 1);
      expect(ring[0]).toEqual(ring.at(-1));
    }
  });

  it('end at the bounds, leave out what is not reached, and hold at every point that is', () => {
    const speeds = places.map((y) => places.map((x) => (Math.hypot(x - 5, y - 6) < 1.5 ? 0 : 1 + x / 10)));
    const times = arrivalTimes(speedGrid({ speeds, bounds }), { sources: [[1, 1]] });
    const [{ polygons }] = isochrones(times, [40]) as [ReturnType<typeof isochrones>[number]];
    const [rings] = polygons as [Point[][]];
    expect(rings).toHaveLength(2);
    // All of the map but for the round pond.
    expect(Math.abs(areaOf(rings[0]!))).toBeCloseTo(100, 0);
    expect(Math.abs(areaOf(rings[1]!))).toBeGreaterThan(Math.PI * 1.4 ** 2);
    for (const [x, y] of rings[0]!) expect(Math.min(x!, y!, 10 - x!, 10 - y!)).toBeGreaterThanOrEqual(0);
    const [{ polygons: early }] = isochrones(times, [3]) as [ReturnType<typeof isochrones>[number]];
    for (const [x, y] of early[0]![0]!) {
      if (Math.min(x!, y!) > 0.01) expect(times.at([x!, y!])).toBeCloseTo(3, 1);
    }
  });

  it('refuse times that are none', () => {
    const times = arrivalTimes(speedGrid({ speeds: [[1, 1], [1, 1]], bounds }), { sources: [[5, 5]] });
    for (const time of [-1, NaN, Infinity]) expect(() => isochrones(times, [time])).toThrow(expect.objectContaining({ code: 'INVALID_ISOCHRONE_TIME' }));
  });
});
