import { logaddexp as logaddexpMeaning, sigmoid as sigmoidMeaning, sinc as sincMeaning, softplus as softplusMeaning } from '../kernel/math/activation.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { add, div, mul, sub } from './arithmetic.js';
import { less, lessEqual } from './comparison.js';
import { binary, unary, type Binary, type Unary } from './elementwise.js';
import { square } from './power.js';
import { select } from './selection.js';
import { cos } from './trigonometric.js';

/** `1 / (1 + exp(-x))`, without overflow. */
export const sigmoid: Unary = /* @__PURE__ */ unary({
  name: 'sigmoid',
  float: sigmoidMeaning,
  jvp: (dx, _x, y) => mul(dx, mul(y, sub(1, y))),
});

/** `log(1 + exp(x))`, without overflow: a smooth max(x, 0). */
export const softplus: Unary = /* @__PURE__ */ unary({
  name: 'softplus',
  float: softplusMeaning,
  jvp: (dx, x) => mul(dx, sigmoid(x)),
});

/** `log(exp(a) + exp(b))`, without overflow: a smooth maximum. */
export const logaddexp: Binary = /* @__PURE__ */ binary({
  name: 'logaddexp',
  float: logaddexpMeaning,
  jvp: [(da, a, b) => mul(da, sigmoid(sub(a, b))), (db, a, b) => mul(db, sigmoid(sub(b, a)))],
});

/** `sin(pi x) / (pi x)`, and 1 at 0, as NumPy's. */
export const sinc: Unary = /* @__PURE__ */ unary({
  name: 'sinc',
  float: sincMeaning,
  jvp: (dx, x, y) => mul(dx, sincSlope(x, y)),
  domain: [0.1, 3],
});

/** `(cos(u) - sinc) / x` with u = pi x, which cancels near 0; there the first terms of its power series. */
function sincSlope(x: Tensor, y: Tensor): Tensor {
  const u2 = square(mul(Math.PI, x));
  const series = [1 / 172972800, -1 / 1330560, 1 / 15120, -1 / 280, 1 / 10, -1].reduce(
    (sum: TensorLike, coefficient) => add(mul(sum, u2), coefficient),
    -1 / 31135104000,
  );
  return select(less(u2, 0.1), mul(mul(Math.PI ** 2 / 3, x), series), div(sub(cos(mul(Math.PI, x)), y), x));
}

/** x where it is positive, else 0; NaN stays NaN. Its slope at 0 is 0. */
export const relu = (x: TensorLike): Tensor => select(lessEqual(x, 0), 0, x);

/** `x * sigmoid(x)`. */
export const silu = (x: TensorLike): Tensor => mul(x, sigmoid(x));
