import { indexOutOfRange, invalidRange, tooManyRanges } from '../errors.js';
import { apply } from '../graph/apply.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { asTensor } from './asTensor.js';
import { normalizeAxes } from './axes.js';
import { reshaped, slicePrimitive } from './structure.js';

type Bound = number | null;

/**
 * What to take of one axis: an index (which drops the axis), `[start, stop, step]` with NumPy's defaults for null and
 * for what is left out, or null for all of it. Negative numbers count from the end.
 */
export type Range = number | null | readonly [start: Bound, stop?: Bound, step?: Bound];

interface Taken {
  readonly start: number;
  readonly step: number;
  readonly size: number;
}

function take(range: Range, axis: number, length: number): Taken {
  if (range === null) return { start: 0, step: 1, size: length };
  if (typeof range === 'number') {
    if (!Number.isInteger(range)) throw invalidRange(range, axis);
    if (range < -length || range >= length) throw indexOutOfRange(range, axis, length);
    return { start: range < 0 ? range + length : range, step: 1, size: 1 };
  }
  const isBound = (bound: unknown): boolean => bound === null || bound === undefined || Number.isInteger(bound);
  if (!Array.isArray(range) || range.length > 3 || !range.every(isBound) || range[2] === 0) throw invalidRange(range, axis);
  const [from, to, by] = range as readonly [Bound, Bound?, Bound?];
  const step = by ?? 1;
  const [lowest, highest] = step > 0 ? [0, length] : [-1, length - 1];
  const within = (bound: Bound | undefined, otherwise: number): number =>
    bound === null || bound === undefined ? otherwise : Math.min(Math.max(bound < 0 ? bound + length : bound, lowest), highest);
  const start = within(from, step > 0 ? lowest : highest);
  const stop = within(to, step > 0 ? highest : lowest);
  return { start, step, size: Math.max(0, Math.ceil((stop - start) / step)) };
}

/**
 * Part of x, a range for each leading axis, with NumPy's meaning. An index out of range throws; the ends of a range are
 * cut to the axis.
 *
 * @example
 * ```ts
 * import { arange, slice } from '@fermat/autodiff';
 *
 * const x = arange(5);
 * console.log(slice(x, -1).item());                      // 4        x[-1]
 * console.log(slice(x, [1, 3]).toArray());               // [1, 2]   x[1:3]
 * console.log(slice(x, [null, null, -2]).toArray());     // [4, 2, 0]  x[::-2]
 * ```
 */
export function slice(x: TensorLike, ...ranges: readonly Range[]): Tensor {
  const operand = asTensor('slice', x);
  const { shape } = operand;
  if (ranges.length > shape.length) throw tooManyRanges(ranges.length, shape);
  const taken = shape.map((length, axis) => take(ranges[axis] ?? null, axis, length));
  const kept = taken.filter((_, axis) => typeof ranges[axis] !== 'number').map(({ size }) => size);
  const whole = taken.every(({ step, size }, axis) => step === 1 && size === shape[axis]);
  const part = whole
    ? operand
    : apply(slicePrimitive, [operand], {
        starts: taken.map(({ start }) => start),
        steps: taken.map(({ step }) => step),
        sizes: taken.map(({ size }) => size),
      });
  return reshaped(part, kept);
}

/** x with the order along the axes reversed; along all of them where none is named. */
export function flip(x: TensorLike, axis?: number | readonly number[]): Tensor {
  const operand = asTensor('flip', x);
  const axes = normalizeAxes('flip', axis, operand.shape.length);
  return slice(operand, ...operand.shape.map((_, i): Range => (axes.includes(i) ? [null, null, -1] : null)));
}
