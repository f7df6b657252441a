import { flatObjective, type Tensor } from '@fermat/autodiff';
import { bounded, fartherHockSchittkowski, hockSchittkowski, large, moreGarbowHillstrom, sumOfSquares, type ConstrainedProblem, type Minima } from '@fermat/problems';
import { expect, test } from 'vitest';
import { leastSquares, minimize, newtonTrustRegion, sqp } from '../src/index.js';
import { constraintsOf } from './constraintsOf.js';

/**
 * The listed minima are right to twelve digits: each is found again, from the standard start or from
 * one of a few around it. What is zero is exact by construction of its problem.
 */
function expectAll({ least, local = [] }: Minima, values: Iterable<number>, rounding = 0): void {
  let missing = [least, ...local].filter(minimum => minimum !== 0);
  if (missing.length === 0) return;
  for (const value of values) {
    missing = missing.filter(minimum => !(Math.abs(value - minimum) <= 1e-12 * Math.abs(minimum) + rounding * Math.sqrt(Math.abs(minimum))));
    if (missing.length === 0) return;
  }
  expect(missing).toEqual([]);
}

/** The start, and others scattered around it. */
function* starts(start: readonly number[]): Generator<number[]> {
  for (let k = 0; k < 40; k++) yield start.map((x, i) => x + 0.1 * k * Math.sin((3 * i + 1) * k) * Math.max(Math.abs(x), 1));
}

function* searches(start: readonly number[], ...kinds: ((x0: number[]) => number)[]): Generator<number> {
  for (const x0 of starts(start)) yield* kinds.map(search => search(x0));
}

test.each(moreGarbowHillstrom)('$name', problem => {
  const squaresAt = (x0: number[]): number => 2 * leastSquares(problem.residuals, x0, { maxIterations: 0 }).value;
  // Residuals carry the rounding of the terms that they are made of, which are as large as they are at the start.
  const rounding = 4 * Number.EPSILON * Math.sqrt(squaresAt([...problem.start]));
  const squares = flatObjective(sumOfSquares(problem) as (x: Tensor[]) => Tensor, [...problem.start]);
  const limits = { tolerance: 0, maxIterations: 1000 };
  const values = searches(problem.start, x0 => 2 * leastSquares(problem.residuals, x0, limits).value, x0 => minimize(squares, x0, limits).value);
  expectAll(problem, values, rounding);
});

test.each(bounded)('$name, among bounds', ({ start, bounds, objective, ...minima }) => {
  const f = flatObjective(objective, [...start]);
  expectAll(minima, searches(start, x0 => minimize(f, x0, { method: newtonTrustRegion(), bounds, tolerance: 0 }).value));
});

test.each(large)('$name', ({ start, objective, ...minima }) => {
  const f = flatObjective(objective, start);
  // The other stationary point of Broyden's functions is met by the tests of solved problems.
  expectAll({ least: minima.least }, searches([], () => minimize(f, start, { method: newtonTrustRegion(), tolerance: 0 }).value));
});

test.each([...hockSchittkowski, ...fartherHockSchittkowski])('$name, under constraints', problem => {
  expectAll(problem, searches(problem.start, x0 => lagrangian(problem, x0)));
});

/** The Lagrangian where a search ends, which unlike f is off by the square of the error of x only. */
function lagrangian(problem: ConstrainedProblem, x0: number[]): number {
  const { objective, equalities, inequalities, bounds } = problem;
  const { x, value, multipliers } = minimize(objective, x0, { method: sqp(), constraints: constraintsOf(problem), ...(bounds && { bounds }) });
  const constraints = [equalities, inequalities].filter(each => each !== undefined).map(each => each(x as never).map(Number));
  return constraints.flat().reduce((total, violation, i) => total - multipliers!.flat()[i]! * violation, value);
}
