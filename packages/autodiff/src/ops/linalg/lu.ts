import { scan } from '../../control/scan.js';
import { constant } from '../../graph/apply.js';
import type { Tensor } from '../../graph/tensor.js';
import { abs, div, mul, sub } from '../arithmetic.js';
import { equal, greater, less, logicalAnd } from '../comparison.js';
import { sum } from '../reduction.js';
import { select } from '../selection.js';
import { broadcastTo, expandDims, stack } from '../shape.js';
import { argmax } from '../statistics.js';
import { asColumn, asRow, batchOf, entriesOf, fromEntries, indices, rowsOf, UNROLLED_ORDER } from './matrix.js';

/**
 * The factors of a square matrix A with its rows exchanged: `A[permutation] = L U`. L is below the diagonal of `factors`,
 * with ones on its own; U is the rest.
 */
export interface LuFactors {
  readonly factors: Tensor;
  /** int32, of shape `[..., n]`. */
  readonly permutation: Tensor;
}

/** `x / pivot`, where a column of zeros is divided by its pivot 0: the multipliers are 0. */
export const multiplier = (x: Tensor, pivot: Tensor): Tensor => div(x, select(equal(pivot, 0), 1, pivot));

/**
 * Gaussian elimination with partial pivoting.
 *
 * Source: G. Golub, C. Van Loan, Matrix Computations, 4th ed. 2013, algorithm 3.4.1.
 */
export const luFactor = (a: Tensor): LuFactors => (rowsOf(a) <= UNROLLED_ORDER ? eliminatedByEntry(a) : eliminatedByStep(a));

function eliminatedByEntry(a: Tensor): LuFactors {
  const n = rowsOf(a);
  const rows = entriesOf(a);
  const order: Tensor[] = rows.map((_, i) => broadcastTo(constant(i, 'int32'), batchOf(a)));
  for (let k = 0; k < n; k++) {
    for (let i = k + 1; i < n; i++) {
      const isLarger = greater(abs(rows[i]![k]!), abs(rows[k]![k]!));
      const [upper, lower] = [rows[k]!, rows[i]!];
      rows[k] = upper.map((x, j) => select(isLarger, lower[j]!, x));
      rows[i] = lower.map((x, j) => select(isLarger, upper[j]!, x));
      [order[k], order[i]] = [select(isLarger, order[i]!, order[k]!), select(isLarger, order[k]!, order[i]!)];
    }
    const pivotRow = rows[k]!;
    for (let i = k + 1; i < n; i++) {
      const m = multiplier(rows[i]![k]!, pivotRow[k]!);
      rows[i] = rows[i]!.map((x, j) => (j < k ? x : j === k ? m : sub(x, mul(m, pivotRow[j]!))));
    }
  }
  return { factors: fromEntries(rows), permutation: stack(order, { axis: -1 }) };
}

/** The row (axis -2) or column (axis -1) that a mask picks. */
export const picked = (x: Tensor, isPicked: Tensor, axis: -1 | -2): Tensor =>
  x.dtype === 'bool' ? greater(sum(logicalAnd(x, isPicked), { axis }), 0) : sum(select(isPicked, x, 0), { axis });

/** The matrix with two rows (axis -2) or columns (axis -1) exchanged, each of which a mask picks. */
export function exchanged(x: Tensor, isFirst: Tensor, isSecond: Tensor, axis: -1 | -2): Tensor {
  const [first, second] = [picked(x, isFirst, axis), picked(x, isSecond, axis)].map(line => expandDims(line, axis)) as [Tensor, Tensor];
  return select(isFirst, second, select(isSecond, first, x));
}

function eliminatedByStep(a: Tensor): LuFactors {
  const index = indices(rowsOf(a));
  const step = ({ factors, permutation }: LuFactors, k: Tensor): readonly [LuFactors, readonly []] => {
    const [isK, isBelow] = [equal(index, k), greater(index, k)];
    const candidates = select(less(index, k), -1, abs(picked(factors, isK, -1)));
    const isPivot = equal(index, asColumn(argmax(candidates, { axis: -1 })));
    const rows = exchanged(factors, asColumn(isK), asColumn(isPivot), -2);
    const row = picked(rows, asColumn(isK), -2);
    const multipliers = select(isBelow, multiplier(picked(rows, isK, -1), asColumn(picked(row, isK, -1))), 0);
    const reduced = sub(rows, mul(asColumn(multipliers), asRow(select(isBelow, row, 0))));
    return [
      { factors: select(logicalAnd(asColumn(isBelow), isK), asColumn(multipliers), reduced), permutation: exchanged(permutation, isK, isPivot, -1) },
      [],
    ];
  };
  const start: LuFactors = { factors: a, permutation: broadcastTo(index, [...batchOf(a), rowsOf(a)]) };
  return scan<LuFactors, Tensor, readonly []>(step, start, index)[0];
}

/** The rows of `b` in the order of a permutation, or with `inverse` put back into the one they came from. */
export function permuted(b: Tensor, permutation: Tensor, inverse = false): Tensor {
  const index = indices(permutation.shape.at(-1)!);
  const isTaken = inverse ? equal(asColumn(index), asRow(permutation)) : equal(asColumn(permutation), index);
  return sum(select(expandDims(isTaken, -1), expandDims(b, -3), 0), { axis: -2 });
}
