import { scan } from '../../control/scan.js';
import { constant } from '../../graph/apply.js';
import type { Tensor, TensorLike } from '../../graph/tensor.js';
import { abs, add, mul, neg, sub } from '../arithmetic.js';
import { equal, greater, greaterEqual, logicalAnd, notEqual } from '../comparison.js';
import { max } from '../reduction.js';
import { select } from '../selection.js';
import { broadcastTo } from '../shape.js';
import { slice, sliceAlong } from '../slice.js';
import { argmax } from '../statistics.js';
import { exchanged, multiplier, picked } from './lu.js';
import { asColumn, asRow, asSquare, batchOf, entriesOf, indices, rowsOf, UNROLLED_ORDER } from './matrix.js';

/**
 * The determinant of a square matrix; leading axes are a batch.
 *
 * Rows and columns are eliminated by the largest element left, until a matrix of order 3 remains, whose determinant is a
 * polynomial. So derivatives, to the third order, are exact for matrices of any rank, singular ones included.
 *
 * @example
 * ```ts
 * import { det, grad, type Tensor } from '@fermat/autodiff';
 *
 * console.log(det([[1, 2], [3, 4]]).item()); // -2
 * const slope = grad((x: Tensor) => det([[x, 2], [2, 1]]));
 * console.log(slope(4)); // 1 although the matrix is singular there
 * ```
 *
 * Source: G. Golub, C. Van Loan, Matrix Computations, 4th ed. 2013, section 3.4.8.
 */
export function det(a: TensorLike): Tensor {
  const matrix = asSquare('det', a);
  const n = rowsOf(matrix);
  if (n > UNROLLED_ORDER) return detByStep(matrix);
  return n === 0 ? broadcastTo(constant(1, matrix.dtype), batchOf(matrix)) : detByEntry(entriesOf(matrix));
}

type Entries = readonly (readonly Tensor[])[];

/** By expansion along the first row. */
function polynomial(entries: Entries): Tensor {
  const [first, ...others] = entries as readonly [readonly Tensor[], ...(readonly Tensor[])[]];
  if (others.length === 0) return first[0]!;
  return first
    .map((x, j) => mul(x, polynomial(others.map(row => row.filter((_, other) => other !== j)))))
    .reduce((total, term, j) => (j % 2 === 0 ? add(total, term) : sub(total, term)));
}

/** Two values in exchanged order where a condition holds. */
const exchangedIf = (condition: Tensor, a: Tensor, b: Tensor): [Tensor, Tensor] => [select(condition, b, a), select(condition, a, b)];

function detByEntry(entries: Entries): Tensor {
  const n = entries.length;
  if (n <= 3) return polynomial(entries);
  const rows = entries.map(row => [...row]);
  let isOdd: Tensor | undefined;
  const exchange = (condition: Tensor, pairs: readonly (readonly [[Tensor[], number], [Tensor[], number]])[]): void => {
    for (const [[left, i], [right, j]] of pairs) [left[i], right[j]] = exchangedIf(condition, left[i]!, right[j]!);
    isOdd = isOdd === undefined ? condition : notEqual(isOdd, condition);
  };
  const largest = rows.map(row => row.map(abs).reduce((a, b) => select(greater(b, a), b, a)));
  for (let i = 1; i < n; i++) {
    const isLarger = greater(largest[i]!, largest[0]!);
    [largest[0]] = exchangedIf(isLarger, largest[0]!, largest[i]!);
    exchange(isLarger, rows[0]!.map((_, j) => [[rows[0]!, j], [rows[i]!, j]] as const));
  }
  for (let j = 1; j < n; j++) exchange(greater(abs(rows[0]![j]!), abs(rows[0]![0]!)), rows.map(row => [[row, 0], [row, j]] as const));
  const [pivotRow, ...others] = rows as [Tensor[], ...Tensor[][]];
  const rest = others.map(row => {
    const m = multiplier(row[0]!, pivotRow[0]!);
    return row.slice(1).map((x, j) => sub(x, mul(m, pivotRow[j + 1]!)));
  });
  const minor = mul(pivotRow[0]!, detByEntry(rest));
  return select(isOdd!, neg(minor), minor);
}

interface Elimination {
  readonly rows: Tensor;
  /** The product of the pivots so far, with the sign of the exchanges. */
  readonly scale: Tensor;
}

function detByStep(matrix: Tensor): Tensor {
  const n = rowsOf(matrix);
  const batch = batchOf(matrix);
  const index = indices(n);
  const step = ({ rows, scale }: Elimination, k: Tensor): readonly [Elimination, readonly []] => {
    const [isK, isLeft] = [equal(index, k), greaterEqual(index, k)];
    const sizes = select(logicalAnd(asColumn(isLeft), isLeft), abs(rows), -1);
    const isPivotRow = equal(index, asColumn(argmax(max(sizes, { axis: -1 }), { axis: -1 })));
    const byRow = exchanged(rows, asColumn(isK), asColumn(isPivotRow), -2);
    const pivotRow = picked(byRow, asColumn(isK), -2);
    const isPivotColumn = equal(index, asColumn(argmax(select(isLeft, abs(pivotRow), -1), { axis: -1 })));
    const both = exchanged(byRow, isK, asRow(isPivotColumn), -1);
    const row = picked(both, asColumn(isK), -2);
    const pivot = picked(row, isK, -1);
    const multipliers = select(greater(index, k), multiplier(picked(both, isK, -1), asColumn(pivot)), 0);
    const reduced = sub(both, mul(asColumn(multipliers), asRow(row)));
    const isOdd = notEqual(picked(isPivotRow, isK, -1), picked(isPivotColumn, isK, -1));
    return [{ rows: reduced, scale: mul(scale, select(isOdd, neg(pivot), pivot)) }, []];
  };
  const start: Elimination = { rows: matrix, scale: broadcastTo(constant(1, matrix.dtype), batch) };
  const [{ rows, scale }] = scan<Elimination, Tensor, readonly []>(step, start, slice(index, [0, n - 3]));
  const corner = sliceAlong(sliceAlong(rows, -2, [n - 3, n]), -1, [n - 3, n]);
  return mul(scale, polynomial(entriesOf(corner)));
}
