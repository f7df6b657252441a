import { boundedLbfgsDirection } from '../bounds/boundedLbfgs.js';
import { readBounds } from '../bounds/bounds.js';
import { checkKeys } from '../checks.js';
import type { Method } from '../minimize/method.js';
import { hagerZhang } from '../search/hagerZhang.js';
import type { Search } from '../search/search.js';
import { descend } from './descend.js';
import { lbfgsDirection, type LbfgsDirectionOptions } from './lbfgsDirection.js';

export interface LbfgsOptions extends LbfgsDirectionOptions {
  /** The line search; `hagerZhang()` by default. */
  readonly search?: Search;
}

/**
 * Limited-memory BFGS: the method to begin with, for two unknowns or a million, and with bounds
 * (L-BFGS-B). Needs gradients only; converges superlinearly on small problems, with memory and work
 * of order n.
 *
 * Source: J. Nocedal, "Updating quasi-Newton matrices with limited storage", Math. Comp. 35 (1980);
 * Nocedal and Wright, Numerical Optimization, 2nd edition, algorithms 7.4 and 7.5; with bounds, Byrd,
 * Lu, Nocedal and Zhu, SIAM J. Sci. Comput. 16 (1995).
 *
 * @example
 * ```ts
 * import { add, square, sub, type Tensor } from '@fermat/autodiff';
 * import { lbfgs, minimize } from '@fermat/optim';
 *
 * const rosenbrock = ([x, y]: [Tensor, Tensor]) => add(square(sub(1, x)), square(sub(y, square(x))).mul(100));
 *
 * const { x, converged } = minimize(rosenbrock, [-1.2, 1], { method: lbfgs(), bounds: [[-2, 0.5], null] });
 * console.log(x, converged); // [0.500, 0.250] true
 * ```
 */
export function lbfgs(options: LbfgsOptions = {}): Method {
  checkKeys('lbfgs', options, ['memory', 'search']);
  const { memory = 15, search = hagerZhang() } = options;
  const free = lbfgsDirection({ memory });
  return {
    ...descend(free, search),
    readBounds,
    start: (problem, point) => descend(problem.box ? boundedLbfgsDirection(problem.box, memory) : free, search).start(problem, point),
  };
}
