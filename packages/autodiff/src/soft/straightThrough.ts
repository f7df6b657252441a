import { add, stopGradient, sub, type Tensor, type TensorLike } from '@fermat/autodiff';

/**
 * The value of `hard` with the derivative of `soft`, which must be finite: an estimate of the slope of a function that has
 * none, or none that is of use. The ops of this module do this with `{ straightThrough: true }`.
 *
 * Source: Y. Bengio, N. Léonard, A. Courville, Estimating or propagating gradients through stochastic neurons,
 * arXiv:1308.3432 (2013), section 4.
 *
 * @example
 * ```ts
 * import { grad, round, type Tensor } from '@fermat/autodiff';
 * import { straightThrough } from '@fermat/autodiff/soft';
 *
 * const quantized = (x: Tensor) => straightThrough(round(x), x);
 * console.log(grad((x: Tensor) => quantized(x).mul(quantized(x)))(1.7)); // 4
 * ```
 */
export const straightThrough = (hard: TensorLike, soft: TensorLike): Tensor => add(stopGradient(hard), sub(soft, stopGradient(soft)));
