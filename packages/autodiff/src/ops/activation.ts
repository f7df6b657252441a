import { sigmoid as sigmoidMeaning, softplus as softplusMeaning } from '../kernel/math/activation.js';
import { mul, sub } from './arithmetic.js';
import { unary, type Unary } from './elementwise.js';

/** `1 / (1 + exp(-x))`, without overflow. */
export const sigmoid: Unary = /* @__PURE__ */ unary({
  name: 'sigmoid',
  float: (k, x) => sigmoidMeaning(k, x),
  jvp: (dx, _x, y) => mul(dx, mul(y, sub(1, y))),
  domain: [-3, 3],
});

/** `log(1 + exp(x))`, without overflow: a smooth max(x, 0). */
export const softplus: Unary = /* @__PURE__ */ unary({
  name: 'softplus',
  float: (k, x) => softplusMeaning(k, x),
  jvp: (dx, x) => mul(dx, sigmoid(x)),
  domain: [-3, 3],
});
