import { flatObjective, jit, jvp, square, sum } from '@fermat/autodiff';
import type { FlatObjective, Tensor, Traced, Tree } from '@fermat/autodiff';
import { invalidObjective, noResiduals, startKind } from '../errors.js';
import type { VectorObjective } from '../minimize/objective.js';
import { dot } from '../vector.js';
import { ravel } from '../transform/ravel.js';

/** Hand-written residuals over flat vectors, called in place. */
export interface VectorResiduals {
  /** How many residuals there are. */
  readonly count: number;
  /** Writes the residuals at `x` into `out`. */
  residuals(x: Float64Array, out: Float64Array): void;
  /** Writes the derivatives of the residuals by unknown j into `columns[j]`. */
  jacobian(x: Float64Array, columns: readonly Float64Array[]): void;
}

/** Residuals written with @fermat/autodiff's ops: a vector, or any tree of numbers, of a tree. */
export type TracedResiduals<P extends Traced> = (x: P) => Tree;

/** Brings residuals of a tree to flat vectors, with the way there and back. */
export function flattenResiduals<X>(
  f: TracedResiduals<never> | VectorResiduals,
  x0: X,
): { readonly residuals: VectorResiduals; readonly start: Float64Array; restore(x: Float64Array): X } {
  if (typeof f === 'function') return flattenTraced(f, x0);
  if (typeof f?.residuals !== 'function' || typeof f.jacobian !== 'function') throw invalidObjective(f);
  if (x0 instanceof Float64Array) return { residuals: f, start: x0.slice(), restore: x => x.slice() as X };
  if (Array.isArray(x0) && x0.every(value => typeof value === 'number')) {
    return { residuals: f, start: Float64Array.from(x0), restore: x => Array.from(x) as X };
  }
  throw startKind(x0);
}

function flattenTraced<X>(f: TracedResiduals<never>, x0: X): ReturnType<typeof flattenResiduals<X>> {
  const vector = (x: Traced): Tensor => ravel(f(x as never));
  const tree = flatObjective((x: Traced) => sum(square(vector(x))), x0 as Tree) as unknown as FlatObjective<X>;
  const values = jit(vector);
  const directional = jit(((x: Traced, v: Traced) => jvp(vector, [x], [v])[1]));
  const at = (x: Float64Array): never => tree.unflatten(x) as never;
  const unit = new Float64Array(tree.size);
  const residuals: VectorResiduals = {
    count: values(x0 as never).size,
    residuals: (x, out) => out.set(values(at(x)).data()),
    jacobian(x, columns) {
      columns.forEach((column, j) => {
        unit[j] = 1;
        column.set(directional(at(x), at(unit)).data());
        unit[j] = 0;
      });
    },
  };
  return { residuals, start: tree.flatten(x0), restore: x => tree.unflatten(x) as X };
}

/**
 * Half the sum of squares of residuals as an objective, which keeps the residuals and the Jacobian
 * of its last evaluation.
 */
export class SumOfSquares implements VectorObjective {
  readonly residuals: Float64Array;
  /** The Jacobian by columns. */
  readonly columns: readonly Float64Array[];
  private readonly source: VectorResiduals;

  constructor(source: VectorResiduals, size: number) {
    if (!(Number.isInteger(source.count) && source.count >= 1)) throw noResiduals(source.count);
    this.source = source;
    this.residuals = new Float64Array(source.count);
    this.columns = Array.from({ length: size }, () => new Float64Array(source.count));
  }

  value(x: Float64Array): number {
    this.source.residuals(x, this.residuals);
    return dot(this.residuals, this.residuals) / 2;
  }

  valueAndGrad(x: Float64Array, gradient: Float64Array): number {
    const value = this.value(x);
    this.source.jacobian(x, this.columns);
    for (let j = 0; j < gradient.length; j++) gradient[j] = dot(this.columns[j]!, this.residuals);
    return value;
  }
}
