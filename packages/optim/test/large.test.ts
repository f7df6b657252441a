import { flatObjective } from '@fermat/autodiff';
import { isSolved, large } from '@fermat/problems';
import { describe, expect, test } from 'vitest';
import { lbfgs, minimize, newtonTrustRegion } from '../src/index.js';

describe.each([lbfgs(), newtonTrustRegion()])('$name', method => {
  test.each(large)('solves $name', problem => {
    const objective = flatObjective(problem.objective, problem.start);
    const { value, converged } = minimize(objective, problem.start, { method });
    expect(isSolved(problem, value)).toBe(true);
    expect(converged).toBe(true);
  });
});

test('the gradients are those of the values', () => {
  for (const problem of large.filter(({ start }) => start.length <= 1024)) {
    const objective = flatObjective(problem.objective, problem.start);
    const x = problem.start.map((value, i) => value + 0.01 * Math.sin(i + 1));
    const v = x.map((_, i) => Math.cos(3 * i));
    const gradient = new Float64Array(x.length);
    objective.valueAndGrad(x, gradient);
    const slope = gradient.reduce((sum, g, i) => sum + g * v[i]!, 0);
    const at = (t: number): number => objective.value(x.map((value, i) => value + t * v[i]!));
    const h = 1e-4;
    expect((8 * (at(h / 2) - at(-h / 2)) - (at(h) - at(-h))) / (6 * h) / slope).toBeCloseTo(1, 5);
  }
});
