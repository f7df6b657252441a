import { exp, mul, sub, type Tensor } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cauchy, leastSquares, lbfgs, minimize, type VectorObjective, type VectorResiduals } from '../index.js';

/** Residuals of a product of exponentials that is far from linear, with its Jacobian by hand. */
function curved(targets: readonly number[]): VectorResiduals {
  const model = (x: Float64Array, i: number): number => Math.exp((x[0]! * i) / 4) - x[1]! * i + x[0]! * x[2]!;
  return {
    count: targets.length,
    residuals: (x, out) => targets.forEach((y, i) => (out[i] = model(x, i) - y)),
    jacobian(x, columns) {
      targets.forEach((_, i) => {
        columns[0]![i] = (i / 4) * Math.exp((x[0]! * i) / 4) + x[2]!;
        columns[1]![i] = -i;
        columns[2]![i] = x[0]!;
      });
    },
  };
}

/** Half the sum of squares, as a method for objectives sees it. */
function objectiveOf(source: VectorResiduals, size: number): VectorObjective {
  const r = new Float64Array(source.count);
  const columns = Array.from({ length: size }, () => new Float64Array(source.count));
  return {
    valueAndGrad(x, gradient) {
      source.residuals(x, r);
      source.jacobian!(x, columns);
      columns.forEach((column, j) => (gradient[j] = column.reduce((sum, value, i) => sum + value * r[i]!, 0)));
      return r.reduce((sum, value) => sum + value * value, 0) / 2;
    },
  };
}

describe('least squares among bounds', () => {
  test('never leave them, and end where no feasible direction leads down', () => {
    const target = fc.integer({ min: -4, max: 4 });
    const limit = fc.integer({ min: -4, max: 4 }).map(value => value / 4);
    fc.assert(
      fc.property(fc.array(target, { minLength: 4, maxLength: 7 }), fc.array(fc.tuple(limit, limit), { minLength: 3, maxLength: 3 }), (targets, pairs) => {
        const bounds = pairs.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
        const source = curved(targets);
        const inside = (x: Float64Array): void => x.forEach((value, i) => expect(value >= bounds[i]![0] && value <= bounds[i]![1]).toBe(true));
        const watched: VectorResiduals = { ...source, residuals: (x, out) => (inside(x), source.residuals(x, out)) };
        const result = leastSquares(watched, [0.1, 0.2, 0.3], { bounds });
        const objective = objectiveOf(source, 3);
        const gradient = new Float64Array(3);
        objective.valueAndGrad(Float64Array.from(result.x), gradient);
        const projected = gradient.map((slope, i) => result.x[i]! - Math.min(Math.max(result.x[i]! - slope, bounds[i]![0]), bounds[i]![1]));
        if (result.converged) expect(Math.max(...projected.map(Math.abs))).toBeLessThan(1e-5);
        const other = minimize(objective, result.x, { method: lbfgs(), bounds });
        expect(other.value).toBeGreaterThan(result.value - 1e-7 * (1 + result.value));
      }),
      { numRuns: 200 },
    );
  });

  const t = Float64Array.of(0, 1, 2, 3, 4);
  const y = Float64Array.of(8.1, 3.9, 2.1, 0.9, 0.55);
  const decay = ({ size, rate }: { size: Tensor; rate: Tensor }): Tensor => sub(mul(size, exp(mul(rate, t))), y);

  test.each([undefined, 'exact', 'cg'] as const)('keep the kind of the start and hold at the bound: %s', subproblem => {
    const result = leastSquares(decay, { size: 1, rate: -0.2 }, { bounds: { rate: [-0.5, 0] }, ...(subproblem && { subproblem }) });
    expect(result).toMatchObject({ converged: true, x: { rate: -0.5 } });
    const weights = t.map(at => Math.exp(-0.5 * at));
    const best = weights.reduce((sum, w, i) => sum + w * y[i]!, 0) / weights.reduce((sum, w) => sum + w * w, 0);
    expect(result.x.size).toBeCloseTo(best, 9);
  });

  test('say that a start outside was moved, and take a loss as well', () => {
    const result = leastSquares(decay, { size: 20, rate: -5 }, { bounds: { size: [0, 10], rate: [-1, 0] }, loss: cauchy(0.1) });
    expect(result.converged).toBe(true);
    expect(result.message).toMatch(/outside the bounds/);
  });
});
