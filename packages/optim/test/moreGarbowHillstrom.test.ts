import { flatObjective, type Tensor } from '@fermat/autodiff';
import { isSolved, moreGarbowHillstrom, sumOfSquares } from '@fermat/problems';
import { describe, expect, test } from 'vitest';
import { bfgs, conjugateGradient, lbfgs, minimize, moreThuente, newtonTrustRegion, type Method } from '../src/index.js';

const objectives = moreGarbowHillstrom.map(problem => ({
  problem,
  objective: flatObjective(sumOfSquares(problem) as (x: Tensor[]) => Tensor, [...problem.start]),
}));

describe('the gradients of the test problems', () => {
  test.each(objectives)('are those of their values: $problem.name', ({ problem, objective }) => {
    // Away from the starts, some of which are points of symmetry.
    const x = Float64Array.from(problem.start, (value, i) => value * (1 + 0.01 * Math.sin(i + 1)) + 1e-4 * Math.cos(i));
    const gradient = new Float64Array(x.length);
    objective.valueAndGrad(x, gradient);
    const scale = Math.max(...gradient.map(Math.abs));
    for (let i = 0; i < x.length; i++) {
      const h = 1e-5 * Math.max(Math.abs(x[i]!), 1e-3);
      const at = (t: number): number => objective.value(x.map((value, j) => (j === i ? value + t : value)));
      const slope = (8 * (at(h / 2) - at(-h / 2)) - (at(h) - at(-h))) / (6 * h);
      expect(Math.abs(slope - gradient[i]!)).toBeLessThan(1e-5 * scale + 1e-9);
    }
  });
});

/** How many of the 41 each method has to bring to a listed minimum with its default options. */
const required: readonly (readonly [Method, number])[] = [
  [lbfgs(), 40],
  [lbfgs({ search: moreThuente() }), 40],
  [bfgs(), 40],
  [newtonTrustRegion(), 41],
  [newtonTrustRegion({ subproblem: 'cg' }), 40],
  [conjugateGradient(), 35],
];

describe.each(required)('$name', (method, atLeast) => {
  const results = objectives.map(({ problem, objective }) => ({
    problem,
    result: minimize(objective, problem.start, { method, maxIterations: 4000 }),
  }));

  test(`solves ${atLeast} of ${objectives.length}`, () => {
    const missed = results.filter(({ problem, result }) => !isSolved(problem, result.value));
    expect(missed.map(({ problem }) => problem.name).slice(objectives.length - atLeast)).toEqual([]);
  });

  test('never claims convergence at a point that is not a minimum', () => {
    const mistaken = results.filter(({ problem, result }) => result.converged && !isSolved(problem, result.value));
    expect(mistaken.map(({ problem }) => problem.name)).toEqual([]);
  });
});
