import { add, astype, floor, less, mul, sub, type Tensor, type Shape, type TensorLike } from '@fermat/autodiff';
import { checkedEntry } from '../entryOptions.js';
import { invalidBounds, invalidDType, invalidProbability } from './errors.js';
import { checkKey, mixedWords, shapeOf, stream, unitFloat32, unitFloat64 } from './threefry.js';

/** 32 random bits for each element, as int32. */
export const bits = (key: Tensor, shape: number | Shape = []): Tensor => stream('bits', key, shapeOf('bits', shape), mixedWords);

export interface UniformOptions {
  /** The smallest number; 0 by default. */
  readonly low?: TensorLike;
  /** The number that all are below; 1 by default. */
  readonly high?: TensorLike;
  /** 52 random bits in a float64, the default, or 23 in a float32. */
  readonly dtype?: 'float64' | 'float32';
}

/**
 * Numbers evenly distributed from `low` up to `high`, in which they are differentiable; bounds broadcast with the shape.
 *
 * @throws AutodiffError if `key` is no key, or the shape none
 *
 * @example
 * ```ts
 * import { key, uniform } from '@fermat/autodiff/random';
 *
 * console.log(uniform(key(1662), 3).toArray()); // [0.0223404305, 0.2085982323, 0.6323350792]
 * console.log(uniform(key(1662), [], { low: 10, high: 20 }).item()); // 10.223404305
 * ```
 */
export function uniform(key: Tensor, shape: number | Shape = [], options: UniformOptions = {}): Tensor {
  const { low = 0, high = 1, dtype = 'float64' } = checkedEntry('uniform', options, ['low', 'high', 'dtype']);
  const unit = unitInterval('uniform', key, shape, dtype);
  return low === 0 && high === 1 ? unit : add(low, mul(unit, sub(high, low)));
}

/** Multiples of 2^-52 (of 2^-23 as float32) from 0 up to, but without, 1. */
export function unitInterval(op: string, key: Tensor, shape: number | Shape, dtype: 'float64' | 'float32'): Tensor {
  const units = { float32: unitFloat32, float64: unitFloat64 };
  if (!Object.hasOwn(units, dtype)) throw invalidDType(op, dtype);
  return stream(op, key, shapeOf(op, shape), units[dtype]);
}

/**
 * Bools that are true with a probability, one half by default, which broadcasts with the shape. What is chosen by them has no
 * derivative by the probability.
 */
export function bernoulli(key: Tensor, shape: number | Shape = [], options: { readonly p?: TensorLike } = {}): Tensor {
  const { p = 0.5 } = checkedEntry('bernoulli', options, ['p']);
  if (typeof p === 'number' && !(p >= 0 && p <= 1)) throw invalidProbability(p);
  return less(unitInterval('bernoulli', key, shape, 'float64'), p);
}

/**
 * Whole numbers from `low` up to, but without, `high`, each as likely as the others (but for one part in 2^52 of the range);
 * int32.
 *
 * @example
 * ```ts
 * import { key, randint } from '@fermat/autodiff/random';
 *
 * console.log(randint(key(3), 1, 7, [5]).toArray().toString().length); // 9: five throws of a die
 * ```
 */
export function randint(key: Tensor, low: number, high: number, shape: number | Shape = []): Tensor {
  const isBound = (x: number): boolean => Number.isInteger(x) && x >= -(2 ** 31) && x <= 2 ** 31;
  if (!isBound(low) || !isBound(high) || low >= high) throw invalidBounds(low, high);
  return astype(add(low, floor(mul(unitInterval('randint', checkKey('randint', key), shape, 'float64'), high - low))), 'int32');
}
