import { arange, argmax, argmin, div, mul, neg, reshape, softmax, sum, type Tensor, type TensorLike } from '@fermat/autodiff';
import { nothingToOrder } from './errors.js';
import { checkedEntry } from '../entryOptions.js';
import { checkTemperature, SOFT_OPTIONS, type SoftAxisOptions } from './options.js';
import { asTensor } from './preference.js';
import { straightThrough } from './straightThrough.js';

/**
 * The position of the largest element, averaged by how much each is preferred: the mean of the positions, weighted with the
 * softmax of `x / t`, along an axis or in the flattened value; float64.
 *
 * Where the largest leads by a gap it differs from `argmax` by less than `n² exp(-gap / t)`, of n elements; where several tie
 * it is the mean of their positions, at every temperature.
 */
export function softArgmax(x: TensorLike, options: SoftAxisOptions): Tensor {
  const { temperature, axis, straightThrough: through = false } = checkedEntry('softArgmax', options, [...SOFT_OPTIONS, 'axis']);
  const t = checkTemperature('softArgmax', temperature);
  const operand = asTensor(x);
  if (axis === undefined) return softArgmax(reshape(operand, [-1]), { temperature, axis: 0, straightThrough: through });
  const { shape } = operand;
  const along = axis < 0 ? axis + shape.length : axis;
  const length = shape[along];
  if (length === undefined || length === 0) throw nothingToOrder('softArgmax', shape);
  const positions = reshape(arange(length), shape.map((_, i) => (i === along ? length : 1)));
  const soft = sum(mul(softmax(div(operand, t), { axis }), positions), { axis });
  return through ? straightThrough(argmax(operand, { axis }), soft) : soft;
}

/**
 * The position of the smallest element, averaged by how much each is preferred: {@link softArgmax} of `-x`.
 *
 * @example
 * ```ts
 * import { softArgmin } from '@fermat/autodiff/soft';
 *
 * console.log(softArgmin([3, 1, 2], { temperature: 0.1 }).item()); // 1.0000454
 * console.log(softArgmin([1, 1, 2], { temperature: 0.01 }).item()); // 0.5
 * ```
 */
export function softArgmin(x: TensorLike, given: SoftAxisOptions): Tensor {
  const { straightThrough: through = false, ...options } = checkedEntry('softArgmin', given, [...SOFT_OPTIONS, 'axis']);
  const soft = softArgmax(neg(x), options);
  return through ? straightThrough(argmin(x, options.axis === undefined ? {} : { axis: options.axis }), soft) : soft;
}
