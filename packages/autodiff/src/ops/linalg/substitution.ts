import { scan } from '../../control/scan.js';
import type { Tensor } from '../../graph/tensor.js';
import { div, mul, sub } from '../arithmetic.js';
import { equal, greater, less } from '../comparison.js';
import { sum } from '../reduction.js';
import { select } from '../selection.js';
import { moveaxis, stack } from '../shape.js';
import { unstacked, zerosOf } from '../structure.js';
import { asColumn, asRow, entriesOf, indices, rowsOf, UNROLLED_ORDER } from './matrix.js';

export interface Triangle {
  /** The triangle that is read; the other one is never looked at. */
  readonly lower: boolean;
  /** The diagonal is taken as ones, and never looked at. */
  readonly unitDiagonal: boolean;
}

/**
 * The solution of a triangular system for the columns of `b`, row by row.
 *
 * Source: G. Golub, C. Van Loan, Matrix Computations, 4th ed. 2013, section 3.1.
 */
export const substituted = (t: Tensor, b: Tensor, triangle: Triangle): Tensor =>
  rowsOf(t) <= UNROLLED_ORDER ? substitutedByEntry(t, b, triangle) : substitutedByRow(t, b, triangle);

function substitutedByEntry(t: Tensor, b: Tensor, { lower, unitDiagonal }: Triangle): Tensor {
  const entries = entriesOf(t).map(row => row.map(asColumn));
  const rows = unstacked(moveaxis(b, -2, 0));
  const order = lower ? [...rows.keys()] : [...rows.keys()].reverse();
  order.forEach((i, done) => {
    for (const j of order.slice(0, done)) rows[i] = sub(rows[i]!, mul(entries[i]![j]!, rows[j]!));
    if (!unitDiagonal) rows[i] = div(rows[i]!, entries[i]![i]!);
  });
  return stack(rows, { axis: -2 });
}

function substitutedByRow(t: Tensor, b: Tensor, { lower, unitDiagonal }: Triangle): Tensor {
  const index = indices(rowsOf(t));
  const [, rows] = scan(
    (x: Tensor, { i, left, right }: { i: Tensor; left: Tensor; right: Tensor }): readonly [Tensor, Tensor] => {
      const known = select(lower ? less(index, i) : greater(index, i), left, 0);
      const remainder = sub(right, sum(mul(asColumn(known), x), { axis: -2 }));
      const row = unitDiagonal ? remainder : div(remainder, sum(select(equal(index, i), left, 0), { axis: -1, keepdims: true }));
      return [select(asColumn(equal(index, i)), asRow(row), x), row];
    },
    zerosOf(b.type),
    { i: index, left: moveaxis(t, -2, 0), right: moveaxis(b, -2, 0) },
    { reverse: !lower },
  );
  return moveaxis(rows, 0, -2);
}
