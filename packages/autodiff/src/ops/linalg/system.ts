import { systemMismatch } from '../../errors.js';
import type { Tensor, TensorLike } from '../../graph/tensor.js';
import { promote } from '../../graph/tensorType.js';
import { asTensor, broadcastShapes } from '../asTensor.js';
import { reshape } from '../shape.js';
import { broadcasted, converted } from '../structure.js';
import { asMatrix, batchOf, columnsOf, rowsOf } from './matrix.js';

/** A matrix and right-hand sides as columns, with one batch and one dtype. */
export interface System {
  readonly a: Tensor;
  readonly b: Tensor;
  /** The solution in the shape that the right-hand side asks for. */
  finish(x: Tensor): Tensor;
}

/** Reads `b` as a vector where it has one axis, else as a stack of matrices of columns, as NumPy 2 and JAX do. */
export function asSystem(op: string, matrix: Tensor, right: TensorLike): System {
  const given = asTensor(op, right);
  const isVector = given.shape.length === 1;
  if (given.shape.length === 0 || (isVector ? given.shape[0] : rowsOf(given)) !== rowsOf(matrix)) throw systemMismatch(op, matrix.shape, given.shape);
  const columns = asMatrix(op, isVector ? reshape(given, [-1, 1]) : given);
  const { dtype } = promote(matrix.type, columns.type);
  const batch = broadcastShapes(op, batchOf(matrix), batchOf(columns));
  const a = broadcasted(converted(matrix, dtype), [...batch, rowsOf(matrix), columnsOf(matrix)]);
  const b = broadcasted(converted(columns, dtype), [...batch, rowsOf(columns), columnsOf(columns)]);
  return { a, b, finish: x => (isVector ? reshape(x, x.shape.slice(0, -1)) : x) };
}
