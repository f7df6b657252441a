import type { ScalarAlgebra } from '../scalarAlgebra.js';
import { HALF_PI } from './constants.js';
import { type DoubleDouble, fastTwoSum, productOfSplits, split } from './doubleDouble.js';
import { nearestSmall } from './rounding.js';
import { inverseTangentSeries } from './inverseTangentSeries.js';

/** An angle as a number of right angles, to be read modulo 4, and a rest of at most pi/4. */
export interface ReducedAngle<F, I> {
  readonly quadrant: I;
  readonly rest: DoubleDouble<F>;
}

const TWO_OVER_PI = 0.6366197723675814;

/** pi/2 in parts of 33 bits, whose products with integers below 2^20 are exact, and a last one of 53. */
const HALF_PI_PARTS: readonly [number, number, number, number] = [
  1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32,
];

/** Up to here {@link reduceModerate} serves. */
export const MODERATE = 0x100000;

/** Cody and Waite's reduction of |x| < 2^20, to 2^-131 absolutely: exact enough at every multiple of pi/2. */
export function reduceModerate<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): ReducedAngle<F, I> {
  const n = nearestSmall(k, k.mul(x, k.float(TWO_OVER_PI)));
  const [first, second, third, last] = HALF_PI_PARTS;
  const nearly = k.sub(x, k.mul(n, k.float(first)));
  // Where the second part exceeds the difference, it cancels without rounding.
  const closer = fastTwoSum(k, nearly, k.neg(k.mul(n, k.float(second))));
  const step = k.sub(k.mul(n, k.float(third)), closer.low);
  const sum = fastTwoSum(k, closer.high, k.neg(step));
  const low = k.sub(sum.low, k.mul(n, k.float(last)));
  return { quadrant: k.toInt(n), rest: { high: sum.high, low } };
}

const DIGITS = 49;

/** The fraction of 2/pi after three zeros, in digits to the base 2^24, by Machin's formula. */
function digitsOfTwoOverPi(): number[] {
  const unit = 1n << BigInt(24 * DIGITS);
  const precise = unit << 64n;
  const pi = 16n * inverseTangentSeries(precise, 1n, 5n, -1n) - 4n * inverseTangentSeries(precise, 1n, 239n, -1n);
  const fraction = (2n * unit * precise) / pi;
  return Array.from({ length: 3 + DIGITS }, (_, i) => Number((fraction >> BigInt(24 * (DIGITS + 2 - i))) & 0xffffffn));
}

const TWO_OVER_PI_DIGITS: readonly number[] = /* @__PURE__ */ digitsOfTwoOverPi();

const BASE = 0x1000000;

const HALF_PI_SPLIT: DoubleDouble<number> = { high: 1.5707963109016418, low: 1.589325471229585e-8 };

/**
 * Payne and Hanek's reduction (SIGNUM Newsletter 18, 1983) of finite x >= 2^20, to 2^-118
 * absolutely. x is an integer of three digits to the base 2^24; of its product with 2/pi only those
 * digits are made that carry less than four and count. All steps are exact up to the last three.
 */
export function reduceHuge<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): ReducedAngle<F, I> {
  const exponent = k.subInt(k.shr(k.highWord(x), 20), k.int(1023));
  const skipped = k.toInt(
    k.mul(k.sub(k.toFloat(exponent), k.float(0.5)), k.float(1 / 24)),
  );
  const alignment = k.powerOfTwo(
    k.subInt(k.subInt(exponent, k.int(23)), k.mulInt(skipped, k.int(24))),
  );

  const leading = k.mul(x, k.powerOfTwo(k.subInt(k.int(23), exponent)));
  const x0 = k.floor(leading);
  const following = k.mul(k.sub(leading, x0), k.float(BASE));
  const x1 = k.floor(following);
  const x2 = k.mul(k.sub(following, x1), k.float(BASE));

  const digit = (offset: number): F =>
    k.lookup(TWO_OVER_PI_DIGITS, k.addInt(skipped, k.int(offset)));
  const product = (position: number): F =>
    k.add(
      k.add(k.mul(x0, digit(position + 2)), k.mul(x1, digit(position + 1))),
      k.mul(x2, digit(position)),
    );
  /** Terms of the quotient, of 24 bits each, least first. */
  const terms: F[] = [];
  let carry = k.float(0);
  for (let position = 6; position > 0; position--) {
    const sum = k.add(product(position), carry);
    carry = k.floor(k.mul(sum, k.float(1 / BASE)));
    const remainder = k.sub(sum, k.mul(carry, k.float(BASE)));
    terms.push(k.mul(remainder, k.mul(alignment, k.float(BASE ** -position))));
  }
  const [t6, t5, t4, t3, t2, t1] = terms as [F, F, F, F, F, F];
  const top = k.mul(k.add(product(0), carry), alignment);
  const t0 = k.sub(top, k.mul(k.floor(k.mul(top, k.float(0.25))), k.float(4)));

  const leadingTurns = k.add(t0, t1);
  const n = nearestSmall(k, leadingTurns);
  const turns = fastTwoSum(k, k.sub(leadingTurns, n), k.add(t2, t3));
  const turnsLow = k.add(turns.low, k.add(k.add(t4, t5), t6));

  const rounded = k.mul(turns.high, k.float(HALF_PI.high));
  const halfPi = { high: k.float(HALF_PI_SPLIT.high), low: k.float(HALF_PI_SPLIT.low) };
  const main = productOfSplits(k, split(k, turns.high), halfPi, rounded);
  const low = k.add(
    k.mul(turns.high, k.float(HALF_PI.low)),
    k.mul(turnsLow, k.float(HALF_PI.high)),
  );
  return { quadrant: k.toInt(n), rest: { high: main.high, low: k.add(main.low, low) } };
}
