import { abs, add, div, exp, greater, mul, neg, select, sin, square, sub } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { softRegions } from '../field/softRegions.js';
import { speedField } from '../field/speedField.js';
import type { SpeedFunction } from '../field/speedField.js';
import { speedGrid } from '../grid/speedGrid.js';
import { pathTime } from '../medium/pathTime.js';
import { leastTimePath } from '../search/leastTimePath.js';
import { anyRegions, rectangle } from '../testing/maps.js';

const part = fc.double({ min: 0, max: 1, noNaN: true });
const step = fc.integer({ min: 0, max: 640 });
const place = fc.tuple(step, step).map(([x, y]): [number, number] => [x / 64, y / 64]);

describe('the bound over a raster of speeds', () => {
  const speed = fc.oneof({ weight: 8, arbitrary: fc.double({ min: 0.2, max: 5, noNaN: true }) }, { weight: 1, arbitrary: fc.constant(0) });
  const speeds = fc.array(fc.array(speed, { minLength: 6, maxLength: 6 }), { minLength: 6, maxLength: 6 });

  it('is below the time of every path', () => {
    fc.assert(
      fc.property(speeds, fc.constantFrom('bilinear', 'bicubic'), fc.array(place, { minLength: 2, maxLength: 4 }), fc.array(place, { maxLength: 4 }), fc.constantFrom(0, 40), (rows, interpolation, known, via, budgetMs) => {
        const grid = speedGrid({ speeds: rows, bounds: [0, 0, 10, 10], interpolation });
        const [from, to] = [known[0]!, known.at(-1)!];
        const { value } = grid.lowerBound(from, to, { path: known, budgetMs });
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(pathTime(known, grid));
        expect(value).toBeLessThanOrEqual(pathTime([from, ...via, to], grid));
        if (grid.isOpen(from) && grid.isOpen(to)) expect(value).toBeLessThanOrEqual(leastTimePath(grid, { from, to, certificateBudgetMs: 0 }).time);
      }),
      { numRuns: 40 },
    );
  });

  // J. R. Slotnick's rays in a speed that grows evenly with depth: acosh(1 + (k r)^2 / (2 v0 v)) / k.
  it.each([[[10, 0], 4.190372051], [[10, 10], 3.367514465]] as const)('comes close to the closed form where the speed grows evenly, to %s', (to, least) => {
    const ground = speedGrid({ speeds: [[2, 2], [7, 7]], bounds: [0, 0, 20, 10] });
    const { time, certificate } = leastTimePath(ground, { from: [0, 0], to });
    expect(certificate).toMatchObject({ time, reason: null });
    expect(certificate.lowerBound).toBeLessThan(least * (1 + 1e-9));
    expect(certificate.gap).toBeLessThan(1e-3);
    expect(leastTimePath(ground, { from: [0, 0], to }).certificate).toEqual(certificate);
    const gapAfter = (certificateBudgetMs: number): number => leastTimePath(ground, { from: [0, 0], to, certificateBudgetMs }).certificate.gap!;
    expect(gapAfter(0)).toBeGreaterThan(0.1);
  });

  it('knows that nothing passes where there are no speeds', () => {
    const rows = Array.from({ length: 21 }, (_, row) => Array.from({ length: 21 }, (__, column) => (column > 7 && column < 13 && row > 2 ? 0 : 1)));
    const yard = speedGrid({ speeds: rows, bounds: [0, 0, 20, 20] });
    const { certificate, time } = leastTimePath(yard, { from: [2, 18], to: [18, 18] });
    expect(time).toBeGreaterThan(32);
    expect(certificate.gap).toBeLessThan(0.1);
  });

  it('looks for a path where none is known that something passes along', () => {
    const grid = speedGrid({ speeds: [[1, 2], [1, 4]], bounds: [0, 0, 8, 8] });
    const { time, certificate } = leastTimePath(grid, { from: [0, 0], to: [8, 0] });
    for (const options of [{}, { path: [[0, 0], [9, 0], [8, 0]] }]) expect(grid.lowerBound([0, 0], [8, 0], options).value! / time).toBeCloseTo(1 - certificate.gap!, 3);
    expect(grid.lowerBound([3, 3], [3, 3], { path: [[3, 3], [3, 3]] }).value).toBe(0);
    const split = speedGrid({ speeds: [[1, 0, 0, 1], [1, 0, 0, 1]], bounds: [0, 0, 9, 3] });
    expect(split.lowerBound([0, 1], [9, 1])).toEqual({ value: null, reason: 'no path joins the ends.' });
  });
});

describe('the bound over a soft map', () => {
  const width = fc.double({ min: 0.1, max: 2, noNaN: true });

  it('never meets a speed above the largest of a box', () => {
    fc.assert(
      fc.property(anyRegions, width, place, part, fc.array(fc.tuple(part, part), { minLength: 8, maxLength: 8 }), (list, wide, [left, low], size, shares) => {
        const map = softRegions({ regions: list, background: 1, bounds: [0, 0, 10, 10], width: wide });
        const box = [left, low, left + (10 - left) * size ** 3, low + (10 - low) * size ** 3];
        const largest = map.maxSpeedIn(box);
        for (const [x, y] of shares) expect(map.speedAt([left + x * (box[2]! - left), low + y * (box[3]! - low)])).toBeLessThanOrEqual(largest * (1 + 1e-12));
        expect(map.maxSpeedIn([left, low, left, low])).toBeCloseTo(map.speedAt([left, low]), 9);
      }),
      { numRuns: 200 },
    );
  });

  it('is below the time of every path', () => {
    fc.assert(
      fc.property(anyRegions, width, fc.array(place, { minLength: 2, maxLength: 4 }), fc.array(place, { maxLength: 3 }), fc.constantFrom(0, 40), (list, wide, known, via, budgetMs) => {
        const map = softRegions({ regions: list, background: 1, bounds: [0, 0, 10, 10], width: wide });
        const [from, to] = [known[0]!, known.at(-1)!];
        const { value } = map.lowerBound(from, to, { path: known, budgetMs });
        const other = [from, ...via, to];
        const pieces = other.slice(1).flatMap((end, i) => Array.from({ length: 100 }, (_, k) => other[i]!.map((start, axis) => start + ((k + 1) / 100) * (end[axis]! - start))));
        expect(value).toBeLessThanOrEqual(pathTime([from, ...pieces], map) * (1 + 1e-9));
      }),
      { numRuns: 40 },
    );
  });

  it('proves the path of a map, and more so with more work', () => {
    const map = softRegions({ regions: [{ polygon: rectangle(4, -10, 6, 4), speed: 0.4 }], background: 1, bounds: [0, -5, 10, 5], width: 0.5 });
    const way = leastTimePath(map, { from: [1, 0], to: [9, 0] });
    const { time, certificate } = way;
    expect(certificate.reason).toBeNull();
    expect(certificate.lowerBound).toBeLessThanOrEqual(time);
    expect(certificate.gap).toBeLessThan(0.03);
    expect(map.lowerBound([1, 0], [9, 0], { path: way.path, budgetMs: 0 }).value).toBeLessThan(certificate.lowerBound!);
  });
});

describe('the bound over a field of any speed', () => {
  const fields: readonly SpeedFunction[] = [
    (x, y) => add(1.5, mul(sin(x), sin(mul(0.7, y)))),
    (x, y) => div(1, add(1, exp(neg(add(square(sub(x, 5)), square(sub(y, 5))))))),
    (x) => select(greater(x, 5), 2, 1),
    (x, y) => add(1, mul(0.2, abs(sub(x, y)))),
  ];

  it('is below the time of every path', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.array(place, { minLength: 2, maxLength: 3 }), fc.array(place, { maxLength: 3 }), fc.constantFrom(0, 40), (speed, known, via, budgetMs) => {
        const field = speedField(speed, { bounds: [0, 0, 10, 10] });
        const [from, to] = [known[0]!, known.at(-1)!];
        const { value } = field.lowerBound(from, to, { path: known, budgetMs });
        expect(value).toBeLessThanOrEqual(pathTime([from, ...via, to], field) * (1 + 1e-9));
      }),
      { numRuns: 30 },
    );
  });

  it('is below the time of every path in space too, and close where speeds change with depth', () => {
    const rough = speedField((x, y, z) => add(2, mul(mul(sin(x), sin(y)), mul(0.1, z))), { bounds: [0, 0, 0, 10, 10, 10] });
    const spot = fc.tuple(step, step, step).map(([x, y, z]): [number, number, number] => [x / 64, y / 64, z / 64]);
    fc.assert(
      fc.property(fc.array(spot, { minLength: 2, maxLength: 3 }), fc.array(spot, { maxLength: 2 }), (known, via) => {
        const [from, to] = [known[0]!, known.at(-1)!];
        expect(rough.lowerBound(from, to, { path: known, budgetMs: 20 }).value).toBeLessThanOrEqual(pathTime([from, ...via, to], rough) * (1 + 1e-9));
      }),
      { numRuns: 15 },
    );
    const ground = speedField((_x, _y, z) => add(2, mul(0.5, z)), { bounds: [0, 0, 0, 20, 20, 10] });
    expect(leastTimePath(ground, { from: [2, 3, 1], to: [14, 12, 2] }).certificate.gap).toBeLessThan(2e-2);
  });

  it('comes close to the least time', () => {
    const gapOf = (speed: SpeedFunction): number => leastTimePath(speedField(speed, { bounds: [0, 0, 10, 10] }), { from: [1, 1], to: [9, 7] }).certificate.gap!;
    expect(gapOf((_, y) => add(2, mul(0.5, y)))).toBeLessThan(2e-3);
    expect(gapOf(fields[0]!)).toBeLessThan(5e-2);
    expect(gapOf(fields[2]!)).toBeLessThan(5e-2);
  });
});
