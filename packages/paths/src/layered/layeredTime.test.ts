import { flatObjective, grad, jit, valueAndGrad } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathTime } from '../medium/pathTime.js';
import { ordinaryMedium, stackOf } from '../testing/media.js';
import { layered } from './layered.js';
import type { LayeredMedium } from './layered.js';
import { layeredPath, straightSpans } from './layeredPath.js';
import { layeredTime } from './layeredTime.js';
import { solveLayered } from './solveLayered.js';

const terrains = stackOf([10, 10, 10], [0.7, 0.3, 0.45], 20);
const part = fc.double({ min: -1, max: 1, noNaN: true });
const bends = fc.array(part, { minLength: 8, maxLength: 8 });

/** Spans near the straight line's: N of them, which add up to the offset. */
function bentSpans(medium: LayeredMedium, by: readonly number[]): number[] {
  const spans = Array.from(straightSpans(medium), (span, i) => span + by[i]!);
  spans[spans.length - 1] = medium.distance - spans.slice(0, -1).reduce((a, b) => a + b, 0);
  return spans;
}

describe('layeredTime', () => {
  it('descends as gradient descent does on three terrains', () => {
    const objective = valueAndGrad(layeredTime(terrains));
    const times: number[] = [];
    let x = [2, 17];
    for (let step = 0; step < 20; step++) {
      const [time, gradient] = objective(x);
      times.push(time);
      x = x.map((value, i) => value - 1.5 * gradient[i]!);
    }
    times.push(objective(x)[0]);
    const expected = [[0, 102.64529386], [1, 94.18493956], [5, 83.98182596], [10, 82.1707307], [20, 81.91638301]] as const;
    for (const [step, time] of expected) expect(times[step]).toBeCloseTo(time, 8);
    expect(x[0]).toBeCloseTo(10.92159256, 8);
    expect(x[1]).toBeCloseTo(3.49070087, 8);
  });

  it('descends as gradient descent does on two terrains', () => {
    const objective = valueAndGrad(layeredTime(stackOf([15, 20], [10, 1.2], 18)));
    let x = Float64Array.of(1.8);
    for (let step = 0; step < 20; step++) {
      const [, gradient] = objective(x);
      x = x.map((value, i) => value - 5 * gradient[i]!);
    }
    expect(x[0]).toBeCloseTo(16.09682972, 8);
    expect(objective(x)[0]).toBeCloseTo(18.94220141, 8);
  });

  it('has the gradient that is derived by hand, within 1e-14', () => {
    const size = fc.double({ min: 0.1, max: 10, noNaN: true });
    const three = fc.array(size, { minLength: 3, maxLength: 3 });
    const place = fc.double({ min: -20, max: 20, noNaN: true });
    fc.assert(
      fc.property(three, three, place, place, (thicknesses, speeds, x1, x2) => {
        const [s1, s2, s3] = [x1, x2, 20 - (x1 + x2)].map((x, i) => x / Math.sqrt(x ** 2 + thicknesses[i]! ** 2) / speeds[i]!) as [number, number, number];
        const [g1, g2] = grad(layeredTime(stackOf(thicknesses, speeds, 20)))([x1, x2]) as [number, number];
        // Differences of two terms each: relative to the larger.
        expect(Math.abs(g1 - (s1 - s3))).toBeLessThanOrEqual(1e-14 * Math.max(Math.abs(s1), Math.abs(s3)) + Number.MIN_VALUE);
        expect(Math.abs(g2 - (s2 - s3))).toBeLessThanOrEqual(1e-14 * Math.max(Math.abs(s2), Math.abs(s3)) + Number.MIN_VALUE);
      }),
    );
  });

  it('is the same function of spans and of crossings, and the time of the path', () => {
    fc.assert(
      fc.property(ordinaryMedium, bends, (medium, by) => {
        const spans = bentSpans(medium, by).slice(0, -1);
        let x = 0;
        const crossings = spans.map((span) => (x += span));
        const time = layeredTime(medium)(spans).item();
        expect(layeredTime(medium, { unknowns: 'crossings' })(crossings).item()).toBeCloseTo(time, 10);
        expect(pathTime(layeredPath(medium, { spans }), medium)).toBeCloseTo(time, 10);
      }),
    );
  });

  it('vanishes in gradient at the solution, and grows in every direction from it', () => {
    fc.assert(
      fc.property(ordinaryMedium, bends, (medium, by) => {
        fc.pre(medium.layers.length > 1);
        const { time, crossings } = solveLayered(medium);
        const objective = layeredTime(medium, { unknowns: 'crossings' });
        const slowest = 1 / Math.min(...medium.speeds);
        for (const slope of grad(objective)(crossings)) expect(Math.abs(slope)).toBeLessThan(1e-13 * slowest);
        const moved = crossings.map((value, i) => value + by[i]!);
        expect(objective(moved).item()).toBeGreaterThanOrEqual(time * (1 - 1e-15));
      }),
    );
  });

  it('has a tridiagonal Hessian in the crossings', () => {
    const medium = stackOf([1, 2, 3, 4, 5], [1, 3, 2, 5, 4], 7);
    const slopes = grad(layeredTime(medium, { unknowns: 'crossings' }));
    const { crossings } = solveLayered(medium);
    const base = slopes(crossings);
    crossings.forEach((_, j) => {
      const moved = slopes(crossings.map((value, i) => (i === j ? value + 1e-3 : value)));
      moved.forEach((slope, i) => expect(slope !== base[i]).toBe(Math.abs(i - j) <= 1));
    });
  });

  it('takes arrays, typed arrays and Tensors, plain and compiled', () => {
    const objective = layeredTime(terrains);
    const expected = grad(objective)([2, 17]);
    expect(expected).toEqual([expect.any(Number), expect.any(Number)]);
    expect(Array.from(grad(objective)(Float64Array.of(2, 17)))).toEqual(expected);
    expect(jit(objective)(Float64Array.of(2, 17)).item()).toBeCloseTo(102.64529386, 8);
    const flat = flatObjective(objective, [2, 17]);
    const gradient = flat.allocate();
    expect(flat.valueAndGrad(Float64Array.of(2, 17), gradient)).toBeCloseTo(102.64529386, 8);
    expected.forEach((slope, i) => expect(gradient[i]).toBeCloseTo(slope, 13));
  });

  it('has no unknowns for one layer', () => {
    const single = layeredTime(stackOf([3], [2], 4));
    expect(single([]).item()).toBe(2.5);
    expect(grad(single)(new Float64Array(0))).toHaveLength(0);
  });

  it.each(['spans', 'crossings'] as const)('takes two coordinates for each of the %s in 3D', (unknowns) => {
    const deep = layered({ layers: terrains.layers, offset: [12, 16] });
    const flat = solveLayered(deep);
    const along = Array.from(flat[unknowns]).slice(0, 2);
    const places = along.map((x) => [0.6 * x, 0.8 * x]);
    const [time, gradient] = valueAndGrad(layeredTime(deep, { unknowns }))(places);
    expect(time).toBeCloseTo(flat.time, 12);
    expect(gradient.flat().every((slope) => Math.abs(slope) < 1e-13)).toBe(true);
  });

  it('refuses a kind of unknowns that it does not know', () => {
    expect(() => layeredTime(terrains, { unknowns: 'angles' as 'spans' })).toThrow(/unknowns is "angles"/);
  });

  it.each([[[2]], [[1, 2, 3]], [[[1, 2], [3, 4]]]])('refuses the unknowns %j', (unknowns) => {
    expect(() => layeredTime(terrains)(unknowns)).toThrow(expect.objectContaining({ code: 'WRONG_UNKNOWNS' }));
  });
});
