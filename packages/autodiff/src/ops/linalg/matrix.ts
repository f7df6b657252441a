import { notAMatrix } from '../../errors.js';
import type { Tensor, TensorLike } from '../../graph/tensor.js';
import { apply, constant } from '../../graph/apply.js';
import { isFloating, type Shape } from '../../graph/tensorType.js';
import { asTensor } from '../asTensor.js';
import { expandDims } from '../shape.js';
import { converted, stackPrimitive, transposePrimitive, unstacked } from '../structure.js';

/** Up to this order, algorithms are written out element by element; beyond, they are loops over whole matrices. */
export const UNROLLED_ORDER = 6;

/** A floating-point value whose last two axes are those of a matrix; the others are a batch. */
export function asMatrix(op: string, x: TensorLike): Tensor {
  const given = asTensor(op, x);
  if (given.shape.length < 2) throw notAMatrix(op, 'a matrix', given.shape);
  return isFloating(given.dtype) && !given.type.weak ? given : converted(given, isFloating(given.dtype) ? given.dtype : 'float64');
}

/** The same, with as many rows as columns. */
export function asSquare(op: string, x: TensorLike): Tensor {
  const a = asMatrix(op, x);
  if (rowsOf(a) !== columnsOf(a)) throw notAMatrix(op, 'a square matrix', a.shape);
  return a;
}

export const rowsOf = (a: Tensor): number => a.shape.at(-2)!;
export const columnsOf = (a: Tensor): number => a.shape.at(-1)!;
export const batchOf = (a: Tensor): Shape => a.shape.slice(0, -2);

/** The matrix with rows and columns exchanged. */
export function transposed(a: Tensor): Tensor {
  const rank = a.shape.length;
  return apply(transposePrimitive, [a], [...a.shape.keys()].map(axis => (axis < rank - 2 ? axis : 2 * rank - 3 - axis)));
}

/** The last `count` axes brought to the front; for a negative count, the first ones to the back. */
const rotated = (x: Tensor, count: number): Tensor => {
  const rank = x.shape.length;
  return rank === Math.abs(count) ? x : apply(transposePrimitive, [x], [...x.shape.keys()].map(axis => (axis + rank - count) % rank));
};

/** The elements of a matrix, each with the shape of the batch. */
export const entriesOf = (a: Tensor): Tensor[][] => unstacked(rotated(a, 2)).map(unstacked);

export const fromEntries = (entries: readonly (readonly Tensor[])[]): Tensor =>
  rotated(apply(stackPrimitive, entries.map(row => apply(stackPrimitive, row, null)), null), -2);

/** 0, 1, … up to, but without, n. */
export const indices = (n: number): Tensor => constant(Int32Array.from({ length: n }, (_, i) => i), 'int32', [n]);

/** Vectors along the last axis as matrices of one column, or of one row. */
export const asColumn = (x: Tensor): Tensor => expandDims(x, -1);
export const asRow = (x: Tensor): Tensor => expandDims(x, -2);
