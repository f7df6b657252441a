import { flatObjective, type FlatObjective } from '@fermat/autodiff';
import { bounded, type BoundedProblem, isSolved } from '@fermat/problems';
import { describe, expect, test } from 'vitest';
import { lbfgs, minimize, moreThuente, newtonTrustRegion, type Method, type VectorObjective } from '../src/index.js';
import { worstSlope } from './problems/slopes.js';

const objectives = bounded.map(problem => ({
  problem,
  objective: flatObjective(problem.objective, [...problem.start]),
}));

/** The objective, which fails the test when it is called outside of the bounds. */
const guarded = ({ bounds }: BoundedProblem, objective: FlatObjective): VectorObjective => {
  const inside = (x: Float64Array): Float64Array => {
    x.forEach((value, i) => {
      const [lower, upper] = bounds[i] ?? [null, null];
      if (value < (lower ?? -Infinity) || value > (upper ?? Infinity)) throw new Error(`x[${i}] = ${value} is outside`);
    });
    return x;
  };
  return {
    valueAndGrad: (x, gradient) => objective.valueAndGrad(inside(x), gradient),
    hvp: (x, v, out) => objective.hvp(inside(x), v, out),
  };
};

test.each(objectives)('the gradient of $problem.name is that of its values', ({ problem: { start, bounds }, objective }) => {
  const at = Float64Array.from(start, (value, i) => {
    const [lower, upper] = [bounds[i]?.[0] ?? -Infinity, bounds[i]?.[1] ?? Infinity];
    return Math.min(Math.max(value * (1 + 0.01 * Math.sin(i + 1)) + 1e-3, lower + 1e-3), upper - 1e-3);
  });
  expect(worstSlope(objective, at)).toBeLessThan(1e-5);
});

const methods: readonly Method[] = [
  lbfgs(),
  lbfgs({ search: moreThuente() }),
  newtonTrustRegion(),
  newtonTrustRegion({ subproblem: 'cg' }),
];

describe.each(methods)('method %#: $name', method => {
  test.each(objectives)('solves $problem.name, never outside of the bounds', ({ problem, objective }) => {
    const result = minimize(guarded(problem, objective), problem.start, { method, bounds: problem.bounds });
    expect(isSolved(problem, result.value), `${result.value}: ${result.message}`).toBe(true);
    expect(result.converged).toBe(true);
  });
});
