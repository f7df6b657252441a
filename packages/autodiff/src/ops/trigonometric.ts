import { acos as acosMeaning, asin as asinMeaning, atan as atanMeaning, atan2 as atan2Meaning } from '../kernel/math/inverseTrigonometric.js';
import { cos as cosMeaning, sin as sinMeaning, tan as tanMeaning } from '../kernel/math/trigonometric.js';
import { add, div, mul, neg, sub } from './arithmetic.js';
import { binary, unary, type Binary, type Unary } from './elementwise.js';
import { hypot, sqrt, square } from './power.js';

/** The sine of an angle in radians. */
export const sin: Unary = /* @__PURE__ */ unary({
  name: 'sin',
  float: sinMeaning,
  jvp: (dx, x) => mul(dx, cos(x)),
});

/** The cosine of an angle in radians. */
export const cos: Unary = /* @__PURE__ */ unary({
  name: 'cos',
  float: cosMeaning,
  jvp: (dx, x) => neg(mul(dx, sin(x))),
});

/** The tangent of an angle in radians. */
export const tan: Unary = /* @__PURE__ */ unary({
  name: 'tan',
  float: tanMeaning,
  jvp: (dx, _x, y) => mul(dx, add(1, square(y))),
  domain: [-1, 1],
});

/** The angle in [-pi/2, pi/2] whose sine is x; NaN outside of [-1, 1]. */
export const asin: Unary = /* @__PURE__ */ unary({
  name: 'asin',
  float: asinMeaning,
  jvp: (dx, x) => div(dx, sqrt(mul(sub(1, x), add(1, x)))),
  domain: [-0.9, 0.9],
});

/** The angle in [0, pi] whose cosine is x; NaN outside of [-1, 1]. */
export const acos: Unary = /* @__PURE__ */ unary({
  name: 'acos',
  float: acosMeaning,
  jvp: (dx, x) => neg(div(dx, sqrt(mul(sub(1, x), add(1, x))))),
  domain: [-0.9, 0.9],
});

/** The angle in [-pi/2, pi/2] whose tangent is x. */
export const atan: Unary = /* @__PURE__ */ unary({
  name: 'atan',
  float: atanMeaning,
  jvp: (dx, x) => div(dx, add(1, square(x))),
});

/** The angle in [-pi, pi] of the point (x, y), with y given first. */
export const atan2: Binary = /* @__PURE__ */ binary({
  name: 'atan2',
  float: atan2Meaning,
  jvp: [
    (dy, y, x) => mul(dy, div(div(x, hypot(x, y)), hypot(x, y))),
    (dx, y, x) => neg(mul(dx, div(div(y, hypot(x, y)), hypot(x, y)))),
  ],
  domain: [[0.5, 3], [0.5, 3]],
});
