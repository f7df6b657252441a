import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpolateBicubic, largestBicubic } from './bicubic.js';
import { largestIn } from './largestIn.js';
import { interpolate, largestBilinear, rasterOf } from './raster.js';

const kinds = {
  bilinear: { valueAt: interpolate, largestInPart: largestBilinear },
  bicubic: { valueAt: interpolateBicubic, largestInPart: largestBicubic },
};
const bounds = [-3, 10, 5, 13] as const;
const part = fc.double({ min: 0, max: 1, noNaN: true });
const speed = fc.oneof({ weight: 6, arbitrary: fc.double({ min: 0.1, max: 5, noNaN: true }) }, { weight: 1, arbitrary: fc.constant(0) });
const rows = fc.integer({ min: 2, max: 14 }).chain((columns) => fc.array(fc.array(speed, { minLength: columns, maxLength: columns }), { minLength: 2, maxLength: 14 }));
const along = (low: number, high: number, share: number): number => low + share * (high - low);

describe.each(['bilinear', 'bicubic'] as const)('what the %s values of a raster do not exceed', (kind) => {
  const { valueAt, largestInPart } = kinds[kind];

  it('is a number, and a tangent of the inverse, in any box', () => {
    fc.assert(
      fc.property(rows, fc.tuple(part, part, part, part), fc.constantFrom(1, 0.1, 1e-3), fc.array(fc.tuple(part, part), { minLength: 5, maxLength: 5 }), (speeds, [x, y, width, height], size, places) => {
        const raster = rasterOf('speeds', speeds, bounds);
        const [left, low] = [along(bounds[0], bounds[2], x), along(bounds[1], bounds[3], y)];
        const box = [left, low, along(left, bounds[2], size * width), along(low, bounds[3], size * height)] as const;
        const { maxSpeedIn, tangentIn } = largestIn(raster, largestInPart, valueAt);
        const tangent = tangentIn!(box);
        for (const [right, up] of [...places, [0, 0], [1, 0], [0, 1], [1, 1]] as const) {
          const place = [along(box[0], box[2], right), along(box[1], box[3], up)] as const;
          const value = valueAt(raster, place);
          expect(value).toBeLessThanOrEqual(maxSpeedIn(box) * (1 + 1e-12));
          if (tangent === null) continue;
          const least = tangent.value + tangent.slope[0]! * (place[0] - tangent.x) + tangent.slope[1]! * (place[1] - tangent.y);
          expect(least * value).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the value itself in a box of one place', () => {
    fc.assert(
      fc.property(rows, part, part, (speeds, x, y) => {
        const raster = rasterOf('speeds', speeds, bounds);
        const place = [along(bounds[0], bounds[2], x), along(bounds[1], bounds[3], y)] as const;
        expect(largestIn(raster, largestInPart, valueAt).maxSpeedIn([...place, ...place])).toBeCloseTo(valueAt(raster, place), 6);
      }),
    );
  });
});

describe('what the values of a large raster do not exceed', () => {
  it('is the largest at the points around many cells', () => {
    const speeds = Array.from({ length: 50 }, (_, row) => Array.from({ length: 70 }, (__, column) => 1 + ((31 * row + 17 * column) % 97)));
    const { maxSpeedIn, tangentIn } = largestIn(rasterOf('speeds', speeds, [0, 0, 69, 49]), largestBilinear, interpolate);
    for (const [left, low, right, high] of [[0, 0, 69, 49], [3.5, 4.5, 20.5, 13.5], [40, 30, 69, 35]] as const) {
      const inside = speeds.slice(Math.floor(low), Math.floor(high) + 2).flatMap((row) => row.slice(Math.floor(left), Math.floor(right) + 2));
      expect(maxSpeedIn([left, low, right, high])).toBeLessThanOrEqual(Math.max(...inside));
      expect(maxSpeedIn([left, low, right, high])).toBeGreaterThanOrEqual(Math.max(...speeds.slice(Math.ceil(low), Math.floor(high) + 1).flatMap((row) => row.slice(Math.ceil(left), Math.floor(right) + 1))));
      expect(tangentIn!([left, low, right, high])).toBeNull();
    }
  });
});
