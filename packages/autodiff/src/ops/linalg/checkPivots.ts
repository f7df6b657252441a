import { singularMatrix } from '../../errors.js';
import { knownValue } from '../../graph/evaluate.js';
import type { Tensor } from '../../graph/tensor.js';
import type { TypedArray } from '../../graph/tensorType.js';
import { rowsOf } from './matrix.js';

/** Refuses a triangular matrix with a 0 on its diagonal, where its values are known. */
export function checkPivots(op: string, triangle: Tensor): void {
  const n = rowsOf(triangle);
  const values = knownValue(triangle) as TypedArray | undefined;
  const at = values?.findIndex((x, i) => x === 0 && i % (n * n) === (i % n) * (n + 1)) ?? -1;
  if (at >= 0) throw singularMatrix(op, at % n);
}
