import { symmetricEigen } from '../descent/symmetricEigen.js';
import { addScaled, dot, maxAbs, norm } from '../vector.js';
import type { LagrangianHessian } from './lagrangianHessian.js';
import type { ConstrainedPoint, Sides } from './sides.js';

/** A curvature below this share of the Hessian's largest element is downwards, and not rounding. */
const DOWNWARDS = 1e-8;

/**
 * A unit vector along which the Lagrangian curves downwards at a first-order point without leaving the
 * constraints: along those that have a multiplier, and along or into the others that are met there.
 * Undefined if there is none, or the Hessian is not known.
 *
 * Source: Nocedal and Wright, Numerical Optimization, 2nd edition, theorem 12.5 and section 16.2.
 */
export function escape(
  point: ConstrainedPoint,
  multipliers: Float64Array,
  sides: Sides,
  pressing: readonly boolean[],
  met: readonly boolean[],
  hessian: LagrangianHessian,
): Float64Array | undefined {
  if (!hessian.exact) return undefined;
  const n = point.x.length;
  const exact = hessian.exact(point, multipliers);
  const size = maxAbs(exact);
  const held = sides.list.map((side, s) => side.isEquality || pressing[s]!);
  for (;;) {
    const basis = orthonormal(sides.list.filter((_, s) => held[s]).map(({ index }) => point.rows[index]!));
    const { values, vectors } = symmetricEigen(restricted(exact, basis, n), n);
    const lowest = values.indexOf(Math.min(...values));
    if (!(values[lowest]! < -DOWNWARDS * size)) return undefined;
    const way = vectors.slice(lowest * n, lowest * n + n);
    const blocking = (sense: number): number =>
      sides.list.findIndex(({ index, sign }, s) => met[s] && !held[s] && sense * sign * dot(point.rows[index]!, way) < -1e-10 * norm(point.rows[index]!));
    const downhill = dot(point.gradient, way) > 0 ? -1 : 1;
    const sense = [downhill, -downhill].find(candidate => blocking(candidate) < 0);
    if (sense !== undefined) return way.map(part => sense * part);
    held[blocking(downhill)] = true;
  }
}

/** An orthonormal basis of what vectors span, by Gram and Schmidt, twice. */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    const rest = vector.slice();
    for (let pass = 0; pass < 2; pass++) for (const unit of basis) addScaled(rest, -dot(unit, rest), unit);
    const length = norm(rest);
    if (length > 1e-10 * norm(vector)) basis.push(rest.map(part => part / length));
  }
  return basis;
}

/** P H P, P projecting on what is orthogonal to a basis. */
function restricted(hessian: Float64Array, basis: readonly Float64Array[], n: number): Float64Array {
  const result = hessian.slice();
  const project = (row: Float64Array): void => basis.forEach(unit => addScaled(row, -dot(unit, row), unit));
  for (let i = 0; i < n; i++) project(result.subarray(i * n, i * n + n));
  const transposed = result.map((_, k) => result[(k % n) * n + Math.floor(k / n)]!);
  for (let i = 0; i < n; i++) project(transposed.subarray(i * n, i * n + n));
  return transposed;
}
