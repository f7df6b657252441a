import type { Tensor } from '../../graph/tensor.js';
import { abs, add, div, mul, sub } from '../arithmetic.js';
import { equal, less, logicalAnd, logicalOr } from '../comparison.js';
import { pad } from '../pad.js';
import { sqrt, square } from '../power.js';
import { sum } from '../reduction.js';
import { select } from '../selection.js';
import { concatenate } from '../shape.js';
import { sliceAlong } from '../slice.js';
import { asColumn, asRow, indices } from './matrix.js';

/**
 * What the Jacobi methods of `eigh` and `svd` share. They rotate pairs of indices until a matrix is diagonal, or columns
 * are orthogonal; as many pairs at once as there are, index i with i + n/2, after which all but the first index move on
 * by one place. After n - 1 rounds, a sweep, every index has met every other and is back in its place.
 *
 * Source: R. Brent, F. Luk, The solution of singular-value and symmetric eigenvalue problems on multiprocessor arrays,
 * SIAM J. Sci. Stat. Comput. 6 (1985).
 */

export interface Rotation {
  readonly cos: Tensor;
  readonly sin: Tensor;
}

/** The smaller of the rotations that make `[[p, c], [c, q]]` diagonal; none where `isSmall` holds. */
export function rotationFor(p: Tensor, q: Tensor, c: Tensor, isSmall: Tensor): Rotation {
  const cotangent = div(sub(q, p), mul(2, select(isSmall, 1, c)));
  const size = add(abs(cotangent), sqrt(add(1, square(cotangent))));
  const tan = select(isSmall, 0, div(select(less(cotangent, 0), -1, 1), size));
  const cos = div(1, sqrt(add(1, square(tan))));
  return { cos, sin: mul(tan, cos) };
}

/** The part of a matrix between two rows (axis -2) or columns (axis -1). */
export const between = (x: Tensor, axis: -1 | -2, start: number, stop: number): Tensor =>
  sliceAlong(x, axis, [start, stop]);

/** The first and the second half of the rows or columns. */
export function halves(x: Tensor, axis: -1 | -2): [Tensor, Tensor] {
  const n = x.shape.at(axis)!;
  return [between(x, axis, 0, n / 2), between(x, axis, n / 2, n)];
}

/** The halves of the rows or columns turned against each other. */
export function rotated(x: Tensor, axis: -1 | -2, { cos, sin }: Rotation): Tensor {
  const [first, second] = halves(x, axis);
  const [c, s] = axis === -1 ? [asRow(cos), asRow(sin)] : [asColumn(cos), asColumn(sin)];
  return concatenate([sub(mul(c, first), mul(s, second)), add(mul(s, first), mul(c, second))], { axis });
}

/** Rows or columns moved on for the next round. */
export function movedOn(x: Tensor, axis: -1 | -2): Tensor {
  const n = x.shape.at(axis)!;
  const h = n / 2;
  const parts = [[0, 1], [h, h + 1], [1, h - 1], [h + 1, n], [h - 1, h]] as const;
  return h === 1 ? x : concatenate(parts.filter(([start, stop]) => start < stop).map(([start, stop]) => between(x, axis, start, stop)), { axis });
}

/** The matrix with a row or column of zeros behind it where their number is odd. */
export function evened(x: Tensor, axes: readonly (-1 | -2)[]): Tensor {
  const isPadded = (i: number): boolean => axes.includes((i - x.shape.length) as -1 | -2) && x.shape[i]! % 2 === 1;
  return pad(x, x.shape.map((_, i): [number, number] => [0, isPadded(i) ? 1 : 0]));
}

/** The permutation that puts numbers along the last axis in increasing order; equal ones keep theirs. */
export function sortingOrder(x: Tensor): Tensor {
  const index = indices(x.shape.at(-1)!);
  const isBefore = logicalOr(less(asRow(x), asColumn(x)), logicalAnd(equal(asRow(x), asColumn(x)), less(asRow(index), asColumn(index))));
  const place = sum(isBefore, { axis: -1 });
  return sum(select(equal(asColumn(index), asRow(place)), asRow(index), 0), { axis: -1 });
}

/** Jacobi's methods converge in six to ten sweeps; this many are never needed. */
export const MOST_SWEEPS = 40;

/** The relative distance of 1 from the next number. */
export const epsilonOf = (x: Tensor): number => (x.dtype === 'float32' ? 2 ** -23 : 2 ** -52);

export const isPending = (sweeps: Tensor, isRotating: Tensor): Tensor => logicalAnd(isRotating, less(sweeps, MOST_SWEEPS));
