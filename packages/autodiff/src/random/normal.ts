import { add, erfinv, log, log1p, maximum, mul, neg, type Shape, type Tensor, type TensorLike } from '@fermat/autodiff';
import { checkedEntry } from '../entryOptions.js';
import { unitInterval } from './uniform.js';

export interface LocationScale {
  /** The mean (of `gumbel` the mode); 0 by default. */
  readonly loc?: TensorLike;
  /** What deviations are multiplied by; 1 by default. */
  readonly scale?: TensorLike;
  readonly dtype?: 'float64' | 'float32';
}

/** The standard number where nothing else is said. */
const placed = (standard: Tensor, { loc = 0, scale = 1 }: LocationScale): Tensor => {
  const scaled = scale === 1 ? standard : mul(scale, standard);
  return loc === 0 ? scaled : add(loc, scaled);
};

/** The largest number below 1. */
const BELOW_ONE = { float64: 1 - 2 ** -53, float32: 1 - 2 ** -24 };

/**
 * Normally distributed numbers, of mean `loc` and standard deviation `scale`, in which they are differentiable
 * (reparametrised); both broadcast with the shape. By the inverse distribution of one uniform number each.
 *
 * @example
 * ```ts
 * import { grad, mean, square, type Tensor } from '@fermat/autodiff';
 * import { key, normal } from '@fermat/autodiff/random';
 *
 * console.log(normal(key(1662), 2).toArray()); // [-2.00764658, -0.81129468]
 *
 * // How does the mean square depend on the deviation? As twice the deviation, but for chance.
 * const energy = (scale: Tensor) => mean(square(normal(key(0), 10000, { scale })));
 * console.log(Math.abs(grad(energy)(3) - 6) < 0.2); // true
 * ```
 */
export function normal(key: Tensor, shape: number | Shape = [], options: LocationScale = {}): Tensor {
  const { dtype = 'float64' } = checkedEntry('normal', options, ['loc', 'scale', 'dtype']);
  const symmetric = add(mul(2, unitInterval('normal', key, shape, dtype)), -BELOW_ONE[dtype]);
  return placed(mul(Math.SQRT2, erfinv(maximum(symmetric, -BELOW_ONE[dtype]))), options);
}

/** Numbers of the exponential distribution, of mean `scale`, by which they are differentiable. */
export function exponential(key: Tensor, shape: number | Shape = [], options: Omit<LocationScale, 'loc'> = {}): Tensor {
  const { dtype = 'float64' } = checkedEntry('exponential', options, ['scale', 'dtype']);
  return placed(neg(log1p(neg(unitInterval('exponential', key, shape, dtype)))), options);
}

/** The smallest normal number: 0 has no logarithm. */
const TINY = { float64: 2 ** -1022, float32: 2 ** -126 };

/**
 * Numbers of the Gumbel distribution, of mode `loc`. The largest of such numbers added to logits falls on each place with the
 * probability softmax(logits).
 */
export function gumbel(key: Tensor, shape: number | Shape = [], options: LocationScale = {}): Tensor {
  const { dtype = 'float64' } = checkedEntry('gumbel', options, ['loc', 'scale', 'dtype']);
  return placed(neg(log(neg(log(maximum(unitInterval('gumbel', key, shape, dtype), TINY[dtype]))))), options);
}
