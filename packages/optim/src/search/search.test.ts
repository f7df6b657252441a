import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Aim, DirectionRun } from '../descent/direction.js';
import { hagerZhang, moreThuente, trustRegion, type Point, type Problem, type Search } from '../index.js';

type Curve = (t: number) => readonly [value: number, slope: number];

/** The functions with which More and Thuente (1994), section 5, tried their search, as value and slope. */
const curves: Readonly<Record<string, Curve>> = {
  'a rational valley (5.1)': t => [-t / (t * t + 2), (t * t - 2) / (t * t + 2) ** 2],
  'a flat quintic (5.2)': t => [(t + 0.004) ** 5 - 2 * (t + 0.004) ** 4, 5 * (t + 0.004) ** 4 - 8 * (t + 0.004) ** 3],
  'two cusps, nearly (5.4)': t => {
    const [b1, b2] = [0.01, 0.001];
    const weight = (b: number): number => Math.sqrt(1 + b * b) - b;
    const [near, far] = [Math.hypot(1 - t, b2), Math.hypot(t, b1)];
    return [weight(b1) * near + weight(b2) * far, (-weight(b1) * (1 - t)) / near + (weight(b2) * t) / far];
  },
  'a quadratic': t => [(t - 1) ** 2, 2 * (t - 1)],
  'a barrier, not finite beyond 2': t => (t < 2 ? [-Math.log(2 - t) - t, 1 / (2 - t) - 1] : [NaN, NaN]),
};

/** Searches along x = t from 0 with the first trial given. */
function searched(search: Search, curve: Curve, initial: number): { outcome: string; to: Point; evaluations: number } {
  let evaluations = 0;
  const valueAndGrad = (x: Float64Array, gradient: Float64Array): number => {
    evaluations++;
    const [value, slope] = curve(x[0]!);
    gradient[0] = slope;
    return Number.isFinite(value) ? value : NaN;
  };
  const problem: Problem = { size: 1, value: x => valueAndGrad(x, new Float64Array(1)), valueAndGrad };
  const [value, slope] = curve(0);
  const from: Point = { x: Float64Array.of(0), gradient: Float64Array.of(slope), value };
  const to: Point = { x: Float64Array.of(0), gradient: Float64Array.of(0), value: NaN };
  const aim: Aim = { step: Float64Array.of(1), length: 1, slope, initial, limit: Infinity, predicted: -slope / 2, decrement: NaN };
  const direction: DirectionRun = { aim: () => undefined, learn: () => undefined, restart: () => false };
  const outcome = search.start(problem).search(from, aim, to, direction);
  return { outcome, to, evaluations };
}

const initial = fc.integer({ min: -3, max: 3 }).map(exponent => 10 ** exponent);
const cases = Object.entries(curves).map(([name, curve]) => ({ name, curve }));

describe.each(cases)('along $name', ({ curve }) => {
  const [startValue, startSlope] = curve(0);

  test('Hager and Zhang’s search ends at a Wolfe point', () => {
    fc.assert(
      fc.property(initial, first => {
        const { outcome, to, evaluations } = searched(hagerZhang(), curve, first);
        const [value, slope] = curve(to.x[0]!);
        expect(outcome).toBe('moved');
        expect(to.value).toBe(value);
        expect(slope).toBeGreaterThanOrEqual(0.9 * startSlope);
        expect(value).toBeLessThanOrEqual(startValue);
        expect(evaluations).toBeLessThan(30);
      }),
    );
  });

  test.each([0.9, 0.1, 1e-3])('More and Thuente’s search ends at a strong Wolfe point, sigma %d', sigma => {
    fc.assert(
      fc.property(initial, first => {
        const { outcome, to, evaluations } = searched(moreThuente({ sigma }), curve, first);
        const [value, slope] = curve(to.x[0]!);
        expect(outcome).toBe('moved');
        expect(to.value).toBe(value);
        expect(Math.abs(slope)).toBeLessThanOrEqual(-sigma * startSlope);
        expect(value).toBeLessThanOrEqual(startValue + 1e-4 * to.x[0]! * startSlope);
        expect(evaluations).toBeLessThan(40);
      }),
    );
  });

  test('a trust region goes down', () => {
    const { outcome, to } = searched(trustRegion(), curve, 1);
    expect(outcome).toBe('moved');
    expect(to.value).toBeLessThan(startValue);
  });
});

describe.each([hagerZhang(), moreThuente(), trustRegion()])('$name', search => {
  test('gives up where the slope lies about the way down', () => {
    expect(searched(search, t => [t, -1], 1).outcome).toBe('stuck');
  });
});
