import type { Box } from '../bounds/box.js';
import type { VectorConstraint } from '../constraints/constraint.js';
import { norm } from '../vector.js';
import type { Evaluator } from './evaluator.js';
import { createPoint, type Advance, type Method, type MethodRun, type Point } from './method.js';
import { atWall, ending, Interrupt, type Ending } from './outcome.js';
import { claim, type Claim } from './smoothness.js';

export interface SearchLimits {
  readonly tolerance: number;
  readonly maxIterations: number;
  /** Decreases count beside the one from this value, that of the start by default. */
  readonly startValue?: number;
}

export interface SearchOptions extends SearchLimits {
  readonly method: Method;
}

/** Values closer than this share of f count as one minimum. */
const SAME = 1e-10;
/** Smaller numbers have fewer digits. */
const SMALLEST = 2 ** -1022;
/** Iterations in a row that lower neither f nor what is left of it, where rounding hides that. */
const PATIENCE = 10;

/** How a search ended, and at which point. */
export type SearchEnd = Ending & ConstraintOutcome & { readonly point: Point };

/** What a search under constraints tells beside. */
export interface ConstraintOutcome {
  /** For each constraint, the multipliers m of its values: grad f = sum m grad c at a solution, positive at a lower limit. */
  readonly multipliers?: readonly (readonly number[])[];
  /** By how much the worst constraint is violated, in its own units. */
  readonly violation?: number;
}

/** A method that takes constraints, as a value; its search is its own. */
export interface ConstrainedMethod {
  readonly name: string;
  /** Brings bounds to flat vectors; absent where the method takes none. */
  readonly readBounds?: (bounds: unknown, x0: unknown) => Box;
  /** Yields the start and each iterate, with the gradient of the Lagrangian. */
  solve(problem: Evaluator, x0: Float64Array, constraints: readonly VectorConstraint[], options: SearchLimits): Generator<Point, SearchEnd, void>;
}

/**
 * The loop around every method: yields the start and each iterate, stops at convergence or at a
 * limit, and returns the best point seen. The point it yields is the method's own; copy what is kept.
 */
export function* search(problem: Evaluator, x0: Float64Array, options: SearchOptions): Generator<Point, SearchEnd, void> {
  const point = createPoint(problem.size);
  point.x.set(x0);
  try {
    point.value = problem.valueAndGrad(point.x, point.gradient);
    if (Number.isNaN(point.value)) {
      yield point;
      return { ...ending('nonfinite', false, 'This is so at the start.'), point };
    }
    const { startValue = point.value, tolerance } = options;
    const end = yield* descend(problem, point, startValue, options);
    return settle(end, point, problem.best, threshold(point, startValue, tolerance));
  } catch (interrupt) {
    if (!(interrupt instanceof Interrupt)) throw interrupt;
    const { best } = problem;
    return { ...interrupt.ending, point: best.value < Infinity ? best : point };
  }
}

function* descend(problem: Evaluator, point: Point, startValue: number, options: SearchOptions): Generator<Point, Ending, void> {
  const run = options.method.start(problem, point);
  const gradientAt = problem.gradientAt.bind(problem);
  const converged = (reason: Claim['reason'], decrement: number): Ending => claim({ reason, decrement, gradientAt }, point, problem.box, problem.norms);
  let confirming = false;
  let lowest = Infinity;
  let least = Infinity;
  let still = 0;
  for (let iteration = 0; ; iteration++) {
    yield point;
    const decrement = run.measure(point);
    still = point.value < lowest || decrement < least ? 0 : still + 1;
    lowest = Math.min(lowest, point.value);
    if (decrement < least) least = decrement;
    if (still > PATIENCE && isNegligible(decrement, point)) return converged('precision', decrement);
    const stationary =
      decrement <= threshold(point, startValue, options.tolerance) ||
      (norm(point.gradient) === 0 && decrement !== Infinity);
    if (stationary && (confirming || !run.restart())) return converged('gradient', decrement);
    if (iteration >= options.maxIterations) return ending('iterations', false);
    confirming = stationary;

    const { nonfinite } = problem;
    let advance = stationary ? fresh(run, point) : run.advance(point);
    if (advance === 'moved') continue;
    if (advance === 'nonfinite') return ending('nonfinite', false, `This happened in iteration ${iteration + 1}.`);
    if (confirming) return converged('gradient', decrement);
    // A model that has gone astray looks like this too: once more from a fresh one.
    if (!isNegligible(run.measure(point), point) && run.restart()) advance = fresh(run, point);
    if (advance === 'precision' || advance === 'stuck') {
      const left = run.measure(point);
      if (left <= threshold(point, startValue, options.tolerance)) return converged('gradient', left);
      return isNegligible(left, point) ? converged('precision', left) : halted(problem.nonfinite > nonfinite ? 'nonfinite' : advance, left, point, startValue);
    }
  }
}

function halted(advance: 'precision' | 'stuck' | 'nonfinite', decrement: number, point: Point, startValue: number): Ending {
  // Terms of the size that f had at the start may cancel.
  const roundingOfF = Math.max(Math.sqrt(Number.EPSILON) * Math.abs(point.value), 10 * Number.EPSILON * Math.abs(startValue - point.value));
  const nearlyFlat = decrement / 2 <= Math.max(roundingOfF, roundingOfX(point));
  if (nearlyFlat) return ending('precision', false);
  return advance === 'nonfinite' ? atWall() : ending(advance, false);
}

/** By how much f varies between the floating-point numbers nearest to x. */
function roundingOfX({ x, gradient }: Point): number {
  return 10 * Number.EPSILON * x.reduce((sum, value, i) => sum + Math.abs(value * gradient[i]!), 0);
}

/** Advances by a model that was just told to start afresh. */
function fresh(run: MethodRun, point: Point): Advance {
  run.measure(point);
  return run.advance(point);
}

/** What counts as no decrease: relative to f, or, where f tends to zero, to the decrease so far; in any case what underflows. */
export function threshold(point: Point, startValue: number, tolerance: number): number {
  return Math.max(tolerance ** 2 * Math.max(Math.abs(point.value), 1e-8 * Math.abs(startValue - point.value)), SMALLEST);
}

/** Whether the predicted decrease, half the decrement, drowns in the rounding of f. */
export function isNegligible(decrement: number, point: Point): boolean {
  return decrement / 2 <= 10 * Number.EPSILON * Math.abs(point.value);
}

/** Returns the best point, unless the search converged at one that is as low for all we can tell. */
function settle(end: Ending, point: Point, best: Point, allowance: number): SearchEnd {
  if (!(best.value < point.value)) return { ...end, point };
  if (!end.converged) return { ...end, point: best };
  const same = point.value - best.value <= Math.max(allowance, SAME * Math.abs(point.value));
  return same ? { ...end, point } : { ...ending('worse', false), point: best };
}
