import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastTimePath } from '../search/leastTimePath.js';
import { anyRegions, rectangle, regularPolygon } from '../testing/maps.js';
import type { RegionsOptions } from './readRegions.js';
import { regions } from './regions.js';

const board = Array.from({ length: 64 }, (_, i) => ({ polygon: rectangle(i % 8, Math.floor(i / 8), (i % 8) + 1, Math.floor(i / 8) + 1), speed: (i + Math.floor(i / 8)) % 2 ? 1 : 2 }));
const around = (speed: number): RegionsOptions => ({ regions: [{ polygon: regularPolygon(64, 1), speed }], background: 1, bounds: [-3, -3, 3, 3] });

/** A star of strips, narrower than anything a solver would like. */
const strips = (width: number): RegionsOptions['regions'] => [0, 1, 2, 3, 4].map((i) => {
  const [x, y] = [Math.cos(0.3 + 0.6 * i), Math.sin(0.3 + 0.6 * i)];
  const [left, right] = [[-4 * x, -4 * y], [4 * x, 4 * y]] as const;
  const wide = width * (1 + i);
  return { polygon: [[left[0], left[1]], [right[0], right[1]], [right[0] - wide * y, right[1] + wide * x], [left[0] - wide * y, left[1] + wide * x]], speed: [0.2, 3, 1.5, 0.5, 2][i]! };
});

const scenes: readonly (readonly [string, RegionsOptions, [number, number], [number, number]])[] = [
  ['slabs', { regions: [0.7, 0.3, 0.45].map((speed, i) => ({ polygon: rectangle(-50, 10 * i, 50, 10 * i + 10), speed })), background: 0, bounds: [-50, 0, 50, 30] }, [0, 0], [20, 30]],
  ['a slow disc', around(0.3), [-2, 0.1], [2, 0.05]],
  ['a fast disc', around(3), [-2, -1.3], [2, 1.1]],
  ['a contrast of 1000', around(1000), [-2, -1.3], [2, 1.1]],
  ['an obstacle', around(0), [-2, 0], [2, 0.05]],
  ['an L', { regions: [{ polygon: [[0, 0], [4, 0], [4, 1], [1, 1], [1, 4], [0, 4]], speed: 0 }], background: 1, bounds: [-1, -1, 5, 5] }, [-0.5, 3.9], [3.9, -0.5]],
  ['a thin road', { regions: [{ polygon: rectangle(0, -2.001, 100, -2), speed: 20 }], background: 1, bounds: [0, -5, 100, 5] }, [10, 0], [90, 0]],
  ['a checkerboard', { regions: board, background: 1, bounds: [0, 0, 8, 8] }, [0.1, 0.3], [7.7, 7.2]],
  ['slivers', { regions: strips(1e-5), background: 1, bounds: [-3, -3, 3, 3] }, [-2, 0.4], [2, -0.3]],
  ['a gap of no width', { regions: [{ polygon: rectangle(4, 0, 5, 5), speed: 0 }, { polygon: rectangle(5, 5, 6, 10), speed: 0 }], background: 1, bounds: [0, 0, 10, 10] }, [1, 1], [9, 9]],
];

describe('the certificate of a path through regions', () => {
  it.each(scenes)('proves the path optimal to 1e-5: %s', (_, options, from, to) => {
    const { certificate, time } = leastTimePath(regions(options), { from, to });
    expect(certificate.lowerBound).toBeLessThanOrEqual(time);
    expect(certificate.gap).toBeLessThan(1e-5);
    expect(certificate.snell).toBeLessThan(1e-9);
  });

  it.each([1e-6, 1e-7, 1e-8, 1e-9])('proves as much beside one sliver of width %s', (width) => {
    const gapOf = (speed: number, polygon: [number, number][], from: [number, number], to: [number, number]): number => {
      const { certificate, time } = leastTimePath(regions({ regions: [{ polygon, speed }], background: 1, bounds: [0, -5, 100, 10] }), { from, to });
      expect(certificate.lowerBound).toBeLessThanOrEqual(time);
      return certificate.gap!;
    };
    const hair = rectangle(5, -5, 5 + width, 9);
    expect(gapOf(20, rectangle(0, -2 - width, 100, -2), [10, 0], [90, 0])).toBeLessThan(1e-6);
    expect(gapOf(0.1, hair, [1, 1], [9, 4])).toBeLessThan(1e-5);
    expect(gapOf(0, hair, [1, 1], [9, 4])).toBeLessThan(2e-3);
    expect(gapOf(5, [[0, 0], [10, 10 * width], [10, 0]], [1, -1], [9, 1])).toBeLessThan(1e-4);
  });

  it.each([1e-6, 1e-7, 3e-8, 1e-8, 1e-9])('is as close where slivers of width %s cross each other', (width) => {
    const { time, certificate } = leastTimePath(regions({ regions: strips(width), background: 1, bounds: [-3, -3, 3, 3] }), { from: [-2, 0.4], to: [2, -0.3] });
    expect(time).toBeCloseTo(2.89015, 4);
    expect(certificate.lowerBound).toBeLessThanOrEqual(time);
    expect(certificate.gap).toBeLessThan(1e-5);
  });

  it.each([1e-5, 1e-7, 1e-9])('follows a path through a passage of width %s', (width) => {
    const walls = [rectangle(4, -10, 6, -width / 2), rectangle(4, width / 2, 6, 10)].map((polygon) => ({ polygon, speed: 0.1 }));
    const { time, certificate } = leastTimePath(regions({ regions: walls, background: 1, bounds: [-10, -10, 10, 10] }), { from: [0, 1], to: [10, -1] });
    expect(certificate.lowerBound).toBeLessThanOrEqual(time);
    expect(certificate.gap).toBeLessThan(1e-3);
  });

  it('is below the time of every path, on any map', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })).map(([x, y]): [number, number] => [x / 4, y / 4]);
    const part = fc.double({ min: 0, max: 10, noNaN: true });
    fc.assert(
      fc.property(anyRegions, place, place, fc.array(fc.tuple(part, part), { maxLength: 3 }), fc.constantFrom(0, 20), (list, from, to, via, budgetMs) => {
        const map = regions({ regions: list, background: 1, bounds: [0, 0, 10, 10] });
        fc.pre(map.cost(from, [1, 0]) < Infinity && map.cost(to, [1, 0]) < Infinity);
        const { time } = leastTimePath(map, { from, to, certificateBudgetMs: 0 });
        // A poor path to look around at first gives a bound all the same.
        const { value, reason } = map.lowerBound(from, to, { path: [from, ...via, to], budgetMs });
        if (time === Infinity) {
          expect(reason).toContain('no path');
          return;
        }
        expect(value).toBeLessThanOrEqual(time * (1 + 1e-12));
        expect(value).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 40 },
    );
  });

  it('is the same at every run, and better with more time', () => {
    const map = regions(around(0.3));
    const ends = { from: [-2, 0.1], to: [2, 0.05] };
    const [first, second] = [leastTimePath(map, ends), leastTimePath(map, ends)];
    expect(first.certificate).toEqual(second.certificate);
    const hasty = leastTimePath(map, { ...ends, certificateBudgetMs: 0 }).certificate;
    expect(hasty.gap).toBeGreaterThan(first.certificate.gap!);
    expect(hasty.gap).toBeLessThan(1);
  });

  it('says that no path joins the ends', () => {
    const wall = { regions: [{ polygon: rectangle(4, 0, 5, 10), speed: 0 }], background: 1, bounds: [0, 0, 10, 10] };
    expect(regions(wall).lowerBound([1, 1], [9, 9])).toEqual({ value: null, reason: 'no path joins the ends.' });
  });
});
