import { cosh as coshMeaning, sinh as sinhMeaning, tanh as tanhMeaning } from '../kernel/math/hyperbolic.js';
import { acosh as acoshMeaning, asinh as asinhMeaning, atanh as atanhMeaning } from '../kernel/math/inverseHyperbolic.js';
import { add, div, mul, sub } from './arithmetic.js';
import { unary, type Unary } from './elementwise.js';
import { hypot, sqrt } from './power.js';

/** The hyperbolic sine. */
export const sinh: Unary = /* @__PURE__ */ unary({
  name: 'sinh',
  float: sinhMeaning,
  jvp: (dx, x) => mul(dx, cosh(x)),
});

/** The hyperbolic cosine. */
export const cosh: Unary = /* @__PURE__ */ unary({
  name: 'cosh',
  float: coshMeaning,
  jvp: (dx, x) => mul(dx, sinh(x)),
});

/** The hyperbolic tangent. */
export const tanh: Unary = /* @__PURE__ */ unary({
  name: 'tanh',
  float: tanhMeaning,
  jvp: (dx, _x, y) => mul(dx, mul(sub(1, y), add(1, y))),
});

/** The inverse of the hyperbolic sine. */
export const asinh: Unary = /* @__PURE__ */ unary({
  name: 'asinh',
  float: asinhMeaning,
  jvp: (dx, x) => div(dx, hypot(x, 1)),
});

/** The inverse of the hyperbolic cosine; NaN below 1. */
export const acosh: Unary = /* @__PURE__ */ unary({
  name: 'acosh',
  float: acoshMeaning,
  jvp: (dx, x) => div(dx, sqrt(mul(sub(x, 1), add(x, 1)))),
  domain: [1.5, 4],
});

/** The inverse of the hyperbolic tangent; NaN outside of [-1, 1]. */
export const atanh: Unary = /* @__PURE__ */ unary({
  name: 'atanh',
  float: atanhMeaning,
  jvp: (dx, x) => div(dx, mul(sub(1, x), add(1, x))),
  domain: [-0.9, 0.9],
});
