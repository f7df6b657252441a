import { boundedNewtonDirection } from '../bounds/boundedNewton.js';
import { readBounds } from '../bounds/bounds.js';
import { checkChoice, checkKeys, checkSize } from '../checks.js';
import { hessianUnavailable } from '../errors.js';
import type { Method } from '../minimize/method.js';
import { trustRegion } from '../search/trustRegion.js';
import { descend } from './descend.js';
import { newtonDirection } from './newton.js';
import { steihaugDirection } from './steihaug.js';

export interface NewtonTrustRegionOptions {
  /**
   * `exact` solves each subproblem in the Hessian's eigenbasis, `cg` by truncated conjugate
   * gradients; by default `exact` up to 30 unknowns.
   */
  readonly subproblem?: 'exact' | 'cg';
}

const EXACT_UP_TO = 30;
/** Matrices of so many rows are diagonalised in each iteration. */
const LARGEST = 1000;

/**
 * Newton's method in a trust region: the fewest iterations of all, quadratic convergence, and away
 * from saddles by negative curvature. Needs Hessian-vector products: of a traced function, or `hvp`.
 * Among bounds the model is minimised over the box and the trust region, which is a box there too.
 */
export function newtonTrustRegion(options: NewtonTrustRegionOptions = {}): Method {
  checkKeys('newtonTrustRegion', options, ['subproblem']);
  const { subproblem } = options;
  checkChoice('subproblem', subproblem, ['exact', 'cg']);
  const exact = descend(newtonDirection(), trustRegion());
  const truncated = descend(steihaugDirection(), trustRegion());
  return {
    name: 'Newton in a trust region',
    readBounds,
    start(problem, point) {
      if (!problem.hvp) throw hessianUnavailable('newtonTrustRegion()');
      const chosen = subproblem ?? (problem.size <= EXACT_UP_TO ? 'exact' : 'cg');
      if (chosen === 'exact') checkSize("newtonTrustRegion({ subproblem: 'exact' })", problem.size, LARGEST, "{ subproblem: 'cg' }");
      if (problem.box) return descend(boundedNewtonDirection(problem.box, chosen === 'exact'), trustRegion()).start(problem, point);
      return (chosen === 'exact' ? exact : truncated).start(problem, point);
    },
  };
}
