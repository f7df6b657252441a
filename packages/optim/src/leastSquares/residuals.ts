import { eye, flatObjective, jit, jvp, vjp, vmap } from '@fermat/autodiff';
import type { FlatObjective, Tensor, Traced, Tree } from '@fermat/autodiff';
import { checkFunctions, checkWhole } from '../checks.js';
import { invalidObjective, TRACED } from '../errors.js';
import { checkStart, flatStart } from '../minimize/objective.js';
import { ravel, unravel } from '../transform/ravel.js';

/**
 * Hand-written residuals over flat vectors, called in place. They have their Jacobian either as a
 * matrix or, for a great many unknowns, as products with vectors.
 */
export interface VectorResiduals {
  /** How many residuals there are. */
  readonly count: number;
  /** Writes the residuals at `x` into `out`. */
  residuals(x: Float64Array, out: Float64Array): void;
  /** Writes the derivatives of the residuals by unknown j into `columns[j]`. */
  jacobian?(x: Float64Array, columns: readonly Float64Array[]): void;
  /** Writes the Jacobian at `x` times `v`, one number a residual, into `out`. */
  jvp?(x: Float64Array, v: Float64Array, out: Float64Array): void;
  /** Writes `u` times the Jacobian at `x`, one number an unknown, into `out`. */
  vjp?(x: Float64Array, u: Float64Array, out: Float64Array): void;
}

/** Residuals written with @fermat/autodiff's ops: a vector, or any tree of numbers, of a tree. */
export type TracedResiduals<P extends Traced> = (x: P) => Tree;

/** Residuals and their start, brought to flat vectors, with the way back to the caller's kind. */
export interface FlatResiduals<X> {
  readonly residuals: VectorResiduals;
  readonly start: Float64Array;
  restore(x: Float64Array): X;
}

/** Brings residuals of a tree to flat vectors, with the way there and back. A traced function is compiled. */
export function flattenResiduals<X>(f: TracedResiduals<never> | VectorResiduals, x0: X): FlatResiduals<X> {
  const flat = typeof f === 'function' ? flattenTraced(f, x0) : flattenWritten(f, x0);
  checkWhole('the count of residuals', flat.residuals.count, 1);
  checkStart(flat.start);
  return flat;
}

function flattenWritten<X>(residuals: VectorResiduals, x0: X): FlatResiduals<X> {
  if (typeof residuals?.residuals !== 'function' || !(residuals.jacobian || (residuals.jvp && residuals.vjp))) {
    throw invalidObjective('the residuals', residuals, `${TRACED}, or { count, residuals(x, out) } with jacobian(x, columns), or with both jvp(x, v, out) and vjp(x, u, out)`);
  }
  checkFunctions(residuals, ['jacobian', 'jvp', 'vjp'], ' of the residuals');
  return { residuals, ...flatStart(x0) };
}

function flattenTraced<X>(f: TracedResiduals<never>, x0: X): FlatResiduals<X> {
  const tree = flatObjective(() => 0, x0 as Tree) as unknown as FlatObjective<X>;
  const start = tree.flatten(x0);
  const vector = (x: Tensor): Tensor => ravel(f(unravel(x, 0, x0 as Tree) as never));
  const along = (x: Tensor, v: Tensor): Tensor => jvp(vector, [x], [v])[1];
  const values = jit(vector);
  const columnsAt = jit((x: Tensor) => vmap((v: Tensor) => along(x, v))(eye(tree.size)));
  const pushed = jit(along);
  const pulled = jit((x: Tensor, u: Tensor) => vjp(vector, x)[1](u)[0]);
  const count = values(start).size;
  const residuals: VectorResiduals = {
    count,
    residuals: (x, out) => out.set(values(x).data()),
    jacobian(x, columns) {
      const all = columnsAt(x).data() as Float64Array;
      columns.forEach((column, j) => column.set(all.subarray(j * count, (j + 1) * count)));
    },
    jvp: (x, v, out) => out.set(pushed(x, v).data()),
    vjp: (x, u, out) => out.set(pulled(x, u).data()),
  };
  return { residuals, start, restore: x => tree.unflatten(x) as X };
}
