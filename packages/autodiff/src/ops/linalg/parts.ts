import { notAMatrix } from '../../errors.js';
import type { Tensor, TensorLike } from '../../graph/tensor.js';
import { add } from '../arithmetic.js';
import { asTensor } from '../asTensor.js';
import { greaterEqual, lessEqual } from '../comparison.js';
import { pad } from '../pad.js';
import { select } from '../selection.js';
import { reshape } from '../shape.js';
import { sliceAlong } from '../slice.js';
import { asColumn, batchOf, columnsOf, indices, rowsOf } from './matrix.js';

function matrixFor(op: string, x: TensorLike): Tensor {
  const a = asTensor(op, x);
  if (a.shape.length < 2) throw notAMatrix(op, 'a matrix', a.shape);
  return a;
}

/** The matrix with zeros above its diagonal, or above the k-th one to the right of it; leading axes are a batch. */
export function tril(x: TensorLike, k = 0): Tensor {
  const a = matrixFor('tril', x);
  return select(lessEqual(indices(columnsOf(a)), asColumn(add(indices(rowsOf(a)), k))), a, 0);
}

/** The matrix with zeros below its diagonal, or below the k-th one to the right of it; leading axes are a batch. */
export function triu(x: TensorLike, k = 0): Tensor {
  const a = matrixFor('triu', x);
  return select(greaterEqual(indices(columnsOf(a)), asColumn(add(indices(rowsOf(a)), k))), a, 0);
}

/** The elements of the main diagonal, or of the k-th one to the right of it, along a new last axis; leading axes are a batch. */
export function diagonal(x: TensorLike, k = 0): Tensor {
  const a = matrixFor('diagonal', x);
  const [m, n] = [rowsOf(a), columnsOf(a)];
  const [row, column] = [Math.max(0, -k), Math.max(0, k)];
  const start = Math.min(row * n + column, m * n);
  const length = Math.max(0, Math.min(m - row, n - column));
  return sliceAlong(reshape(a, [...batchOf(a), m * n]), -1, [start, start + length * (n + 1), n + 1]);
}

/**
 * Of a vector the square matrix with it on its diagonal, of a matrix its diagonal, or on the k-th one to the right of it, as
 * NumPy's `diag`. Further leading axes are a batch of matrices.
 *
 * @example
 * ```ts
 * import { diag } from '@fermat/autodiff';
 *
 * console.log(diag([1, 2]).toArray(), diag([[1, 2], [3, 4]]).toArray()); // [[1, 0], [0, 2]] [1, 4]
 * ```
 */
export function diag(x: TensorLike, k = 0): Tensor {
  const given = asTensor('diag', x);
  if (given.shape.length !== 1) return diagonal(given, k);
  const [left, right] = [Math.max(0, k), Math.max(0, -k)];
  return pad(diagonalMatrix(given), [[right, left], [left, right]]);
}

/** Square matrices with vectors along the last axis on their diagonals. */
export function diagonalMatrix(x: Tensor): Tensor {
  const n = x.shape.at(-1)!;
  const batch = x.shape.slice(0, -1);
  if (n === 0) return reshape(x, [...batch, 0, 0]);
  // Each element with n zeros behind it: rows of n + 1, of which the last ends too late.
  const spread = pad(asColumn(x), [...batch.map((): [number, number] => [0, 0]), [0, 0], [0, n]]);
  const flat = reshape(spread, [...batch, n * (n + 1)]);
  return reshape(sliceAlong(flat, -1, [0, n * n]), [...batch, n, n]);
}
