import { lbfgs } from '../descent/lbfgs.js';
import { Evaluator } from '../minimize/evaluator.js';
import { search } from '../minimize/search.js';
import { addScaled } from '../vector.js';
import type { ConstraintSet } from './constraintSet.js';
import { createConstrainedPoint, violation, type Sides } from './sides.js';

/** How far the squares of the violations are minimised, and in how many iterations at most. */
const TOLERANCE = 1e-8;
const MAX_ITERATIONS = 500;

/**
 * Moves x within the bounds to where the sum of squared violations, each in units of its `scale`, is
 * least nearby. Squares are smooth: they have no stationary points where one violation is traded
 * for another, as sums of violations have.
 */
export function restore(problem: Evaluator, set: ConstraintSet, sides: Sides, scales: Float64Array, x: Float64Array): void {
  const point = createConstrainedPoint(x.length, set.count);
  const squares = {
    valueAndGrad(at: Float64Array, gradient: Float64Array): number {
      problem.guard(() => {
        set.values(at, point.values);
        set.jacobian(at, point.rows);
      });
      point.x.set(at);
      gradient.fill(0);
      let sum = 0;
      sides.list.forEach((side, s) => {
        const gap = sides.gap(side, point);
        const share = (Math.sign(gap) * violation(side, gap)) / (scales[s]! || 1);
        sum += share ** 2 / 2;
        addScaled(gradient, (-side.sign * share) / (scales[s]! || 1), point.rows[side.index]!);
      });
      return sum;
    },
  };
  const unlimited = { maxEvaluations: Infinity, deadline: Infinity, signal: undefined };
  const run = search(new Evaluator(squares, x.length, unlimited, problem.box), x, { method: lbfgs(), tolerance: TOLERANCE, maxIterations: MAX_ITERATIONS });
  let step = run.next();
  while (!step.done) step = run.next();
  x.set(step.value.point.x);
}
