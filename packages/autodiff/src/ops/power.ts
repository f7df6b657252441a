import { apply } from '../graph/apply.js';
import type { Primitive } from '../graph/primitive.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { isFloating } from '../graph/tensorType.js';
import { cbrt as cbrtMeaning, hypot as hypotMeaning, integerPow, pow as powMeaning } from '../kernel/math/power.js';
import { div, mul, sub } from './arithmetic.js';
import { asTensor } from './asTensor.js';
import { equal } from './comparison.js';
import { binary, unary, type Binary, type Unary } from './elementwise.js';
import { log } from './exponential.js';
import { select } from './selection.js';
import { converted } from './structure.js';

/** `x * x`, elementwise. */
export const square: Unary = /* @__PURE__ */ unary({
  name: 'square',
  float: (k, x) => k.mul(x, x),
  int: (k, x) => k.mulInt(x, x),
  jvp: (dx, x) => mul(dx, mul(2, x)),
});

/** The square root; NaN below 0, and of infinite slope at 0. */
export const sqrt: Unary = /* @__PURE__ */ unary({
  name: 'sqrt',
  float: (k, x) => k.sqrt(x),
  jvp: (dx, _x, y) => div(dx, mul(2, y)),
  domain: [0.1, 4],
});

/** `1 / sqrt(x)`; infinite at 0. */
export const rsqrt = (x: TensorLike): Tensor => div(1, sqrt(x));

/** The square root, whose slope at 0 is taken as 0. */
export const safeSqrt = (x: TensorLike): Tensor => select(equal(x, 0), 0, sqrt(x));

/** The cube root, of negative numbers too. */
export const cbrt: Unary = /* @__PURE__ */ unary({
  name: 'cbrt',
  float: cbrtMeaning,
  jvp: (dx, _x, y) => div(dx, mul(3, square(y))),
  domain: [0.1, 4],
});

/** `sqrt(a * a + b * b)` without overflow in between. */
export const hypot: Binary = /* @__PURE__ */ binary({
  name: 'hypot',
  float: hypotMeaning,
  jvp: [(da, a, _b, y) => mul(da, div(a, y)), (db, _a, b, y) => mul(db, div(b, y))],
  domain: [[0.5, 3], [0.5, 3]],
});

const generalPow: Binary = /* @__PURE__ */ binary({
  name: 'pow',
  float: powMeaning,
  jvp: [
    (dx, x, y) => mul(dx, mul(y, pow(x, select(equal(y, 0), 1, sub(y, 1))))),
    (dy, x, _y, power) => mul(dy, mul(log(select(equal(x, 0), 1, x)), power)),
  ],
  domain: [[0.5, 3], [-2, 2]],
});

const integerPowPrimitive: Primitive<number> = {
  name: 'integerPow',
  infer: ([x]) => x!,
  lower: (target, inputs, n, type) => target.map(type, (k, [x]) => integerPow(k, x as never, n), inputs),
  jvp: ([dx], { inputs: [x], params }) => {
    const n = params as number;
    return n === 0 ? null : mul(dx!, mul(n, wholePow(x!, n - 1)));
  },
  domain: [[0.5, 3]],
  format: String,
};

/** Beyond this, repeated multiplication is no longer more accurate than the general power. */
const LARGEST_WHOLE_EXPONENT = 64;

function wholePow(x: Tensor, n: number): Tensor {
  if (n === 1) return x;
  return n === 2 ? square(x) : apply(integerPowPrimitive, [x], n);
}

/**
 * `x` to the power of `exponent`. A whole JS number as exponent is a chain of products, which has a derivative for
 * negative x as well; `x^0` is 1 with slope 0. Otherwise x is expected to be positive.
 */
export function pow(x: TensorLike, exponent: TensorLike): Tensor {
  const isWhole = typeof exponent === 'number' && Number.isInteger(exponent) && Math.abs(exponent) <= LARGEST_WHOLE_EXPONENT;
  if (!isWhole) return generalPow(x, exponent);
  const base = asTensor('pow', x);
  return wholePow(isFloating(base.dtype) ? base : converted(base, 'float64'), exponent);
}
