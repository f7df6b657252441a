import type { Gradient, Traced, Untraced } from '@fermat/autodiff';
import { readBounds, type Bounds } from '../bounds/bounds.js';
import { lbfgs } from '../descent/lbfgs.js';
import { checkKeys, checkMade } from '../checks.js';
import { boundsNotFinite, invalidOption } from '../errors.js';
import { Evaluator } from '../minimize/evaluator.js';
import type { Method } from '../minimize/method.js';
import { runToEnd, type MinimizeResult } from '../minimize/minimize.js';
import { flatten, type TracedObjective, type VectorObjective } from '../minimize/objective.js';
import { checkOptions, type MinimizeOptions } from '../minimize/options.js';
import { ending, fromInside, Interrupt, type Ending } from '../minimize/outcome.js';
import { basinHopping } from './basinHopping.js';
import { cmaEs } from './cmaEs.js';
import { differentialEvolution } from './differentialEvolution.js';
import type { GlobalMethod } from './globalMethod.js';
import { multiStart } from './multiStart.js';
import { portfolio } from './portfolio.js';
import { Random } from './random.js';
import { SearchSpace } from './searchSpace.js';

/** The best point so far, as plain data. */
export interface GlobalIteration<X> {
  /** Rounds of the method: generations or local searches. */
  readonly iteration: number;
  readonly x: X;
  readonly value: number;
  /** Evaluations spent so far. */
  readonly evaluations: number;
}

export interface GlobalOptions<X, Start = X> extends Pick<MinimizeOptions<X>, 'maxTimeMs' | 'signal'> {
  /** The box that is searched, as in `minimize`; every unknown needs two finite bounds. */
  readonly bounds: Bounds<Start>;
  /** The global search; by default {@link portfolio} of `basinHopping`, `cmaEs`, `differentialEvolution` and `multiStart`. */
  readonly method?: GlobalMethod;
  /** How the best point is polished, and how methods descend; `lbfgs()` by default. It has to take bounds. */
  readonly local?: Method;
  /** Of random numbers, 0 by default. The same seed gives the same search. */
  readonly seed?: number;
  /** Stops where the objective is as low as this. */
  readonly target?: number;
  /** Of local searches, 1e-8 by default. */
  readonly tolerance?: number;
  /** 60,000 by default: without a `target` they are all spent. */
  readonly maxEvaluations?: number;
  /** Called after every round of the method. */
  readonly onIteration?: (state: GlobalIteration<X>) => void;
}

/** As of `minimize`; `converged` says that the first-order condition holds at `x`, not that `x` is the global minimum. */
export type GlobalResult<X> = Omit<MinimizeResult<X>, 'history'>;

/** What is searched where options were left out in plain JavaScript: refused, as bounds that are not finite. */
const WITHOUT_BOUNDS = { bounds: null };

/** The share of the evaluations that is kept for polishing the best point. */
const RESERVE = 0.03;

/**
 * Looks for the global minimum of a scalar objective in a box. No finite number of evaluations proves
 * that there is no lower point; what is spent is what is searched.
 *
 * The best point is polished by a local search in the end, so that `converged` says whether it is a
 * minimum at least locally. `x0` gives the kind of the unknowns, and is searched from as well.
 *
 * @example
 * ```ts
 * import { add, cos, mul, square, sub, type Tensor } from '@fermat/autodiff';
 * import { globalMinimize } from '@fermat/optim';
 *
 * const ripples = (x: Tensor) => sub(add(10, square(x)), mul(10, cos(mul(2 * Math.PI, x))));
 * const rastrigin = ([x, y]: [Tensor, Tensor]) => add(ripples(x), ripples(y));
 *
 * const { x, converged } = globalMinimize(rastrigin, [3.2, -2.9], { bounds: [-5.12, 5.12], maxEvaluations: 5000 });
 * if (!converged || Math.hypot(...x) > 1e-6) throw new Error('least at (0, 0)');
 * ```
 */
export function globalMinimize<X extends Float64Array | readonly number[]>(
  f: VectorObjective,
  x0: X,
  options: GlobalOptions<X extends Float64Array ? Float64Array : number[]>,
): GlobalResult<X extends Float64Array ? Float64Array : number[]>;
export function globalMinimize<P extends Traced, const X extends Untraced<P>>(
  f: TracedObjective<P>,
  x0: X,
  options: GlobalOptions<Gradient<X>, X>,
): GlobalResult<Gradient<X>>;
export function globalMinimize<X>(f: TracedObjective<never> | VectorObjective, x0: X, options = WITHOUT_BOUNDS as GlobalOptions<X>): GlobalResult<X> {
  return runToEnd(steps('globalMinimize', f, x0, options));
}

/**
 * The search of {@link globalMinimize}, one round at a time: yields the best point after every round
 * and returns the result.
 */
export function globalIterate<X extends Float64Array | readonly number[]>(
  f: VectorObjective,
  x0: X,
  options: GlobalOptions<X extends Float64Array ? Float64Array : number[]>,
): Generator<GlobalIteration<X extends Float64Array ? Float64Array : number[]>, GlobalResult<X extends Float64Array ? Float64Array : number[]>, void>;
export function globalIterate<P extends Traced, const X extends Untraced<P>>(
  f: TracedObjective<P>,
  x0: X,
  options: GlobalOptions<Gradient<X>, X>,
): Generator<GlobalIteration<Gradient<X>>, GlobalResult<Gradient<X>>, void>;
export function globalIterate<X>(
  f: TracedObjective<never> | VectorObjective,
  x0: X,
  options = WITHOUT_BOUNDS as GlobalOptions<X>,
): Generator<GlobalIteration<X>, GlobalResult<X>, void> {
  return steps('globalIterate', f, x0, options);
}

function* steps<X>(
  name: string,
  f: TracedObjective<never> | VectorObjective,
  x0: X,
  options: GlobalOptions<X>,
): Generator<GlobalIteration<X>, GlobalResult<X>, void> {
  checkKeys(name, options, ['bounds', 'method', 'local', 'seed', 'target', 'tolerance', 'maxEvaluations', 'maxTimeMs', 'signal', 'onIteration']);
  const { local = lbfgs(), tolerance = 1e-8, maxEvaluations = 60_000, maxTimeMs = Infinity, target = -Infinity } = options;
  const { method = portfolio(basinHopping(), cmaEs(), differentialEvolution(), multiStart()) } = options;
  checkMade('method', method, ['search'], 'cmaEs()');
  checkMade('local', local, ['start'], 'lbfgs()');
  checkOptions(options, local);
  if (typeof target !== 'number' || Number.isNaN(target)) throw invalidOption('target', target, 'a number');
  const { objective, start, restore } = flatten(f, x0);
  const box = readBounds(options.bounds, x0);
  start.forEach((_, i) => {
    if (!Number.isFinite(box.upper[i]! - box.lower[i]!)) throw boundsNotFinite(i, box.lower[i]!, box.upper[i]!);
  });
  const moved = box.confine(start);
  const deadline = Date.now() + maxTimeMs;
  const limits = { maxEvaluations: Math.ceil((1 - RESERVE) * maxEvaluations), deadline, signal: options.signal };
  const evaluator = new Evaluator(objective, start.length, limits, box);
  const space = new SearchSpace(evaluator, box, start, new Random(options.seed ?? 0), { method: local, tolerance });

  let iteration = 0;
  let end: Ending | undefined;
  const run = method.search(space);
  while (!end) {
    try {
      if (run.next().done) end = ending('searched', false);
    } catch (interrupt) {
      if (!(interrupt instanceof Interrupt)) throw interrupt;
      end = interrupt.ending;
      break;
    }
    const { x, value } = space.best;
    const state = { iteration: ++iteration, x: restore(x), value, evaluations: evaluator.count };
    options.onIteration?.(state);
    yield state;
    if (value <= target) end ??= ending('target', false);
  }
  // A search that was stopped from outside gets one evaluation more, for the gradient at its best point.
  const stopped = end.reason !== 'evaluations' && end.reason !== 'target' && end.reason !== 'searched';
  Object.assign(limits, stopped ? { maxEvaluations: evaluator.count + 1, deadline: Infinity, signal: undefined } : { maxEvaluations });
  if (!space.best.converged) space.minimum(space.best.x);
  const { x, value, gradientNorm = NaN, converged = false } = space.best;
  return { ...(moved ? fromInside(end) : end), x: restore(x), value, gradientNorm, converged, iterations: iteration, evaluations: evaluator.count };
}
