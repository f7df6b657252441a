import {
  abs, add, clip, div, less, lessEqual, logaddexp, logsumexp, max, maximum, min, minimum, mul, neg, reshape, select, softplus, stopGradient, sub,
  type Tensor, type TensorLike,
} from '@fermat/autodiff';
import { checkedEntry } from '../entryOptions.js';
import { checkTemperature, SOFT_OPTIONS, type SoftOptions, type SoftReductionOptions } from './options.js';
import { straightThrough } from './straightThrough.js';

/** What values are taken relative to, so that dividing them by a temperature neither overflows nor rounds. */
const pivot = (largest: Tensor): Tensor => stopGradient(select(less(abs(largest), Infinity), largest, 0));

/**
 * A smooth maximum over all axes or those named, `t log(sum(exp(x / t)))` with t the temperature. It is convex, and its
 * slopes are the softmax of `x / t`: how much each element is preferred.
 *
 * It lies above the maximum by at most `t log(n)`, of n elements: by exactly `t log(k)` where k elements tie and the
 * others are far below, and by less than `n t exp(-gap / t)` where the largest leads by a gap.
 *
 * Source: S. Boyd, L. Vandenberghe, Convex Optimization, Cambridge 2004, p. 72.
 *
 * @example
 * ```ts
 * import { grad, type Tensor } from '@fermat/autodiff';
 * import { softMax } from '@fermat/autodiff/soft';
 *
 * console.log(softMax([1, 3, 2], { temperature: 0.1 }).item()); // 3.0000045
 * console.log(grad((x: Tensor) => softMax(x, { temperature: 1 }))(Float64Array.of(1, 1))); // Float64Array [0.5, 0.5]
 * ```
 */
export function softMax(x: TensorLike, options: SoftReductionOptions): Tensor {
  const { temperature, straightThrough: through = false, ...over } = checkedEntry('softMax', options, [...SOFT_OPTIONS, 'axis', 'keepdims']);
  const t = checkTemperature('softMax', temperature);
  const top = pivot(max(x, { ...over, keepdims: true }));
  const above = mul(t, logsumexp(div(sub(x, top), t), over));
  const soft = add(reshape(top, above.shape), above);
  return through ? straightThrough(max(x, over), soft) : soft;
}

/** A smooth minimum over all axes or those named: {@link softMax} upside down, below the minimum by as much. */
export function softMin(x: TensorLike, options: SoftReductionOptions): Tensor {
  const { temperature, straightThrough: through = false, ...over } = checkedEntry('softMin', options, [...SOFT_OPTIONS, 'axis', 'keepdims']);
  const soft = neg(softMax(neg(x), { temperature, ...over }));
  return through ? straightThrough(min(x, over), soft) : soft;
}

/**
 * The smooth maximum of two values, which broadcast: `t log(exp(a / t) + exp(b / t))`. Above the larger by `t log(2)` at a
 * tie, and by less than `t exp(-|a - b| / t)` off it.
 */
export function softMaximum(a: TensorLike, b: TensorLike, options: SoftOptions): Tensor {
  const { temperature, straightThrough: through = false } = checkedEntry('softMaximum', options, SOFT_OPTIONS);
  const t = checkTemperature('softMaximum', temperature);
  const top = pivot(maximum(a, b));
  const soft = add(top, mul(t, logaddexp(div(sub(a, top), t), div(sub(b, top), t))));
  return through ? straightThrough(maximum(a, b), soft) : soft;
}

/** The smooth minimum of two values, which broadcast: {@link softMaximum} upside down, below the smaller by as much. */
export function softMinimum(a: TensorLike, b: TensorLike, options: SoftOptions): Tensor {
  const { temperature, straightThrough: through = false } = checkedEntry('softMinimum', options, SOFT_OPTIONS);
  const soft = neg(softMaximum(neg(a), neg(b), { temperature }));
  return through ? straightThrough(minimum(a, b), soft) : soft;
}

/**
 * A smooth absolute value, {@link softMaximum} of x and -x: convex, with slopes `tanh(x / t)`. Above `|x|` by `t log(2)` at
 * 0, and by less than `t exp(-2 |x| / t)` elsewhere.
 */
export function softAbs(x: TensorLike, options: SoftOptions): Tensor {
  const { temperature, straightThrough: through = false } = checkedEntry('softAbs', options, SOFT_OPTIONS);
  const soft = softMaximum(x, neg(x), { temperature });
  return through ? straightThrough(abs(x), soft) : soft;
}

/**
 * x held smoothly between two bounds, always increasing and never beyond them. It leaves `clip` by at most `t log(2)`, which
 * is reached at the bounds, and by less than `t exp(-d / t)` at a distance d of x from the nearer bound.
 *
 * @example
 * ```ts
 * import { softClip } from '@fermat/autodiff/soft';
 *
 * console.log(softClip([-5, 0.5, 5], 0, 1, { temperature: 0.05 }).toArray()); // [0, 0.5, 1]
 * ```
 */
export function softClip(x: TensorLike, low: TensorLike, high: TensorLike, options: SoftOptions): Tensor {
  const { temperature, straightThrough: through = false } = checkedEntry('softClip', options, SOFT_OPTIONS);
  const t = checkTemperature('softClip', temperature);
  const above = div(sub(x, low), t);
  const below = div(sub(high, x), t);
  // Two ways to write the same: each is without cancellation on its half.
  const fromLow = add(low, mul(t, sub(softplus(above), softplus(neg(below)))));
  const fromHigh = sub(high, mul(t, sub(softplus(below), softplus(neg(above)))));
  const soft = select(lessEqual(above, below), fromLow, fromHigh);
  return through ? straightThrough(clip(x, low, high), soft) : soft;
}
