import type { Tensor, TensorLike } from '../graph/tensor.js';
import { isFloating } from '../graph/tensorType.js';
import { add, mul } from './arithmetic.js';
import { asTensor } from './asTensor.js';
import { normalizeAxis } from './axes.js';
import type { Binary } from './elementwise.js';
import { concatenate, reshape } from './shape.js';
import type { Range } from './range.js';
import { slice } from './slice.js';
import { converted } from './structure.js';

/**
 * Running results along an axis, in about log2(n) passes over the whole: after the pass of distance d each element holds
 * the last 2d. Source: W. D. Hillis, G. L. Steele, Data parallel algorithms, CACM 29 (1986).
 */
function cumulative(op: string, combine: Binary, x: TensorLike, axis: number | undefined): Tensor {
  const given = asTensor(op, x);
  const numeric = given.dtype === 'bool' ? converted(given, 'int32') : given;
  const operand = axis === undefined ? reshape(numeric, [-1]) : numeric;
  const along = normalizeAxis(op, axis ?? 0, operand.shape.length);
  const length = operand.shape[along]!;
  let result = isFloating(operand.dtype) ? operand : converted(operand, 'int32');
  for (let distance = 1; distance < length; distance *= 2) {
    const part = (range: Range): Tensor => slice(result, ...result.shape.map((_, i): Range => (i === along ? range : null)));
    result = concatenate([part([0, distance]), combine(part([distance, null]), part([0, -distance]))], { axis: along });
  }
  return result;
}

/** The sums of the elements up to each, along an axis or in the flattened value. */
export const cumsum = (x: TensorLike, { axis }: { readonly axis?: number } = {}): Tensor => cumulative('cumsum', add, x, axis);

/** The products of the elements up to each, along an axis or in the flattened value. */
export const cumprod = (x: TensorLike, { axis }: { readonly axis?: number } = {}): Tensor => cumulative('cumprod', mul, x, axis);
