import { flatObjective, grad } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regions } from '../regions/regions.js';
import { leastTimePath } from '../search/leastTimePath.js';
import { anyRegions } from '../testing/maps.js';
import { softRegions } from './softRegions.js';
import type { SoftRegionsOptions } from './softRegions.js';

const bounds = [0, 0, 10, 10];
const slab = [[-1, 4], [11, 4], [11, 6], [-1, 6]];
const mapOf = (width: number, options: Partial<SoftRegionsOptions> = {}): SoftRegionsOptions => ({
  regions: [{ polygon: slab, speed: 0.5 }],
  background: 1,
  bounds,
  width,
  ...options,
});

describe('softRegions', () => {
  it('is the logistic mean of the slownesses across a boundary', () => {
    const map = softRegions(mapOf(0.8));
    const place = fc.double({ min: 0.5, max: 9.5, noNaN: true });
    fc.assert(
      fc.property(place, place, (x, y) => {
        const depth = Math.min(y - 4, 6 - y);
        const preference = 1 / (1 + Math.exp(-depth / 0.1));
        expect(1 / map.speedAt([x, y])).toBeCloseTo(1 + preference, 9);
      }),
    );
  });

  it('reads the sides that matter at a place, as its formula reads all of them', () => {
    // Nowhere are two sides exactly as near, where there is no derivative.
    const coordinate = fc.double({ min: -3, max: 13, noNaN: true }).map((value) => value + 0.0123456789);
    const hole: SoftRegionsOptions['regions'] = [{ polygon: [[[1, 1], [9, 1], [9, 9], [1, 9]], [[3, 3], [7, 3], [7, 7], [3, 7]]], speed: 4 }];
    fc.assert(
      fc.property(anyRegions, fc.constantFrom(0.02, 0.3, 2), fc.array(fc.tuple(coordinate, coordinate.map((y) => y - 0.00314159)), { minLength: 20, maxLength: 20 }), (regions, width, places) => {
        const map = softRegions(mapOf(width, { regions: [...hole, ...regions] }));
        const formula = flatObjective(([x, y]: [Tensor, Tensor]) => map.speed(x, y), [0, 0]);
        const [expected, gradient] = [new Float64Array(2), new Float64Array(2)];
        for (const place of places) {
          const speed = formula.valueAndGrad(Float64Array.from(place), expected);
          expect(map.speedAndGradient(place, gradient) / speed).toBeCloseTo(1, 10);
          expect(map.speedAt(place)).toBe(map.speedAndGradient(place, gradient));
          gradient.forEach((slope, axis) => expect(((slope - expected[axis]!) * width) / speed).toBeCloseTo(0, 8));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('is differentiable on every boundary, at every corner, and knows holes and later regions', () => {
    const map = softRegions(
      mapOf(0.2, {
        regions: [
          { polygon: [[[1, 1], [9, 1], [9, 9], [1, 9]], [[3, 3], [7, 3], [7, 7], [3, 7]]], speed: 4 },
          { polygon: [[7.5, 4], [10, 4], [10, 6], [7.5, 6]], speed: 0 },
        ],
        obstacleSpeed: 0.1,
      }),
    );
    expect(map.speedAt([2, 2])).toBeCloseTo(4, 6);
    expect(map.speedAt([5, 5])).toBeCloseTo(1, 6);
    expect(map.speedAt([0.2, 0.2])).toBeCloseTo(1, 6);
    expect(map.speedAt([8, 5])).toBeCloseTo(0.1, 6);
    const slope = grad(([x, y]: [Tensor, Tensor]) => map.speed(x, y));
    for (const place of [[1, 1], [3, 5], [7.5, 5], [7, 7], [2, 2]] as [number, number][]) expect(slope(place).every(Number.isFinite)).toBe(true);
  });

  it('tends to the hard map in proportion to the width, or faster', () => {
    const ends = { from: [1, 1], to: [8, 9] };
    const hard = leastTimePath(regions(mapOf(1)), ends).time;
    const errors = [0.8, 0.4].map((width) => Math.abs(leastTimePath(softRegions(mapOf(width)), ends).time - hard));
    expect(errors[1]).toBeLessThan(errors[0]! / 1.8);
    expect(errors[1]).toBeLessThan(0.05);
  });

  it('tends to the hard map past any polygons, wherever the fastest way bends at their sides or follows them', () => {
    const ngon = (x: number, y: number, radius: number, turn: number, corners: number): number[][] => Array.from({ length: corners }, (_, i) => [x + radius * Math.cos(turn + (2 * Math.PI * i) / corners), y + radius * Math.sin(turn + (2 * Math.PI * i) / corners)]);
    const part = (low: number, high: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: 1000 }).map((i) => low + ((high - low) * i) / 1000);
    const polygon = fc.tuple(part(2, 8), part(2, 8), part(0.5, 1.5), part(0, 6), fc.integer({ min: 3, max: 6 })).map((numbers) => ngon(...numbers));
    const maps = fc.array(fc.record({ polygon, speed: part(0.3, 2.3) }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(maps, part(1, 9), part(1, 9), (list, start, end) => {
        const ends = { from: [0.5, start], to: [9.5, end], certificateBudgetMs: 0 };
        const hard = leastTimePath(regions(mapOf(1, { regions: list })), ends).time;
        for (const width of [0.05, 0.0125, 0.003]) {
          const { time } = leastTimePath(softRegions(mapOf(width, { regions: list })), ends);
          expect(Math.abs(time / hard - 1)).toBeLessThan(1e-3 + 0.1 * width);
        }
      }),
      { numRuns: 8 },
    );
  });

  it('follows the ray through a narrow boundary, which only splines resolve', () => {
    const width = 0.05;
    const slowness = (y: number): number => 1 + 1 / (1 + Math.exp((-8 * Math.min(y - 4, 6 - y)) / width));
    // By Snell's law the slowness along the slab is the same everywhere: what is passed along it, and the time, are integrals.
    const ray = (along: number): { x: number; time: number } => {
      const [steps, sum] = [50_000, { x: 0, time: 0 }];
      for (let i = 0; i < steps; i++) {
        const n = slowness(1 + (8 * (i + 0.5)) / steps);
        sum.x += ((8 / steps) * along) / Math.sqrt(n * n - along * along);
        sum.time += ((8 / steps) * n * n) / Math.sqrt(n * n - along * along);
      }
      return sum;
    };
    let [low, high] = [0, 1];
    for (let i = 0; i < 40; i++) {
      const middle = (low + high) / 2;
      [low, high] = ray(middle).x < 7 ? [middle, high] : [low, middle];
    }
    const { time } = leastTimePath(softRegions(mapOf(width)), { from: [1, 1], to: [8, 9] });
    expect(time / ray(low).time).toBeGreaterThan(1 - 1e-9);
    expect(time / ray(low).time).toBeLessThan(1 + 1e-6);
  });

  it.each([
    ['no width', mapOf(0), 'INVALID_WIDTH'],
    ['nothing that passes', mapOf(1, { background: 0, regions: [] }), 'INVALID_SPEED'],
    ['a polygon that crosses itself', mapOf(1, { regions: [{ polygon: [[0, 0], [5, 5], [5, 0], [0, 5]], speed: 1 }] }), 'INVALID_POLYGON'],
  ])('refuses %s', (_, options, code) => {
    expect(() => softRegions(options)).toThrow(expect.objectContaining({ code }));
  });
});
