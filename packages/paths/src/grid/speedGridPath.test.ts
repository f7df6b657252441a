import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastTimePath } from '../search/leastTimePath.js';
import { arrivalTimes } from './arrivalTimes.js';
import { speedGrid } from './speedGrid.js';
import type { SpeedGridOptions } from './speedGrid.js';

const bounds = [0, 0, 10, 10];
const places = Array.from({ length: 21 }, (_, i) => i / 2);
const gridOf = (speed: (x: number, y: number) => number, options: Partial<SpeedGridOptions> = {}): ReturnType<typeof speedGrid> =>
  speedGrid({ speeds: places.map((y) => places.map((x) => speed(x, y))), bounds, ...options });

describe('leastTimePath over a raster of speeds', () => {
  it.each(['bilinear', 'bicubic'] as const)('follows the arc where the speed grows with the depth, %s', (interpolation) => {
    const ground = gridOf((_, y) => 2 + y / 2, { interpolation });
    const { time, certificate, path } = leastTimePath(ground, { from: [0, 0], to: [10, 0] });
    expect(time / 4.190372051 - 1).toBeGreaterThan(-1e-9);
    expect(time / 4.190372051 - 1).toBeLessThan(3e-6);
    for (const [x, y] of path) expect(Math.hypot(x! - 5, y! + 4)).toBeCloseTo(Math.hypot(5, 4), 2);
    expect(certificate.snell).toBeLessThan(1e-2);
    expect(certificate.lowerBound).toBeLessThan(time);
    expect(certificate.gap).toBeGreaterThan(0);
  });

  it('is straight where the speed is one', () => {
    const { time, path, alternatives } = leastTimePath(gridOf(() => 2), { from: [0.3, 0.7], to: [9.1, 4.6] });
    expect(time).toBeCloseTo(Math.hypot(8.8, 3.9) / 2, 8);
    for (const [x, y] of path) expect(Math.abs((y! - 0.7) * 8.8 - (x! - 0.3) * 3.9)).toBeLessThan(1e-3);
    expect(alternatives).toEqual([]);
  });

  it('goes around what nothing passes, on either side, and knows the other way', () => {
    const walled = gridOf((x, y) => (x === 5 && y > 2 && y < 7.9 ? 0 : 1));
    const { time, alternatives, path } = leastTimePath(walled, { from: [3, 5], to: [7, 5] });
    // Around a wall from 2 to 8, whose sides are slow.
    expect(time).toBeGreaterThan(2 * Math.hypot(2, 3));
    expect(alternatives[0]!.time).toBeLessThan(1.2 * time);
    const sides = [path, alternatives[0]!.path].map((one) => Math.sign(one[Math.floor(one.length / 2)]![1]! - 5));
    expect(sides[0]! * sides[1]!).toBe(-1);
    const times = arrivalTimes(walled, { sources: [[3, 5]] });
    expect(Math.abs(times.at([7, 5]) / time - 1)).toBeLessThan(0.1);
  });

  it('says that a closed yard is not left', () => {
    const closed = gridOf((x, y) => (Math.max(Math.abs(x - 5), Math.abs(y - 5)) === 2 ? 0 : 1));
    expect(leastTimePath(closed, { from: [5, 5], to: [9, 9] })).toMatchObject({ path: [], time: Infinity, certificate: { reason: expect.stringMatching(/no path/) } });
  });

  it('times a segment alike from both ends and in parts, and no path falls below the bound', () => {
    const rough = gridOf((x, y) => 1 + ((x * 7 + y * 13) % 3), { interpolation: 'bicubic' });
    const place = fc.tuple(fc.double({ min: 0, max: 10, noNaN: true }), fc.double({ min: 0, max: 10, noNaN: true }));
    fc.assert(
      fc.property(place, place, (a, b) => {
        const whole = rough.segmentTime(a, b);
        const middle = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
        expect(rough.segmentTime(b, a)).toBeCloseTo(whole, 9);
        expect(rough.segmentTime(a, middle) + rough.segmentTime(middle, b)).toBeCloseTo(whole, 4);
        expect(rough.lowerBound(a, b, { path: [a, middle, b], budgetMs: 10 }).value).toBeLessThanOrEqual(whole);
      }),
    );
  });

  it('finds its way in a grid of one cell, and stays where it is', () => {
    const cell = speedGrid({ speeds: [[1, 1], [1, 1]], bounds: [0, 0, 3, 4] });
    expect(leastTimePath(cell, { from: [0, 0], to: [3, 4] }).time).toBeCloseTo(5, 12);
    expect(leastTimePath(cell, { from: [1, 1], to: [1, 1] })).toMatchObject({ time: 0, legs: [], certificate: { gap: 0 } });
  });

  it.each([
    ['outside', { from: [-1, 5], to: [5, 5] }, 'OUTSIDE_MEDIUM'],
    ['in a place without speed', { from: [1, 1], to: [5, 5] }, 'OUTSIDE_MEDIUM'],
    ['of three coordinates', { from: [1, 1, 1], to: [5, 5] }, 'INVALID_POINT'],
  ])('refuses an end %s', (_, ends, code) => {
    const pond = gridOf((x, y) => (Math.hypot(x - 1, y - 1) < 1.1 ? 0 : 1));
    expect(() => leastTimePath(pond, ends)).toThrow(expect.objectContaining({ code }));
  });

  it('refuses an interpolation that there is not', () => {
    expect(() => gridOf(() => 1, { interpolation: 'nearest' as 'bilinear' })).toThrow(expect.objectContaining({ code: 'INVALID_INTERPOLATION' }));
  });
});

describe('bicubic speeds', () => {
  it('are those of the grid at its points, exact for a plane, and never beyond those around', () => {
    const plane = gridOf((x, y) => 1 + 2 * x + 3 * y, { interpolation: 'bicubic' });
    const noise = gridOf((x, y) => 1 + Math.abs(Math.sin(37 * x + 91 * y)), { interpolation: 'bicubic' });
    const place = fc.double({ min: 0, max: 10, noNaN: true });
    fc.assert(
      fc.property(place, place, (x, y) => {
        expect(plane.speedAt([x, y])).toBeCloseTo(1 + 2 * x + 3 * y, 10);
        expect(noise.speedAt([x, y])).toBeGreaterThanOrEqual(1);
        expect(noise.speedAt([x, y])).toBeLessThanOrEqual(2);
      }),
    );
    expect(noise.speedAt([2.5, 7.5])).toBeCloseTo(1 + Math.abs(Math.sin(37 * 2.5 + 91 * 7.5)), 12);
  });

  it('come nearer to a smooth speed than bilinear ones', () => {
    const speed = (x: number, y: number): number => 2 + Math.sin(x) * Math.cos(y);
    const [rough, smooth] = [gridOf(speed), gridOf(speed, { interpolation: 'bicubic' })];
    const sample = Array.from({ length: 400 }, (_, i) => [(i % 20) / 2.1, Math.floor(i / 20) / 2.1] as const);
    const errors = [rough, smooth].map((grid) => sample.reduce((sum, [x, y]) => sum + Math.abs(grid.speedAt([x, y]) - speed(x, y)), 0));
    expect(errors[1]).toBeLessThan(errors[0]! / 2);
  });
});
