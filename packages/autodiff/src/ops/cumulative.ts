import type { Tensor, TensorLike } from '../graph/tensor.js';
import { checked } from '../options.js';
import { add, mul } from './arithmetic.js';
import { normalizeAxis } from './axes.js';
import type { Binary } from './elementwise.js';
import type { Range } from './range.js';
import { asNumbers } from './reduction.js';
import { concatenate, reshape } from './shape.js';
import { sliceAlong } from './slice.js';

/**
 * Running results along an axis, in about log2(n) passes over the whole: after the pass of distance d each element holds
 * the last 2d. Source: W. D. Hillis, G. L. Steele, Data parallel algorithms, CACM 29 (1986).
 */
function cumulative(op: string, combine: Binary, x: TensorLike, options: { readonly axis?: number }): Tensor {
  const { axis } = checked(op, options, ['axis']);
  const numeric = asNumbers(op, x);
  const operand = axis === undefined ? reshape(numeric, [-1]) : numeric;
  const along = normalizeAxis(op, axis ?? 0, operand.shape.length);
  const length = operand.shape[along]!;
  let result = operand;
  for (let distance = 1; distance < length; distance *= 2) {
    const part = (range: Range): Tensor => sliceAlong(result, along, range);
    result = concatenate([part([0, distance]), combine(part([distance, null]), part([0, -distance]))], { axis: along });
  }
  return result;
}

/** The sums of the elements up to each, along an axis or in the flattened value. */
export const cumsum = (x: TensorLike, options: { readonly axis?: number } = {}): Tensor => cumulative('cumsum', add, x, options);

/** The products of the elements up to each, along an axis or in the flattened value. */
export const cumprod = (x: TensorLike, options: { readonly axis?: number } = {}): Tensor => cumulative('cumprod', mul, x, options);
