import type { Traced, Untraced } from '@fermat/autodiff';
import { hessianOf } from '../descent/hessian.js';
import { symmetricEigen } from '../descent/symmetricEigen.js';
import { hessianUnavailable } from '../errors.js';
import { flatten, type TracedObjective, type VectorObjective } from '../minimize/objective.js';
import { maxAbs } from '../vector.js';

/** How an objective curves at a point, by the eigenvalues of its Hessian. */
export interface Curvature {
  /** In ascending order. */
  readonly eigenvalues: Float64Array;
  /** Orthonormal, over the flat unknowns; `directions[i]` curves by `eigenvalues[i]`. */
  readonly directions: readonly Float64Array[];
  /**
   * What a point with a vanishing gradient is: a `minimum` or `maximum` where it curves one way in all
   * directions, a `saddle` where it curves both ways, `flat` where in some direction it does not curve,
   * but for rounding, and nowhere the other way.
   */
  readonly kind: 'minimum' | 'maximum' | 'saddle' | 'flat';
  /** The largest curvature divided by the smallest, by size; Infinity where it is flat. */
  readonly condition: number;
}

/**
 * The eigenvalues of the Hessian at a point, from one Hessian-vector product for each unknown and work
 * of order n^3: whether a solution is a minimum or a saddle, and how well its position is determined.
 *
 * @example
 * ```ts
 * import { mul, type Tensor } from '@fermat/autodiff';
 * import { curvatureAt } from '@fermat/optim/landscape';
 *
 * const { kind, eigenvalues, condition } = curvatureAt(([x, y]: [Tensor, Tensor]) => mul(x, y), [0, 0]);
 * console.log(kind, eigenvalues, condition); // saddle Float64Array [-1, 1] 1
 * ```
 */
export function curvatureAt<P extends Traced, const X extends Untraced<P>>(f: TracedObjective<P>, x: X): Curvature;
export function curvatureAt(f: VectorObjective, x: Float64Array | readonly number[]): Curvature;
export function curvatureAt(f: TracedObjective<never> | VectorObjective, x: unknown): Curvature {
  const { objective, start } = flatten(f, x);
  const n = start.length;
  if (!objective.hvp) throw hessianUnavailable('curvatureAt()');
  const { value, valueAndGrad, hvp } = objective;
  const problem = { size: n, valueAndGrad, value: value ?? (at => valueAndGrad(at, new Float64Array(n))), hvp: hvp.bind(objective) };
  const { values, vectors } = symmetricEigen(hessianOf(problem, start), n);
  const order = [...values.keys()].sort((i, j) => values[i]! - values[j]!);
  const eigenvalues = Float64Array.from(order, i => values[i]!);
  const rounding = n * Number.EPSILON * maxAbs(eigenvalues);
  const smallest = eigenvalues.reduce((least, value) => Math.min(least, Math.abs(value)), Infinity);
  return {
    eigenvalues,
    directions: order.map(i => vectors.slice(i * n, i * n + n)),
    kind: kindOf(eigenvalues, rounding),
    condition: smallest <= rounding ? Infinity : maxAbs(eigenvalues) / smallest,
  };
}

function kindOf(eigenvalues: Float64Array, rounding: number): Curvature['kind'] {
  const down = eigenvalues[0]! < -rounding;
  const up = eigenvalues[eigenvalues.length - 1]! > rounding;
  if (down && up) return 'saddle';
  if (eigenvalues.some(value => Math.abs(value) <= rounding)) return 'flat';
  return up ? 'minimum' : 'maximum';
}
