import { flatObjective } from '@fermat/autodiff';
import type { FlatObjective, TensorLike, Traced } from '@fermat/autodiff';
import { checkFunctions } from '../checks.js';
import { emptyStart, invalidObjective, nonFiniteStart, startKind, TRACED } from '../errors.js';

/** A hand-written objective over flat vectors, called in place. */
export interface VectorObjective {
  /** Returns the objective at `x` and writes its gradient into `gradient`. */
  valueAndGrad(x: Float64Array, gradient: Float64Array): number;
  /** The objective alone, for methods that need no gradient at every point. */
  value?(x: Float64Array): number;
  /** Writes the Hessian at `x` times `v` into `out`. */
  hvp?(x: Float64Array, v: Float64Array, out: Float64Array): void;
}

/**
 * An objective written with @fermat/autodiff's ops. It gets the tree it is minimised over, with a
 * Tensor for each number or typed array, and returns a scalar.
 */
export type TracedObjective<P extends Traced> = (x: P) => TensorLike;

/** An objective and its start, brought to flat vectors, with the way back to the caller's kind. */
export interface FlatProblem<X> {
  readonly objective: VectorObjective;
  readonly start: Float64Array;
  restore(x: Float64Array): X;
}

/** Brings an objective and its start to flat vectors. A traced function is compiled here. */
export function flatten<X>(f: TracedObjective<never> | VectorObjective, x0: X): FlatProblem<X> {
  checkObjective(f);
  const flat = typeof f === 'function' ? flattenTraced(f, x0) : { objective: f, ...flatStart(x0) };
  checkStart(flat.start);
  return flat;
}

/** Throws an `OptimError` for what cannot be evaluated. */
export function checkObjective(f: TracedObjective<never> | VectorObjective): void {
  if (typeof f === 'function') return;
  if (typeof f?.valueAndGrad !== 'function') throw invalidObjective('the objective', f, `${TRACED}, or { valueAndGrad(x, gradient) } over Float64Array`);
  checkFunctions(f, ['value', 'hvp'], ' of the objective');
}

/** Throws an `OptimError` for a start without unknowns, or that is not finite. */
export function checkStart(start: Float64Array): void {
  if (start.length === 0) throw emptyStart();
  const bad = start.findIndex(value => !Number.isFinite(value));
  if (bad >= 0) throw nonFiniteStart(bad, start[bad]!);
}

function flattenTraced<X>(f: TracedObjective<never>, x0: X): FlatProblem<X> {
  const objective = flatObjective(f, x0 as never) as FlatObjective<X>;
  return {
    objective,
    start: objective.flatten(x0),
    restore: x => objective.unflatten(x) as X,
  };
}


/** A start beside hand-written functions, and the way back to its kind. */
export function flatStart<X>(x0: X): Pick<FlatProblem<X>, 'start' | 'restore'> {
  if (x0 instanceof Float64Array) return { start: x0.slice(), restore: x => x.slice() as X };
  if (Array.isArray(x0) && x0.every(value => typeof value === 'number')) {
    return { start: Float64Array.from(x0), restore: x => Array.from(x) as X };
  }
  throw startKind(x0);
}
