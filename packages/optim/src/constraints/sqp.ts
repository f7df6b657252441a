import { readBounds } from '../bounds/bounds.js';
import { checkChoice, checkKeys, checkSize } from '../checks.js';
import { hessianUnavailable } from '../errors.js';
import type { Evaluator } from '../minimize/evaluator.js';
import type { ConstrainedMethod, SearchEnd, SearchLimits } from '../minimize/search.js';
import type { Point } from '../minimize/method.js';
import { ConstraintSet } from './constraintSet.js';
import { dampedBfgs, exactHessian } from './lagrangianHessian.js';
import { SqpRun } from './sqpRun.js';

/** Matrices of so many rows are diagonalised in each iteration. */
const LARGEST = 1000;

export interface SqpOptions {
  /**
   * `exact` is the Hessian of the Lagrangian, from n Hessian-vector products an iteration of the
   * objective and the constraints; `bfgs` is learned from gradients. By default `exact` where all of
   * them have products (traced functions do).
   */
  readonly hessian?: 'exact' | 'bfgs';
}

/**
 * Sequential quadratic programming, for constraints and bounds, from any start: the method to begin
 * with for up to some hundred unknowns. Converges quadratically with exact Hessians.
 *
 * Each iteration minimises a quadratic model under the linearised constraints, which may be violated at
 * a cost where they contradict each other. A line search on f plus weighted violations decides how far
 * to go, with a second-order correction where the curvature of the constraints stands in the way.
 *
 * It has converged when the squared length of the step in the Hessian's metric is at most
 * tolerance^2 max(|f|, 1e-8 |f0 - f|), no constraint is violated by more than a hundredth of the
 * tolerance beside the size of its terms, and no multiplier presses on a constraint with room to spare.
 * Takes at most 1,000 unknowns. With exact Hessians a point from which the Lagrangian still curves downwards, along constraints that
 * have no multiplier, is left.
 *
 * Source: J. Nocedal and S. J. Wright, Numerical Optimization, 2nd edition, chapter 18; the penalty
 * weights are those of M. J. D. Powell, "A fast algorithm for nonlinearly constrained optimization
 * calculations" (1978).
 */
export function sqp(options: SqpOptions = {}): ConstrainedMethod {
  checkKeys('sqp', options, ['hessian']);
  const { hessian } = options;
  checkChoice('hessian', hessian, ['exact', 'bfgs']);
  return {
    name: 'sequential quadratic programming',
    readBounds,
    solve(problem: Evaluator, start: Float64Array, parts, limits: SearchLimits): Generator<Point, SearchEnd, void> {
      checkSize('sqp()', problem.size, LARGEST, 'augmentedLagrangian()');
      const set = new ConstraintSet(parts);
      const isExact = problem.hvp !== undefined && set.hasHessian;
      if (hessian === 'exact' && !isExact) throw hessianUnavailable("sqp({ hessian: 'exact' })");
      const model = isExact && hessian !== 'bfgs' ? exactHessian(problem, set) : dampedBfgs(problem.size);
      return new SqpRun(problem, set, model, limits).from(start);
    },
  };
}
