import { tooManyRanges } from '../errors.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { checked } from '../options.js';
import { mul } from './arithmetic.js';
import { asTensor, meetingDType } from './asTensor.js';
import { normalizeAxis } from './axes.js';
import { combined } from './combine.js';
import { gathered, scatterAddPrimitive, scattered, scatterSetPrimitive } from './gather.js';
import { positionsOf, type IndexMode } from './positions.js';
import type { Range } from './range.js';
import { maximum, minimum } from './selection.js';
import { broadcastTo, reshape } from './shape.js';
import { slice } from './slice.js';
import { converted, rangeOf, reshaped } from './structure.js';

/** Part of a value, from which the value is made anew with that part changed. */
export interface Place {
  /** The part itself, as `slice` gives it. */
  get(): Tensor;
  /** The value with the part replaced by others, which broadcast. Where an index occurs twice the last one stays. */
  set(values: TensorLike): Tensor;
  /** The value with others added to the part; what an index that occurs twice is given, is added twice. */
  add(values: TensorLike): Tensor;
  /** The value with the part multiplied by others, by all that an index which occurs twice is given. */
  mul(values: TensorLike): Tensor;
  /** The value with the smaller of the part and others there, as `minimum`; of all that an index which occurs twice is given. */
  min(values: TensorLike): Tensor;
  /** The value with the larger of the part and others there, as `maximum`; of all that an index which occurs twice is given. */
  max(values: TensorLike): Tensor;
}

/**
 * Part of x, named as for {@link slice}, to be changed: x itself stays as it is.
 *
 * @throws IndexError for an index outside of its axis, after the run where the index is computed under `jit`
 *
 * @example
 * ```ts
 * import { at, grad, sum, square, tensor, type Tensor } from '@fermat/autodiff';
 *
 * const x = tensor([[1, 2], [3, 4]]);
 * console.log(at(x, 0, 1).set(9).toArray()); // [[1, 9], [3, 4]]
 * console.log(at(x, null, Int32Array.of(0, 0)).add(10).toArray()); // [[21, 2], [23, 4]]
 * console.log(at(x, 0, Int32Array.of(1, 1)).max([3, 5]).toArray()); // [[1, 5], [3, 4]]
 * console.log(grad((v: Tensor) => sum(square(at(x, 1).set(v))))(Float64Array.of(5, 6))); // Float64Array [10, 12]
 * ```
 */
export function at(x: TensorLike, ...ranges: readonly Range[]): Place {
  const base = asTensor('at', x);
  if (ranges.length > base.shape.length) throw tooManyRanges('at', ranges.length, base.shape);
  const changed = <O>(combine: (op: O, base: Tensor, positions: Tensor, updates: Tensor) => Tensor, op: O) => (values: TensorLike): Tensor => {
    const updates = asTensor('at', values);
    const dtype = meetingDType(base, updates);
    const positions = positionsOf('at', base.shape, ranges);
    return combine(op, converted(base, dtype), positions, broadcastTo(converted(updates, dtype), positions.shape));
  };
  return {
    get: () => slice(base, ...ranges),
    set: changed(scattered, scatterSetPrimitive),
    add: changed(scattered, scatterAddPrimitive),
    mul: changed(combined, mul),
    min: changed(combined, minimum),
    max: changed(combined, maximum),
  };
}

export interface TakeOptions {
  /** The axis along which elements are taken. */
  readonly axis?: number;
  /** What an index outside of the axis means: an error, the default; the nearest element; or one that many times around. */
  readonly mode?: IndexMode;
}

/** Indices along one axis, and all of the axes before it. */
const onAxis = (axis: number, indices: TensorLike): Range[] => [...new Array<null>(axis).fill(null), asTensor('take', indices)];

/** The elements, or rows along an axis, at some indices: NumPy's `take`. Without an axis, of the flattened value. */
export function take(x: TensorLike, indices: TensorLike, options: TakeOptions = {}): Tensor {
  const { axis, mode } = checked('take', options, ['axis', 'mode'], '...');
  const operand = axis === undefined ? reshape(x, [-1]) : asTensor('take', x);
  return gathered(operand, positionsOf('take', operand.shape, onAxis(normalizeAxis('take', axis ?? 0, operand.shape.length), indices), mode));
}

/**
 * The rows of x along its first axis, or along that named, at some indices.
 *
 * @example
 * ```ts
 * import { gather } from '@fermat/autodiff';
 *
 * console.log(gather([[1, 2], [3, 4], [5, 6]], [2, 0, 2]).toArray()); // [[5, 6], [1, 2], [5, 6]]
 * ```
 */
export function gather(x: TensorLike, indices: TensorLike, options: TakeOptions = {}): Tensor {
  const { axis = 0, ...mode } = checked('gather', options, ['axis', 'mode'], '...');
  return take(x, indices, { axis, ...mode });
}

/** x with updates added to its rows at some indices, along its first axis or that named: the transpose of {@link gather}. */
export function scatterAdd(x: TensorLike, indices: TensorLike, updates: TensorLike, options: Pick<TakeOptions, 'axis'> = {}): Tensor {
  const { axis = 0 } = checked('scatterAdd', options, ['axis'], '...');
  const base = asTensor('scatterAdd', x);
  return at(base, ...onAxis(normalizeAxis('scatterAdd', axis, base.shape.length), indices)).add(updates);
}

/**
 * For each place along an axis, the last by default, the element at an index of its own: NumPy's `take_along_axis`. Other
 * axes of the indices have the sizes of x, or 1.
 */
export function takeAlongAxis(x: TensorLike, indices: TensorLike, options: Pick<TakeOptions, 'axis'> = {}): Tensor {
  const { axis = -1 } = checked('takeAlongAxis', options, ['axis'], '...');
  const operand = asTensor('takeAlongAxis', x);
  const { shape } = operand;
  const on = normalizeAxis('takeAlongAxis', axis, shape.length);
  const places = shape.map((n, other) => (other === on ? asTensor('takeAlongAxis', indices) : reshaped(rangeOf(n), shape.map((_, i) => (i === other ? n : 1)))));
  return gathered(operand, positionsOf('takeAlongAxis', shape, places));
}
