import { flatObjective, type Tensor } from '@fermat/autodiff';
import { isSolved, moreGarbowHillstrom, sumOfSquares } from '@fermat/problems';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minimize, nelderMead, type VectorObjective } from '../index.js';

const method = nelderMead();

/** An objective that counts its calls of either kind. */
function counted(f: (x: Float64Array) => readonly [value: number, gradient: readonly number[]]): VectorObjective & { values: number; gradients: number } {
  return {
    values: 0,
    gradients: 0,
    value(x) {
      this.values++;
      return f(x)[0];
    },
    valueAndGrad(x, gradient) {
      this.gradients++;
      const [value, slopes] = f(x);
      gradient.set(slopes);
      return value;
    },
  };
}

const cosh = (sx: number, sf: number): VectorObjective =>
  counted(([x, y]) => [
    sf * (Math.cosh(x! / sx - 1) + Math.cosh((2 * y!) / sx)),
    [(sf / sx) * Math.sinh(x! / sx - 1), ((2 * sf) / sx) * Math.sinh((2 * y!) / sx)],
  ]);

describe('nelderMead', () => {
  const small = moreGarbowHillstrom.filter(({ start }) => start.length <= 4);
  const results = small.map(problem => ({
    problem,
    result: minimize(flatObjective(sumOfSquares(problem) as (x: Tensor[]) => Tensor, [...problem.start]), problem.start, { method }),
  }));

  test('never claims convergence at a point that is not a minimum', () => {
    const mistaken = results.filter(({ problem, result }) => result.converged && !isSolved(problem, result.value));
    expect(mistaken.map(({ problem, result }) => [problem.name, result.value])).toEqual([]);
  });

  test('solves the standard problems of up to four unknowns', () => {
    const missed = results.filter(({ problem, result }) => !isSolved(problem, result.value));
    expect(missed.map(({ problem }) => problem.name)).toEqual([]);
  });

  test('verifies all of them but two, which rounding stops', () => {
    const unsure = results.filter(({ result }) => !result.converged);
    expect(unsure.length).toBeLessThanOrEqual(2);
    for (const { result } of unsure) expect(['precision', 'stuck']).toContain(result.reason);
  });

  test.each([1, 2, 3, 6, 10])('finds the least of a quadratic in %i unknowns', n => {
    const quadratic = counted(x => [1 + x.reduce((sum, xi, i) => sum + ((i + 1) * (xi - i) ** 2) / 2, 0), Array.from(x, (xi, i) => (i + 1) * (xi - i))]);
    const result = minimize(quadratic, new Float64Array(n).fill(0.7), { method });
    expect(result.converged).toBe(true);
    result.x.forEach((xi, i) => expect(xi).toBeCloseTo(i, 6));
    expect(result.evaluations).toBe(quadratic.values + quadratic.gradients);
  });

  test('does not depend on the units of x and f', () => {
    const plain = minimize(cosh(1, 1), [2, 1], { method });
    expect(plain.converged).toBe(true);
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -30, max: 30 }), (i, j) => {
        const [sx, sf] = [2 ** i, 2 ** j];
        const run = minimize(cosh(sx, sf), [2 * sx, sx], { method });
        expect(run).toMatchObject({ value: plain.value * sf, evaluations: plain.evaluations, reason: plain.reason });
      }),
      { numRuns: 20 },
    );
  });

  test('starts from the origin', () => {
    const result = minimize(cosh(1, 1), [0, 0], { method });
    expect(result.converged).toBe(true);
    expect(result.x[0]).toBeCloseTo(1, 6);
  });

  test('moves around points that are not finite', () => {
    const barrier = counted(([x]) => (x! > 0 ? [x! - Math.log(x!), [1 - 1 / x!]] : [NaN, [NaN]]));
    const result = minimize(barrier, [0.01], { method });
    expect(result.converged).toBe(true);
    expect(result.x[0]).toBeCloseTo(1, 6);
  });

  test('finds a kink, and claims no first-order condition there', () => {
    const kink = counted(([x, y]) => [
      1 + Math.abs(x! - 0.3) + 2 * Math.abs(y! + 0.7),
      [x! > 0.3 ? 1 : -1, y! > -0.7 ? 2 : -2],
    ]);
    const result = minimize(kink, [1, 1], { method });
    expect(result.converged).toBe(false);
    expect(result.x[0]).toBeCloseTo(0.3, 6);
    expect(result.x[1]).toBeCloseTo(-0.7, 6);
  });

  test('does not take a saddle for a minimum', () => {
    const saddle = counted(([x, y]) => [x! ** 2 - y! ** 2 + y! ** 4, [2 * x!, -2 * y! + 4 * y! ** 3]]);
    const result = minimize(saddle, [1, 1e-6], { method });
    expect(result.converged).toBe(true);
    expect(result.value).toBeCloseTo(-0.25, 9);
  });

  test('keeps to the limit on evaluations', () => {
    for (let maxEvaluations = 1; maxEvaluations < 12; maxEvaluations++) {
      expect(minimize(cosh(1, 1), [2, 1], { method, maxEvaluations })).toMatchObject({ evaluations: maxEvaluations, reason: 'evaluations' });
    }
  });
});
