import { knownValue } from '../../graph/evaluate.js';
import type { Tensor } from '../../graph/tensor.js';
import type { TypedArray } from '../../graph/tensorType.js';
import { rowsOf } from './matrix.js';

/** Throws `fault` of the first element of a diagonal that is not `right`, where the values of the matrix are known. */
export function checkDiagonal(matrix: Tensor, isRight: (pivot: number) => boolean, fault: (pivot: number) => Error): void {
  const n = rowsOf(matrix);
  const values = knownValue(matrix) as TypedArray | undefined;
  const at = values?.findIndex((x, i) => i % (n * n) === (i % n) * (n + 1) && !isRight(x)) ?? -1;
  if (at >= 0) throw fault(at % n);
}
