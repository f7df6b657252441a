import { emptyReduction } from '../errors.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { sizeOf } from '../graph/tensorType.js';
import { checked } from '../options.js';
import { add, mul } from './arithmetic.js';
import { asTensor } from './asTensor.js';
import { normalizeAxes } from './axes.js';
import { isnan } from './comparison.js';
import { REDUCTION_OPTIONS, type ReductionOptions } from './reduction.js';
import { select } from './selection.js';
import { expandDims, moveaxis, reshape } from './shape.js';
import { slice } from './slice.js';
import { sort } from './sorting.js';

/**
 * The element in the middle of the sorted ones, or the mean of the two there, over all axes or those named; NaN if there is one.
 * Its slope is that of these elements.
 *
 * @example
 * ```ts
 * import { grad, median } from '@fermat/autodiff';
 *
 * console.log(median([3, 1, 20]).item(), grad(median)(Float64Array.of(4, 1, 20, 3))); // 3 Float64Array [0.5, 0, 0, 0.5]
 * ```
 */
export function median(x: TensorLike, options: ReductionOptions = {}): Tensor {
  const { axis, keepdims = false } = checked('median', options, REDUCTION_OPTIONS);
  const operand = asTensor('median', x);
  const axes = normalizeAxes('median', axis, operand.shape.length);
  const count = sizeOf(axes.map(i => operand.shape[i]!));
  if (count === 0) throw emptyReduction('median', operand.shape);
  const last = moveaxis(operand, axes, axes.map((_, i) => i - axes.length));
  const kept = last.shape.slice(0, last.shape.length - axes.length);
  const sorted = moveaxis(sort(reshape(last, [...kept, count])), -1, 0);
  const middle = mul(0.5, add(slice(sorted, (count - 1) >> 1), slice(sorted, count >> 1)));
  const found = select(isnan(slice(sorted, -1)), NaN, middle);
  return keepdims ? expandDims(found, axes) : found;
}
