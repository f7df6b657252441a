import { add, cos, exp, mul, square, sub, type Tensor } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minimize, newtonTrustRegion, OptimError, type VectorObjective } from '../index.js';
import { curvatureAt, gradientError, sampleSlice } from './index.js';

const bumpy = ({ a, b }: { a: Tensor; b: readonly [Tensor, Tensor] }): Tensor => add(mul(cos(a), exp(b[0])), square(sub(b[1], a)));
const byHand = (a: number, b: number, c: number): number => Math.cos(a) * Math.exp(b) + (c - a) ** 2;

describe('sampleSlice', () => {
  test('gives the objective over any plane through a point', () => {
    const along = [{ a: 1, b: [0.5, 0] }, { a: 0, b: [-1, 2] }] as const;
    const { multiples, values, size } = sampleSlice(bumpy, { a: 0.3, b: [0.1, -0.2] } as const, { along: along as never, range: [-2, 1], size: 7 });
    expect([multiples[0], multiples[6], size]).toEqual([-2, 1, 7]);
    for (let j = 0; j < size; j++) {
      for (let i = 0; i < size; i++) {
        const [s, t] = [multiples[i]!, multiples[j]!];
        expect(values[j * size + i]).toBeCloseTo(byHand(0.3 + s, 0.1 + 0.5 * s - t, -0.2 + 2 * t), 12);
      }
    }
  });

  test('takes hand-written objectives, the first two numbers by default, and a single unknown', () => {
    const written: VectorObjective = { valueAndGrad: x => x[0]! + 10 * (x[1] ?? 0) };
    expect(Array.from(sampleSlice(written, [0, 0, 5], { size: 2 }).values)).toEqual([-11, -9, 9, 11]);
    expect(Array.from(sampleSlice(written, [0], { size: 2 }).values)).toEqual([-2, 0, 0, 2]);
    expect(() => sampleSlice(written, [0], { size: 1 })).toThrow(OptimError);
  });
});

/** sum of h_i x_i^2 / 2 in a rotated basis of the plane. */
const quadratic = (h: readonly [number, number], angle: number) => ([x, y]: [Tensor, Tensor]): Tensor => {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return add(mul(h[0] / 2, square(add(mul(c, x), mul(s, y)))), mul(h[1] / 2, square(sub(mul(c, y), mul(s, x)))));
};

describe('curvatureAt', () => {
  test('finds the curvatures, and what they make of a stationary point', () => {
    const curvature = fc.integer({ min: -3, max: 3 });
    fc.assert(
      fc.property(curvature, curvature, fc.integer({ min: 0, max: 12 }), (p, q, twelfth) => {
        const { eigenvalues, kind, condition, directions } = curvatureAt(quadratic([p, q], twelfth / 4), [0.3, 0.7]);
        const [low, high] = [Math.min(p, q), Math.max(p, q)];
        expect(eigenvalues[0]).toBeCloseTo(low, 12);
        expect(eigenvalues[1]).toBeCloseTo(high, 12);
        expect(kind).toBe(low * high < 0 ? 'saddle' : low === 0 || high === 0 ? 'flat' : low > 0 ? 'minimum' : 'maximum');
        if (kind === 'minimum') expect(condition).toBeCloseTo(high / low, 9);
        if (kind === 'flat') expect(condition).toBe(Infinity);
        expect(directions[0]![0]! * directions[1]![0]! + directions[0]![1]! * directions[1]![1]!).toBeCloseTo(0, 12);
      }),
    );
  });

  test('tells at a solution that it is a minimum', () => {
    const rosenbrock = ([x, y]: [Tensor, Tensor]): Tensor => add(square(sub(1, x)), mul(100, square(sub(y, square(x)))));
    const { x } = minimize(rosenbrock, [-1.2, 1], { method: newtonTrustRegion() });
    const { kind, condition } = curvatureAt(rosenbrock, x);
    expect(kind).toBe('minimum');
    expect(condition).toBeCloseTo(2508, 0);
  });

  test('wants second derivatives', () => {
    expect(() => curvatureAt({ valueAndGrad: () => 0 }, [1])).toThrow(OptimError);
  });
});

describe('gradientError', () => {
  test('is small where the gradient is right, and finds the element that is wrong', () => {
    expect(gradientError(bumpy, { a: 0.3, b: [0.1, -0.2] } as const).error).toBeLessThan(1e-8);
    const wrong: VectorObjective = { valueAndGrad: ([x, y], gradient) => (gradient.set([2 * x!, -y!]), x! ** 2 + y! ** 2) };
    expect(gradientError(wrong, [3, 1])).toMatchObject({ index: 1, gradient: -1, slope: expect.closeTo(2, 6) as number });
    expect(gradientError({ valueAndGrad: ([x], gradient) => (gradient.fill(NaN), x!) }, [1])).toMatchObject({ index: 0, error: NaN });
  });
});
