import { exp as expMeaning, exp2 as exp2Meaning, expm1 as expm1Meaning } from '../kernel/math/exponential.js';
import { log as logMeaning, log10 as log10Meaning, log1p as log1pMeaning, log2 as log2Meaning } from '../kernel/math/logarithmic.js';
import { add, div, mul } from './arithmetic.js';
import { unary, type Unary } from './elementwise.js';

/** e to the power of x. */
export const exp: Unary = /* @__PURE__ */ unary({
  name: 'exp',
  float: expMeaning,
  jvp: (dx, _x, y) => mul(dx, y),
});

/** `exp(x) - 1`, exact for small x. */
export const expm1: Unary = /* @__PURE__ */ unary({
  name: 'expm1',
  float: expm1Meaning,
  jvp: (dx, _x, y) => mul(dx, add(y, 1)),
});

/** 2 to the power of x. */
export const exp2: Unary = /* @__PURE__ */ unary({
  name: 'exp2',
  float: exp2Meaning,
  jvp: (dx, _x, y) => mul(dx, mul(y, Math.LN2)),
});

/** The natural logarithm; -Infinity at 0 and NaN below. */
export const log: Unary = /* @__PURE__ */ unary({
  name: 'log',
  float: logMeaning,
  jvp: (dx, x) => div(dx, x),
  domain: [0.1, 4],
});

/** `log(1 + x)`, exact for small x. */
export const log1p: Unary = /* @__PURE__ */ unary({
  name: 'log1p',
  float: log1pMeaning,
  jvp: (dx, x) => div(dx, add(x, 1)),
  domain: [-0.9, 3],
});

/** The logarithm to base 2. */
export const log2: Unary = /* @__PURE__ */ unary({
  name: 'log2',
  float: log2Meaning,
  jvp: (dx, x) => div(dx, mul(x, Math.LN2)),
  domain: [0.1, 4],
});

/** The logarithm to base 10. */
export const log10: Unary = /* @__PURE__ */ unary({
  name: 'log10',
  float: log10Meaning,
  jvp: (dx, x) => div(dx, mul(x, Math.LN10)),
  domain: [0.1, 4],
});
