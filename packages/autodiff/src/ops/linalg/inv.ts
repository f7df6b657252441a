import type { Tensor, TensorLike } from '../../graph/tensor.js';
import { eye } from '../creation.js';
import { invalidOption } from '../../errors.js';
import { matmul } from '../products.js';
import { broadcastTo } from '../shape.js';
import { asSquare, rowsOf } from './matrix.js';
import { solve } from './solve.js';

/**
 * The inverse of a square matrix; leading axes are a batch. To solve an equation use `solve`, which is cheaper and more
 * accurate.
 *
 * @throws SingularMatrixError where a pivot is 0 and the matrix is known.
 *
 * @example
 * ```ts
 * import { inv } from '@fermat/autodiff';
 *
 * console.log(inv([[2, 0], [0, 4]]).toArray()); // [[0.5, 0], [0, 0.25]]
 * ```
 */
export function inv(a: TensorLike): Tensor {
  const matrix = asSquare('inv', a);
  return solve(matrix, broadcastTo(eye(rowsOf(matrix), matrix.dtype), matrix.shape));
}

/**
 * A square matrix to a whole power, by repeated squaring; of a negative power, that of the inverse.
 *
 * @example
 * ```ts
 * import { matrixPower } from '@fermat/autodiff';
 *
 * console.log(matrixPower([[1, 1], [1, 0]], 10).toArray()); // [[89, 55], [55, 34]]
 * ```
 */
export function matrixPower(a: TensorLike, exponent: number): Tensor {
  if (!Number.isSafeInteger(exponent)) throw invalidOption('matrixPower', 'exponent', exponent, 'a whole number');
  const matrix = asSquare('matrixPower', a);
  let square = exponent < 0 ? inv(matrix) : matrix;
  let power: Tensor | undefined;
  for (let left = Math.abs(exponent); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) power = power === undefined ? square : matmul(power, square);
    if (left > 1) square = matmul(square, square);
  }
  return power ?? broadcastTo(eye(rowsOf(matrix), matrix.dtype), matrix.shape);
}
