import { invalidOption } from '../errors.js';
import { apply } from '../graph/apply.js';
import type { Primitive } from '../graph/primitive.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { isFloating } from '../graph/tensorType.js';
import { erf as erfMeaning, erfc as erfcMeaning } from '../kernel/math/errorFunction.js';
import { digamma as digammaMeaning, lgamma as lgammaMeaning } from '../kernel/math/gamma.js';
import { erfinv as erfinvMeaning } from '../kernel/math/inverseErrorFunction.js';
import { polygamma as polygammaMeaning } from '../kernel/math/polygamma.js';
import { checked } from '../options.js';
import { sigmoid } from './activation.js';
import { add, mul, neg } from './arithmetic.js';
import { asTensor } from './asTensor.js';
import { unary, type Unary } from './elementwise.js';
import { exp } from './exponential.js';
import { square } from './power.js';
import { converted } from './structure.js';

const TWO_OVER_SQRT_PI = 1.1283791670955126;

/** The density whose integral is erf. */
const slope = (x: Tensor): Tensor => mul(TWO_OVER_SQRT_PI, exp(neg(square(x))));

/** The error function, `2/sqrt(pi)` times the integral of `exp(-t^2)` from 0 to x. */
export const erf: Unary = /* @__PURE__ */ unary({
  name: 'erf',
  float: erfMeaning,
  jvp: (dx, x) => mul(dx, slope(x)),
});

/** `1 - erf(x)`, accurate where it is small. */
export const erfc: Unary = /* @__PURE__ */ unary({
  name: 'erfc',
  float: erfcMeaning,
  jvp: (dx, x) => neg(mul(dx, slope(x))),
});

/**
 * The inverse of {@link erf}, from -1 to 1: infinite at both ends, NaN beyond. Times the square root of 2 and of `2 p - 1`, it
 * is the value below which a standard normal variable lies with the probability p.
 */
export const erfinv: Unary = /* @__PURE__ */ unary({
  name: 'erfinv',
  float: erfinvMeaning,
  jvp: (dx, _x, y) => mul(dx, mul(Math.sqrt(Math.PI) / 2, exp(square(y)))),
  domain: [-0.9, 0.9],
});

/** sqrt(8 / pi) times 0.044715; the linear coefficient is sqrt(8 / pi). */
const CUBIC = 0.07135481627260025;

export interface GeluOptions {
  /** Take the form with a hyperbolic tangent instead, which differs by less than 5e-4; false by default. */
  readonly approximate?: boolean;
}

/**
 * x times the probability that a standard normal variable lies below x: the exact form of GELU, accurate where it is small.
 *
 * Source: D. Hendrycks, K. Gimpel, Gaussian error linear units, arXiv:1606.08415 (2016), section 2, with the approximate form.
 *
 * @example
 * ```ts
 * import { gelu } from '@fermat/autodiff';
 *
 * console.log(gelu(1).item(), gelu(1, { approximate: true }).item()); // 0.84134 0.84119
 * ```
 */
export function gelu(x: TensorLike, options: GeluOptions = {}): Tensor {
  const { approximate = false } = checked('gelu', options, ['approximate']);
  // Of the approximate form (1 + tanh(z)) / 2 is written without its cancellation.
  return approximate ? mul(x, sigmoid(mul(x, add(1.5957691216057308, mul(CUBIC, square(x)))))) : mul(mul(0.5, x), erfc(mul(-Math.SQRT1_2, x)));
}

const polygammaPrimitive: Primitive<number> = {
  name: 'polygamma',
  infer: ([x]) => x!,
  lower: (target, inputs, n, type) => target.map(type, (k, [x]) => polygammaMeaning(k, n, x as never), inputs),
  jvp: ([dx], { inputs: [x], params }) => mul(dx!, polygamma((params as number) + 1, x!)),
  format: String,
};

/** The n-th derivative of {@link digamma}, for a whole n. */
export function polygamma(n: number, x: TensorLike): Tensor {
  if (!Number.isInteger(n) || n < 0) throw invalidOption('polygamma', 'order', n, 'a whole number of at least 0');
  if (n === 0) return digamma(x);
  const operand = asTensor('polygamma', x);
  return apply(polygammaPrimitive, [isFloating(operand.dtype) ? operand : converted(operand, 'float64')], n);
}

/** The slope of {@link lgamma}; NaN at the poles below 0. */
export const digamma: Unary = /* @__PURE__ */ unary({
  name: 'digamma',
  float: (k, x) => digammaMeaning(k, x),
  jvp: (dx, x) => mul(dx, polygamma(1, x)),
  domain: [0.5, 5],
});

/** `log(|gamma(x)|)`, the logarithm of `(x - 1)!` for whole numbers; infinite at 0 and the whole numbers below. */
export const lgamma: Unary = /* @__PURE__ */ unary({
  name: 'lgamma',
  float: (k, x) => lgammaMeaning(k, x),
  jvp: (dx, x) => mul(dx, digamma(x)),
  domain: [0.5, 5],
});
