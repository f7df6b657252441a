import type { Constraint } from '../constraints/constraint.js';
import type { ConstrainedMethod } from './search.js';
import type { Bounds } from '../bounds/bounds.js';
import { checkAtLeast, checkFunctions, checkMade } from '../checks.js';
import { boundsUnsupported, constraintsUnsupported, invalidOption, notAConstraint } from '../errors.js';
import type { Method } from './method.js';
import type { Iteration } from './minimize.js';

/** Options of `minimize` and `iterate`. `X` is the kind of the unknowns, `Start` that of x0. */
export interface MinimizeOptions<X, Start = X> {
  /** The optimiser; by default `lbfgs()`, or `sqp()` where there are constraints. */
  readonly method?: Method | ConstrainedMethod;
  /**
   * Bounds of the unknowns, for methods that take them: `lbfgs()`, `newtonTrustRegion()`, and those for constraints. A tree
   * like x0 with a pair `[lower, upper]` in place of each number, or of a whole array or subtree. No
   * point outside is ever evaluated; a start outside is moved to the nearest point inside.
   */
  readonly bounds?: Bounds<Start>;
  /** One or several, made by `constraint` or `linearConstraint`, for `sqp()` and `augmentedLagrangian()`. */
  readonly constraints?: Constraint | readonly Constraint[];
  /**
   * Relative tolerance, 1e-8 by default. The search has converged when the Newton decrement
   * g' B^-1 g, twice the decrease that is left, is at most tolerance^2 max(|f|, 1e-8 |f0 - f|), and
   * again after the model B of the Hessian was learned afresh; and if the gradient vanishes there, rather
   * than jump as it does at a kink, which takes some three evaluations where it has not fallen to 1e-5 of
   * a gradient met lately. 0 runs until rounding stops it.
   */
  readonly tolerance?: number;
  /** 10,000 by default. */
  readonly maxIterations?: number;
  /** Unlimited by default. Gradients and Hessian-vector products count as one each. */
  readonly maxEvaluations?: number;
  /** Wall-clock limit in milliseconds, unlimited by default. */
  readonly maxTimeMs?: number;
  /** Called with every iteration, the start included. */
  readonly onIteration?: (state: Iteration<X>) => void;
  /** An `AbortSignal`; looked at before every evaluation. */
  readonly signal?: { readonly aborted: boolean };
  /** Keep every iteration in the result's `history`; false by default. */
  readonly history?: boolean;
}

/** The names of those that `minimize`, `leastSquares` and `findRoot` have in common. */
export const COMMON_OPTIONS: readonly string[] = ['tolerance', 'maxIterations', 'maxEvaluations', 'maxTimeMs', 'onIteration', 'signal', 'history'];

/** Throws an `OptimError` for a limit or tolerance that makes no sense, and for what the method does not take. */
export function checkOptions<X>(options: Omit<MinimizeOptions<X>, 'method'>, method: Method | ConstrainedMethod): void {
  const { tolerance = 0, maxIterations = 0, maxEvaluations = 1, maxTimeMs = 0, constraints, signal } = options;
  checkFunctions(options, ['onIteration']);
  if (signal !== undefined && typeof signal?.aborted !== 'boolean') throw invalidOption('signal', signal, 'an AbortSignal');
  checkAtLeast('tolerance', tolerance, 0, 1);
  checkAtLeast('maxIterations', maxIterations, 0);
  checkAtLeast('maxEvaluations', maxEvaluations, 1);
  checkAtLeast('maxTimeMs', maxTimeMs, 0);
  checkMade('method', method, [(method as ConstrainedMethod | null)?.solve ? 'solve' : 'start'], 'lbfgs()');
  checkFunctions(method, ['readBounds'], ' of the method');
  if (options.bounds !== undefined && !method.readBounds) throw boundsUnsupported(method.name);
  if (constraints !== undefined && !('solve' in method)) throw constraintsUnsupported(method.name);
}

/** The constraints as a list; throws an `OptimError` for one that is none. */
export function constraintsOf<X>({ constraints = [] }: MinimizeOptions<X>): readonly Constraint[] {
  const all = [constraints].flat();
  for (const each of all) if (typeof each?.compile !== 'function') throw notAConstraint(each);
  return all;
}
