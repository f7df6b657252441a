// Least time from scratch: write the time of a path as code, take its gradient, follow it, check Snell's law.
// node crossingByHand.js

import { add, div, hypot, sub, valueAndGrad } from '@fermat/autodiff';

/** @import { TensorLike } from '@fermat/autodiff' */

const width = 10;
const offset = 20;
const [grass, mud, sand] = [0.7, 0.3, 0.45];

/** @param {[TensorLike, TensorLike]} spans how far along the path goes in grass and in mud */
const time = ([x1, x2]) => {
  const x3 = sub(offset, add(x1, x2));
  return add(add(div(hypot(x1, width), grass), div(hypot(x2, width), mud)), div(hypot(x3, width), sand));
};

const slope = valueAndGrad(time);

/** @type {[number, number]} */
let x = [2, 17];
for (let step = 0; step <= 80; step++) {
  const [seconds, [g1, g2]] = slope(x);
  if (step % 10 === 0) console.log(`step ${String(step).padStart(2)}: ${seconds.toFixed(8)} s`);
  x = [x[0] - 1.5 * g1, x[1] - 1.5 * g2];
}

const sineOverSpeed = (/** @type {number} */ along, /** @type {number} */ speed) => along / Math.hypot(along, width) / speed;
console.log("sin(angle) / speed in grass, mud and sand, equal by Snell's law:");
console.log([sineOverSpeed(x[0], grass), sineOverSpeed(x[1], mud), sineOverSpeed(offset - x[0] - x[1], sand)].map((p) => p.toFixed(6)));
