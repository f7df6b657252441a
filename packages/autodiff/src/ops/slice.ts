import { tooManyRanges } from '../errors.js';
import { apply } from '../graph/apply.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { asTensor } from './asTensor.js';
import { normalizeAxes } from './axes.js';
import { gathered } from './gather.js';
import { positionsOf } from './positions.js';
import { isPicked, taken, type Range } from './range.js';
import { reshaped, slicePrimitive } from './structure.js';

/**
 * Part of x, a range for each leading axis, with NumPy's meaning. An index out of range throws, one that is computed under
 * `jit` after the run; the ends of a range are cut to the axis. Lists of indices, Tensors or Int32Arrays, broadcast with one
 * another; the elements they pick stand where the first of them does, or in front where a range lies between two of them.
 *
 * @example
 * ```ts
 * import { arange, slice } from '@fermat/autodiff';
 *
 * const x = arange(5);
 * console.log(slice(x, -1).item());                      // 4        x[-1]
 * console.log(slice(x, [1, 3]).toArray());               // [1, 2]   x[1:3]
 * console.log(slice(x, [null, null, -2]).toArray());     // [4, 2, 0]  x[::-2]
 * console.log(slice(x, Int32Array.of(3, 0, 3)).toArray()); // [3, 0, 3]  x[[3, 0, 3]]
 * ```
 */
export function slice(x: TensorLike, ...ranges: readonly Range[]): Tensor {
  const operand = asTensor('slice', x);
  const { shape } = operand;
  if (ranges.length > shape.length) throw tooManyRanges('slice', ranges.length, shape);
  if (ranges.some(isPicked)) return gathered(operand, positionsOf('slice', shape, ranges));
  const parts = shape.map((length, axis) => taken('slice', ranges[axis] ?? null, axis, length));
  const kept = parts.filter((_, axis) => typeof ranges[axis] !== 'number').map(({ size }) => size);
  const whole = parts.every(({ step, size }, axis) => step === 1 && size === shape[axis]);
  const part = whole
    ? operand
    : apply(slicePrimitive, [operand], {
        starts: parts.map(({ start }) => start),
        steps: parts.map(({ step }) => step),
        sizes: parts.map(({ size }) => size),
      });
  return reshaped(part, kept);
}

/** A range of one axis, which is counted from the end where it is negative. */
export const sliceAlong = (x: Tensor, axis: number, range: Range): Tensor =>
  slice(x, ...x.shape.map((_, i): Range => (i === axis || i === axis + x.shape.length ? range : null)));

/** x with the order along the axes reversed; along all of them where none is named. */
export function flip(x: TensorLike, axis?: number | readonly number[]): Tensor {
  const operand = asTensor('flip', x);
  const axes = normalizeAxes('flip', axis, operand.shape.length);
  return slice(operand, ...operand.shape.map((_, i): Range => (axes.includes(i) ? [null, null, -1] : null)));
}
