import { invalidOption } from '../../errors.js';
import type { Tensor, TensorLike } from '../../graph/tensor.js';
import { checked } from '../../options.js';
import { abs } from '../arithmetic.js';
import { max, min, sum } from '../reduction.js';
import { expandDims } from '../shape.js';
import { norm } from '../statistics.js';
import { asMatrix } from './matrix.js';
import { svd } from './svd.js';

export interface MatrixNormOptions {
  /**
   * `'fro'`, the default, for the root of the sum of squares; 2 and -2 for the largest and the smallest singular value, `'nuc'` for
   * the sum of all; 1 and -1 for the largest and the smallest sum of magnitudes in a column, Infinity and -Infinity in a row.
   */
  readonly ord?: 'fro' | 'nuc' | number;
  /** Keep the last two axes, of size 1. */
  readonly keepdims?: boolean;
}

const overColumns = (a: Tensor): Tensor => sum(abs(a), { axis: -2 });
const overRows = (a: Tensor): Tensor => sum(abs(a), { axis: -1 });
const largest = (x: Tensor): Tensor => max(x, { axis: -1 });
const smallest = (x: Tensor): Tensor => min(x, { axis: -1 });

const norms = new Map<string | number, (a: Tensor) => Tensor>([
  ['fro', a => norm(a, { axis: [-2, -1] })],
  ['nuc', a => sum(svd(a).s, { axis: -1 })],
  [2, a => largest(svd(a).s)],
  [-2, a => smallest(svd(a).s)],
  [1, a => largest(overColumns(a))],
  [-1, a => smallest(overColumns(a))],
  [Infinity, a => largest(overRows(a))],
  [-Infinity, a => smallest(overRows(a))],
]);

/**
 * A norm of a matrix, as NumPy's `matrix_norm`; leading axes are a batch.
 *
 * Where the largest or smallest value is reached twice, or a singular value vanishes, a norm has a kink.
 *
 * @throws ShapeError for less than two axes; AutodiffError `invalid-ord` for another `ord`.
 *
 * @example
 * ```ts
 * import { grad, matrixNorm, type Tensor } from '@fermat/autodiff';
 *
 * const a = [[1, -2], [3, 4]];
 * console.log(matrixNorm(a, { ord: 1 }).item()); // 6, the sum of magnitudes of the second column
 * console.log(matrixNorm(a, { ord: 2 }).item()); // 5.116672736...
 * console.log(grad((x: Tensor) => matrixNorm([[x, -2], [3, 4]], { ord: 'nuc' }))(1)); // 0.7071067811...
 * ```
 *
 * Source: G. Golub, C. Van Loan, Matrix Computations, 4th ed. 2013, section 2.3.
 */
export function matrixNorm(a: TensorLike, options: MatrixNormOptions = {}): Tensor {
  const { ord = 'fro', keepdims = false } = checked('matrixNorm', options, ['ord', 'keepdims'], 'a');
  const normOf = norms.get(ord);
  if (normOf === undefined) throw invalidOption('matrixNorm', 'ord', ord, `one of ${[...norms.keys()].join(', ')}`);
  const value = normOf(asMatrix('matrixNorm', a));
  return keepdims ? expandDims(value, [-2, -1]) : value;
}
