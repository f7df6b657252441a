import { add, atan2, cos, div, equal, floor, less, lessEqual, lgamma, logicalAnd, logicalOr, maximum, minimum, mod, mul, select, sin, sinc, sub, tan, type Tensor } from '@fermat/autodiff';
import { between, outward, type Enclosed } from './enclosed.js';
import { over } from './products.js';

/** Beyond this the place in a period is lost to rounding. */
const farthest = 1e8;

/** A wave from -1 to 1 with a crest at some phase, and a trough half a period later. */
const wave = (f: (x: Tensor) => Tensor, crest: number) => ({ low, high }: Enclosed): Enclosed => {
  const isFar = logicalOr(less(low, -farthest), less(farthest, high));
  const passes = (phase: number): Tensor => {
    const periods = (x: Tensor): Tensor => floor(div(sub(x, phase), 2 * Math.PI));
    return logicalOr(isFar, less(periods(low), periods(high)));
  };
  const [first, last] = [f(low), f(high)];
  const { low: least, high: most } = outward({ low: minimum(first, last), high: maximum(first, last) });
  return { low: select(passes(crest + Math.PI), -1, maximum(least, -1)), high: select(passes(crest), 1, minimum(most, 1)) };
};

export const sine: (x: Enclosed) => Enclosed = wave(sin, Math.PI / 2);
export const cosine: (x: Enclosed) => Enclosed = wave(cos, 0);

/** Between two poles of the tangent its cosine has no zero, and it grows. */
export function tangent(x: Enclosed): Enclosed {
  const { low, high } = cosine(x);
  const hasPole = logicalAnd(lessEqual(low, 0), lessEqual(0, high));
  const ends = outward({ low: tan(x.low), high: tan(x.high) });
  return { low: select(hasPole, -Infinity, ends.low), high: select(hasPole, Infinity, ends.high) };
}

/** The angle of a point of a box: the largest and the least at corners, unless the cut of the angles runs through the box. */
export function angle(y: Enclosed, x: Enclosed): Enclosed {
  const ends = outward(between([y.low, y.high].flatMap((b) => [x.low, x.high].map((a) => atan2(b, a)))));
  const isCut = logicalAnd(lessEqual(x.low, 0), logicalAnd(lessEqual(y.low, 0), lessEqual(0, y.high)));
  return { low: select(isCut, -PI_ABOVE, ends.low), high: select(isCut, PI_ABOVE, ends.high) };
}

/** The next float64 above the circle's constant. */
const PI_ABOVE = Math.PI + 2 ** -51;

/** No slope of the normalised sinc is steeper. */
const steepestSinc = 1.38;

export function cardinalSine(x: Enclosed): Enclosed {
  const middle = div(add(x.low, x.high), 2);
  const reach = mul(steepestSinc, maximum(sub(x.high, middle), sub(middle, x.low)));
  const near = outward({ low: sub(sinc(middle), reach), high: add(sinc(middle), reach) });
  return { low: maximum(near.low, -0.2173), high: minimum(near.high, 1) };
}

/** Where the gamma function of a positive number is the least, and the logarithm of that. */
const leastGamma = { between: [1.4616321449683622, 1.4616321449683625], logarithm: -0.12148629053584965 } as const;

export function logGamma({ low, high }: Enclosed): Enclosed {
  const ends = outward(between([lgamma(low), lgamma(high)]));
  const isAround = logicalAnd(lessEqual(low, leastGamma.between[1]), lessEqual(leastGamma.between[0], high));
  return onPositive(low, { low: select(isAround, leastGamma.logarithm, ends.low), high: ends.high });
}

/** Polygamma functions of a positive number are monotone. */
export const monotoneOnPositive = (f: (x: Tensor) => Tensor) => ({ low, high }: Enclosed): Enclosed => onPositive(low, outward(between([f(low), f(high)])));

const onPositive = (x: Tensor, { low, high }: Enclosed): Enclosed => ({
  low: select(less(0, x), low, -Infinity),
  high: select(less(0, x), high, Infinity),
});

/** A remainder: known where the quotient does not pass a whole number, and always between 0 and the divisor. */
export function remainder(a: Enclosed, b: Enclosed): Enclosed {
  const quotient = over(a, b);
  const stays = logicalAnd(logicalAnd(equal(floor(quotient.low), floor(quotient.high)), equal(b.low, b.high)), less(0, b.low));
  const isPositive = less(0, b.low);
  const within = { low: select(isPositive, 0, minimum(b.low, 0)), high: maximum(b.high, 0) };
  const known = outward({ low: mod(a.low, b.low), high: mod(a.high, b.low) });
  return { low: select(stays, known.low, within.low), high: select(stays, known.high, within.high) };
}
