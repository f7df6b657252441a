import { apply } from '../graph/apply.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { sizeOf } from '../graph/tensorType.js';
import { div } from './arithmetic.js';
import { asTensor } from './asTensor.js';
import { normalizeAxes } from './axes.js';
import { converted, reshaped, sumPrimitive } from './structure.js';

export interface ReductionOptions {
  /** The axes reduced over; all of them by default. */
  readonly axis?: number | readonly number[];
  /** Keep reduced axes as axes of size 1. */
  readonly keepdims?: boolean;
}

/**
 * The sum of the elements, over all axes or those named. Bools are counted.
 *
 * The order of summation is fixed: elements of even and of odd position are summed apart and added at the end, on every
 * backend, so that the result has the same bits everywhere.
 */
export function sum(x: TensorLike, { axis, keepdims = false }: ReductionOptions = {}): Tensor {
  const given = asTensor('sum', x);
  const operand = given.dtype === 'bool' ? converted(given, 'int32') : given;
  const axes = normalizeAxes('sum', axis, operand.shape.length);
  const total = axes.length === 0 ? operand : apply(sumPrimitive, [operand], axes);
  return keepdims ? reshaped(total, operand.shape.map((n, i) => (axes.includes(i) ? 1 : n))) : total;
}

/** The arithmetic mean of the elements, over all axes or those named; NaN of none. */
export function mean(x: TensorLike, options: ReductionOptions = {}): Tensor {
  const operand = asTensor('mean', x);
  const axes = normalizeAxes('mean', options.axis, operand.shape.length);
  return div(sum(operand, options), sizeOf(axes.map(axis => operand.shape[axis]!)));
}
