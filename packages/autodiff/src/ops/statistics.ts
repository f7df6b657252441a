import { invalidOption } from '../errors.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { isFloating, sizeOf } from '../graph/tensorType.js';
import { checked } from '../options.js';
import { abs, add, div, mul, sub } from './arithmetic.js';
import { asTensor } from './asTensor.js';
import { normalizeAxes, normalizeAxis } from './axes.js';
import { equal, less, logicalOr, notEqual } from './comparison.js';
import { arange } from './creation.js';
import { exp, log } from './exponential.js';
import { pow, safeSqrt, sqrt, square } from './power.js';
import { max, mean, min, REDUCTION_OPTIONS, sum, type ReductionOptions } from './reduction.js';
import { minimum, select } from './selection.js';
import { astype, reshape, squeeze } from './shape.js';
import { stopGradient } from './stopGradient.js';

export interface VarianceOptions extends ReductionOptions {
  /** Taken off the number of elements in the divisor; 0 by default, 1 for the unbiased estimate. */
  readonly ddof?: number;
}

const countAlong = (op: string, x: Tensor, axis: ReductionOptions['axis']): number =>
  sizeOf(normalizeAxes(op, axis, x.shape.length).map(i => x.shape[i]!));

/** The mean squared distance from the mean, over all axes or those named. */
export const variance = (x: TensorLike, options: VarianceOptions = {}): Tensor => spread('variance', x, options);

function spread(op: string, x: TensorLike, options: VarianceOptions): Tensor {
  const { ddof = 0, ...over } = checked(op, options, [...REDUCTION_OPTIONS, 'ddof']);
  const operand = asTensor(op, x);
  const distance = sub(operand, mean(operand, { ...over, keepdims: true }));
  return div(sum(square(distance), over), countAlong(op, operand, over.axis) - ddof);
}

/** The standard deviation, the square root of the variance. */
export const std = (x: TensorLike, options: VarianceOptions = {}): Tensor => sqrt(spread('std', x, options));

/** The largest element where it is finite, else 0: what exponentials are taken relative to. */
function pivot(x: Tensor, axis: ReductionOptions['axis']): Tensor {
  if (x.size === 0) return asTensor('max', 0);
  const largest = stopGradient(max(x, { ...(axis === undefined ? {} : { axis }), keepdims: true }));
  return select(less(abs(largest), Infinity), largest, 0);
}

export interface LogsumexpOptions extends ReductionOptions {
  /** Weights of the exponentials, which broadcast with x; 1 by default. */
  readonly b?: TensorLike;
}

/** The largest exponent whose exponential is a number. */
const LARGEST = 709;

/**
 * `log(sum(b exp(x)))` without overflow, over all axes or those named; NaN where negative weights make the sum negative.
 *
 * @example
 * ```ts
 * import { logsumexp } from '@fermat/autodiff';
 *
 * console.log(logsumexp([1000, 1000]).item(), logsumexp([1000, 2000], { b: [2, 0] }).item()); // 1000.693 1000.693
 * ```
 */
export function logsumexp(x: TensorLike, options: LogsumexpOptions = {}): Tensor {
  const { axis, keepdims = false, b } = checked('logsumexp', options, [...REDUCTION_OPTIONS, 'b']);
  const operand = asTensor('logsumexp', x);
  // What a weight of 0 leaves out may be larger than all that counts.
  const shift = pivot(b === undefined ? operand : select(equal(b, 0), -Infinity, operand), axis);
  const exponents = sub(operand, shift);
  const terms = b === undefined ? exp(exponents) : mul(b, exp(minimum(exponents, LARGEST)));
  const total = add(log(sum(terms, { ...(axis === undefined ? {} : { axis }), keepdims: true })), shift);
  return keepdims ? total : squeeze(total, normalizeAxes('logsumexp', axis, terms.shape.length));
}

/** `exp(x) / sum(exp(x))` without overflow, along the last axis or that named: positive numbers that sum to 1. */
export function softmax(x: TensorLike, options: { readonly axis?: number } = {}): Tensor {
  const { axis = -1 } = checked('softmax', options, ['axis']);
  const operand = asTensor('softmax', x);
  const weights = exp(sub(operand, pivot(operand, axis)));
  return div(weights, sum(weights, { axis, keepdims: true }));
}

export interface NormOptions extends ReductionOptions {
  /** The power p of the sum of magnitudes: 2 by default, or any other; Infinity for the largest magnitude, -Infinity for the smallest, 0 for the number of those not 0. */
  readonly ord?: number;
}

/** A vector norm, over all axes or those named, as NumPy's `vector_norm`. The Euclidean norm has no slope at 0: its gradient there is NaN. */
export function norm(x: TensorLike, options: NormOptions = {}): Tensor {
  const { ord = 2, ...over } = checked('norm', options, ['ord', ...REDUCTION_OPTIONS]);
  if (typeof ord !== 'number' || Number.isNaN(ord)) throw invalidOption('norm', 'ord', ord, 'a number, or Infinity');
  if (ord === 0) return sum(astype(notEqual(x, 0), 'float64'), over);
  if (ord === 1) return sum(abs(x), over);
  if (ord === 2) return sqrt(sum(square(x), over));
  if (ord === -Infinity) return min(abs(x), over);
  return ord === Infinity ? max(abs(x), over) : pow(sum(pow(abs(x), ord), over), 1 / ord);
}

/** The Euclidean norm, over all axes or those named, whose gradient at 0 is taken as 0. */
export const safeNorm = (x: TensorLike, options: ReductionOptions = {}): Tensor => safeSqrt(sum(square(x), checked('safeNorm', options, REDUCTION_OPTIONS)));

export interface ArgOptions {
  /** The axis searched along; the flattened value by default. */
  readonly axis?: number;
  /** Keep the axes searched through as axes of size 1. */
  readonly keepdims?: boolean;
}

function argExtreme(op: string, x: TensorLike, options: ArgOptions, extreme: typeof max): Tensor {
  const { axis, keepdims = false } = checked(op, options, REDUCTION_OPTIONS);
  const operand = asTensor(op, x);
  if (axis === undefined) {
    const position = argExtreme(op, reshape(operand, [-1]), { axis: 0 }, extreme);
    return keepdims ? reshape(position, operand.shape.map(() => 1)) : position;
  }
  const along = normalizeAxis(op, axis, operand.shape.length);
  const number = isFloating(operand.dtype) ? operand : astype(operand, 'float64');
  const isExtreme = logicalOr(equal(number, extreme(number, { axis: along, keepdims: true })), notEqual(number, number));
  const length = operand.shape[along]!;
  const positions = reshape(arange(length), operand.shape.map((_, i) => (i === along ? length : 1)));
  return astype(min(select(isExtreme, positions, length), { axis: along, keepdims }), 'int32');
}

/** The position of the first largest element, or of the first NaN, along an axis or in the flattened value; int32. */
export const argmax = (x: TensorLike, options: ArgOptions = {}): Tensor => argExtreme('argmax', x, options, max);

/** The position of the first smallest element, or of the first NaN, along an axis or in the flattened value; int32. */
export const argmin = (x: TensorLike, options: ArgOptions = {}): Tensor => argExtreme('argmin', x, options, min);
