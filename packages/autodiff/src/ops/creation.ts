import { invalidOption, invalidSpacing } from '../errors.js';
import { constant } from '../graph/apply.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { checkDType, newArray, roundTo, sizeOf, type DType, type Shape } from '../graph/tensorType.js';
import { checked } from '../options.js';
import { asTensor } from './asTensor.js';
import { checkShape } from './axes.js';
import { converted } from './structure.js';

/**
 * A Tensor of a number, a typed array, or nested arrays of equal length. Numbers become float64, booleans bool, and a
 * typed array keeps its dtype; `dtype` overrides. The elements are copied.
 */
export function tensor(x: TensorLike, dtype?: DType): Tensor {
  const value = asTensor('tensor', x);
  const target = dtype === undefined ? value.dtype : checkDType(dtype);
  if (typeof x === 'number') return converted(constant(x, 'float64'), target);
  return converted(value, target);
}

/** A value of the given shape with all elements equal to x. */
export function full(shape: number | Shape, x: number, dtype: DType = 'float64'): Tensor {
  const sizes = checkShape(shape);
  if (typeof x !== 'number') throw invalidOption('full', 'element', x, 'a number; broadcastTo takes a Tensor');
  const element = roundTo(checkDType(dtype), x);
  return constant(sizes.length === 0 ? element : newArray(dtype, sizeOf(sizes)).fill(element), dtype, sizes);
}

export const zeros = (shape: number | Shape, dtype: DType = 'float64'): Tensor => full(shape, 0, dtype);

export const ones = (shape: number | Shape, dtype: DType = 'float64'): Tensor => full(shape, 1, dtype);

/** `start`, `start + step`, … below `stop`, as NumPy's arange; `arange(n)` counts from 0. */
export function arange(startOrStop: number, stop?: number, step = 1): Tensor {
  const [from, to] = stop === undefined ? [0, startOrStop] : [startOrStop, stop];
  const count = Math.max(0, Math.ceil((to - from) / step));
  if (!Number.isFinite(count)) throw invalidSpacing(from, to, step);
  return constant(Float64Array.from({ length: count }, (_, i) => from + i * step), 'float64', [count]);
}

/** `count` numbers evenly spaced from `start` to `stop`, both included, or `stop` left out. */
export function linspace(start: number, stop: number, count = 50, options: { readonly endpoint?: boolean } = {}): Tensor {
  const { endpoint = true } = checked('linspace', options, ['endpoint'], '...');
  const intervals = endpoint ? count - 1 : count;
  const step = (stop - start) / Math.max(1, intervals);
  const at = (i: number): number => (i === intervals && count > 1 ? stop : start + i * step);
  return constant(Float64Array.from({ length: count }, (_, i) => at(i)), 'float64', checkShape(count));
}

/**
 * A matrix of n rows, and of m columns where they are named, with ones on its diagonal and zeros elsewhere.
 *
 * @example
 * ```ts
 * import { eye } from '@fermat/autodiff';
 *
 * console.log(eye(2).toArray(), eye(2, 3).toArray()); // [[1, 0], [0, 1]] [[1, 0, 0], [0, 1, 0]]
 * ```
 */
export function eye(n: number, dtype?: DType): Tensor;
export function eye(n: number, m: number, dtype?: DType): Tensor;
export function eye(n: number, m: number | DType = n, dtype: DType = 'float64'): Tensor {
  if (typeof m === 'string') return eye(n, n, m);
  const shape = checkShape([n, m]);
  const data = new Array<number>(n * m).fill(0);
  for (let i = 0; i < Math.min(n, m); i++) data[i * (m + 1)] = 1;
  return constant(newArray(checkDType(dtype), data), dtype, shape);
}
