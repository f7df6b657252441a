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
const multiplier = (x: Tensor, pivot: Tensor): Tensor => div(x, select(equal(pivot, 0), 1, pivot));

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

function eliminatedByStep(a: Tensor): LuFactors {
  const n = rowsOf(a);
  const index = indices(n);
  const pick = (x: Tensor, isPicked: Tensor, axis: number): Tensor => sum(select(isPicked, x, 0), { axis });
  const step = ({ factors, permutation }: LuFactors, k: Tensor): readonly [LuFactors, readonly []] => {
    const isK = equal(index, k);
    const isBelow = greater(index, k);
    const candidates = select(less(index, k), -1, abs(pick(factors, isK, -1)));
    const isPivot = equal(index, asColumn(argmax(candidates, { axis: -1 })));
    const exchanged = (x: Tensor, rowK: Tensor, rowP: Tensor, wide: (mask: Tensor) => Tensor): Tensor => select(wide(isK), rowP, select(wide(isPivot), rowK, x));
    const pivotRow = pick(factors, asColumn(isPivot), -2);
    const rows = exchanged(factors, asRow(pick(factors, asColumn(isK), -2)), asRow(pivotRow), asColumn);
    const multipliers = select(isBelow, multiplier(pick(rows, isK, -1), asColumn(pick(pivotRow, isK, -1))), 0);
    const reduced = sub(rows, mul(asColumn(multipliers), asRow(select(isBelow, pivotRow, 0))));
    const order = exchanged(permutation, asColumn(pick(permutation, isK, -1)), asColumn(pick(permutation, isPivot, -1)), mask => mask);
    return [{ factors: select(logicalAnd(asColumn(isBelow), isK), asColumn(multipliers), reduced), permutation: order }, []];
  };
  const start: LuFactors = { factors: a, permutation: broadcastTo(index, [...batchOf(a), n]) };
  return scan<LuFactors, Tensor, readonly []>(step, start, index)[0];
}

/** The rows of `b` in the order of a permutation, or with `inverse` put back into the one they came from. */
export function permuted(b: Tensor, permutation: Tensor, inverse = false): Tensor {
  const index = indices(permutation.shape.at(-1)!);
  const isTaken = inverse ? equal(asColumn(index), asRow(permutation)) : equal(asColumn(permutation), index);
  return sum(select(expandDims(isTaken, -1), expandDims(b, -3), 0), { axis: -2 });
}
