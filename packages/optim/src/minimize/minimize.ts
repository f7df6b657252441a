import { isTracing, type Gradient, type TensorLike, type Traced, type Untraced } from '@fermat/autodiff';
import { lbfgs } from '../descent/lbfgs.js';
import { checkKeys } from '../checks.js';
import { implicitMinimum, onNumbers } from '../implicit/implicit.js';
import { norm } from '../vector.js';
import { Evaluator } from './evaluator.js';
import type { Method, Point } from './method.js';
import { flatten, type TracedObjective, type VectorObjective } from './objective.js';
import { checkOptions, COMMON_OPTIONS, constraintsOf, type MinimizeOptions } from './options.js';
import { fromInside, type Reason } from './outcome.js';
import { search, type ConstrainedMethod, type ConstraintOutcome } from './search.js';

/** The kind of a solution beside a hand-written objective. */
type Vector<X> = X extends Float64Array ? Float64Array : number[];

/** One iterate, as plain data. */
export interface Iteration<X> {
  /** 0 is the start. */
  readonly iteration: number;
  readonly x: X;
  readonly value: number;
  /** Euclidean norm. */
  readonly gradientNorm: number;
  /** Evaluations spent so far. */
  readonly evaluations: number;
}

/** Where a search ended, and how far that can be trusted. */
export interface MinimizeResult<X> extends ConstraintOutcome {
  /** The best point seen, of the start's kind. */
  readonly x: X;
  readonly value: number;
  /**
   * Euclidean norm of the gradient at `x`, of the Lagrangian where there are constraints, without what only a bound holds.
   * NaN where the search was cut short before it was known.
   */
  readonly gradientNorm: number;
  readonly iterations: number;
  /** Calls of the objective; a gradient or a Hessian-vector product counts as one. */
  readonly evaluations: number;
  /** True only if the first-order condition was verified at `x`. */
  readonly converged: boolean;
  readonly reason: Reason;
  /** One or two sentences for people. */
  readonly message: string;
  /** What the objective threw, if the reason is `threw`. */
  readonly error?: unknown;
  /** Every iteration, the start included, if asked for; else empty. */
  readonly history: readonly Iteration<X>[];
}

/**
 * Finds a local minimum of a scalar objective from `x0`.
 *
 * The objective is a function written with @fermat/autodiff's ops, which is differentiated and
 * compiled, or a hand-written `{ valueAndGrad(x, gradient) }` over `Float64Array`. What happens on
 * the way is reported in the result; only misuse throws (`OptimError`, or the objective's own error
 * at the start).
 *
 * Within `grad`, `jvp` and the like the result's x and value are differentiable by whatever traced
 * values the objective and the constraints close over (implicit function theorem; Griewank and
 * Walther, Evaluating Derivatives, 2nd edition, section 15). The search itself runs on numbers, so it
 * cannot run under `jit` and `vmap`.
 *
 * @example
 * ```ts
 * import { add, square, sub, type Tensor } from '@fermat/autodiff';
 * import { minimize } from '@fermat/optim';
 *
 * const rosenbrock = ([x, y]: [Tensor, Tensor]) =>
 *   add(square(sub(1, x)), square(sub(y, square(x))).mul(100));
 *
 * const { x, converged } = minimize(rosenbrock, [-1.2, 1]);
 * if (!converged || Math.hypot(x[0]! - 1, x[1]! - 1) > 1e-6) throw new Error('not at (1, 1)');
 * ```
 */
export function minimize<X extends Float64Array | readonly number[]>(
  f: VectorObjective,
  x0: X,
  options?: MinimizeOptions<Vector<X>>,
): MinimizeResult<Vector<X>>;
export function minimize<P extends Traced, const X extends Untraced<P>>(
  f: TracedObjective<P>,
  x0: X,
  options?: MinimizeOptions<Gradient<X>, X>,
): MinimizeResult<Gradient<X>>;
export function minimize<X>(f: TracedObjective<never> | VectorObjective, x0: X, options: MinimizeOptions<X> = {}): MinimizeResult<X> {
  const run = (): MinimizeResult<X> => runToEnd(steps(f, x0, options, false));
  return typeof f === 'function' && isTracing() ? differentiable(f, x0, onNumbers(run), options) : run();
}

/**
 * A result that was found on numbers within a trace, differentiable by what the objective and the
 * constraints close over. What presses keeps pressing.
 */
function differentiable<X>(f: TracedObjective<never>, x0: X, result: MinimizeResult<X>, options: MinimizeOptions<X>): MinimizeResult<X> {
  const objective = f as unknown as (x: Traced) => TensorLike;
  const box = options.bounds ? methodFor(options).readBounds!(options.bounds, x0) : undefined;
  const active = constraintsOf(options).map((each, k) => each.activeAt(x0, result.multipliers![k]!));
  const x = implicitMinimum(objective, result.x, box, active);
  return { ...result, x, value: objective(x as Traced) as unknown as number };
}

/**
 * The search of {@link minimize}, one iteration at a time: yields the start, then every iterate, and
 * returns the result. A game loop can take a step a frame, and drop the generator at any time.
 *
 * @example
 * ```ts
 * import { minimize, iterate } from '@fermat/optim';
 *
 * const bowl = {
 *   valueAndGrad(x: Float64Array, gradient: Float64Array) {
 *     gradient[0] = 2 * (x[0]! - 3);
 *     return (x[0]! - 3) ** 2;
 *   },
 * };
 * const values = [];
 * for (const { value } of iterate(bowl, [0])) values.push(value);
 * if (values.at(-1) !== minimize(bowl, [0]).value) throw new Error('the same search, the same end');
 * ```
 */
export function iterate<X extends Float64Array | readonly number[]>(
  f: VectorObjective,
  x0: X,
  options?: MinimizeOptions<Vector<X>>,
): Generator<Iteration<Vector<X>>, MinimizeResult<Vector<X>>, void>;
export function iterate<P extends Traced, const X extends Untraced<P>>(
  f: TracedObjective<P>,
  x0: X,
  options?: MinimizeOptions<Gradient<X>, X>,
): Generator<Iteration<Gradient<X>>, MinimizeResult<Gradient<X>>, void>;
export function iterate<X>(
  f: TracedObjective<never> | VectorObjective,
  x0: X,
  options: MinimizeOptions<X> = {},
): Generator<Iteration<X>, MinimizeResult<X>, void> {
  return steps(f, x0, options, true);
}

/** The method that was asked for, or the one to begin with. Constraints bring theirs, so that none pays for it who has none. */
function methodFor<X>(options: MinimizeOptions<X>): Method | ConstrainedMethod {
  return options.method ?? constraintsOf(options)[0]?.method ?? lbfgs();
}

/** What a generator returns. */
export function runToEnd<R>(run: Generator<unknown, R, void>): R {
  let step = run.next();
  while (!step.done) step = run.next();
  return step.value;
}

/** The search, which tells of its iterates if somebody watches. */
function* steps<X>(
  f: TracedObjective<never> | VectorObjective,
  x0: X,
  options: MinimizeOptions<X>,
  watched: boolean,
): Generator<Iteration<X>, MinimizeResult<X>, void> {
  checkKeys(watched ? 'iterate' : 'minimize', options, ['method', 'bounds', 'constraints', ...COMMON_OPTIONS]);
  const isWatched = watched || Boolean(options.history || options.onIteration);
  const method = methodFor(options);
  checkOptions(options, method);
  const { tolerance = 1e-8, maxIterations = 10_000, maxEvaluations = Infinity, maxTimeMs = Infinity } = options;
  const { objective, start, restore } = flatten(f, x0);
  const box = options.bounds ? method.readBounds!(options.bounds, x0) : undefined;
  const moved = box?.confine(start);
  const problem = new Evaluator(objective, start.length, {
    maxEvaluations,
    deadline: Date.now() + maxTimeMs,
    signal: options.signal,
  }, box);
  const history: Iteration<X>[] = [];
  let iteration = 0;
  const snapshot = (point: Point): Omit<Iteration<X>, 'iteration'> => ({
    x: restore(point.x),
    value: point.value,
    gradientNorm: norm(box ? box.freeGradient(point) : point.gradient),
    evaluations: problem.count,
  });

  const run =
    'solve' in method
      ? method.solve(problem, start, constraintsOf(options).map(each => each.compile(x0)), { tolerance, maxIterations })
      : search(problem, start, { method, tolerance, maxIterations });
  let step = run.next();
  while (!step.done) {
    if (isWatched) {
      const state = { iteration, ...snapshot(step.value) };
      if (options.history) history.push(state);
      options.onIteration?.(state);
      yield state;
    }
    iteration++;
    step = run.next();
  }
  const { point, ...end } = step.value;
  return {
    ...snapshot(point),
    iterations: Math.max(iteration - 1, 0),
    ...(moved ? fromInside(end) : end),
    history,
  };
}
