import type { ScalarAlgebra } from '../scalarAlgebra.js';
import { LN2 } from './constants.js';
import { decompose, SMALLEST_DECOMPOSABLE } from './decomposition.js';
import { type DoubleDouble, fastTwoSum, split, twoSum } from './doubleDouble.js';
import { linear } from './polynomial.js';

/** Lifts every positive number above {@link SMALLEST_DECOMPOSABLE}. */
const LIFT = 100;

/** 2^exponent (1 + fraction) */
interface Scaled<F> {
  readonly exponent: F;
  readonly fraction: F;
}

function scaledParts<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): Scaled<F> {
  const { exponent, significand } = decompose(k, x);
  return { exponent, fraction: k.sub(significand, k.float(1)) };
}

/**
 * ln(1 + f) = f - (square - rest), for sqrt(1/2) - 1 <= f <= sqrt(2) - 1, with square = f²/2.
 * The series is that of 2 artanh(s), s = f/(2 + f), with the coefficients of fdlibm's `e_log.c`
 * (Sun Microsystems, 1993), which err by 2^-58.45.
 */
function logSeries<F, I, B>(k: ScalarAlgebra<F, I, B>, f: F): { square: F; rest: F } {
  const s = k.div(f, k.add(k.float(2), f));
  const z = k.mul(s, s);
  const w = k.mul(z, z);
  const even = k.mul(
    w,
    k.add(
      linear(k, w, 0.3999999999940942, 0.22222198432149784),
      k.mul(k.mul(w, w), k.float(0.15313837699209373)),
    ),
  );
  const odd = k.mul(
    z,
    k.add(
      linear(k, w, 0.6666666666666735, 0.2857142874366239),
      k.mul(k.mul(w, w), linear(k, w, 0.1818357216161805, 0.14798198605116586)),
    ),
  );
  const square = k.mul(k.float(0.5), k.mul(f, f));
  return { square, rest: k.mul(s, k.add(square, k.add(odd, even))) };
}

/** exponent · ln 2 + ln(1 + fraction) + correction, a missing correction being none. */
function logOfScaled<F, I, B>(
  k: ScalarAlgebra<F, I, B>,
  { exponent, fraction }: Scaled<F>,
  correction?: F,
): F {
  const { square, rest } = logSeries(k, fraction);
  const scale = k.mul(exponent, k.float(LN2.low));
  const small = k.add(rest, correction === undefined ? scale : k.add(scale, correction));
  return k.sub(k.mul(exponent, k.float(LN2.high)), k.sub(k.sub(square, small), fraction));
}

/**
 * A logarithm for all arguments from one for parts of them. Zero, the smallest, negative and
 * infinite numbers and NaN are rare: one test of the range guards the way past them.
 */
function onWholeRange<F, I, B>(
  k: ScalarAlgebra<F, I, B>,
  x: F,
  ofScaled: (parts: Scaled<F>) => F,
): F {
  const usual = k.and(k.le(k.float(SMALLEST_DECOMPOSABLE), x), k.lt(x, k.float(Infinity)));
  const unusual = (): F => {
    const lifted = scaledParts(k, k.mul(x, k.float(2 ** LIFT)));
    const exponent = k.sub(lifted.exponent, k.float(LIFT));
    const tiny = ofScaled({ exponent, fraction: lifted.fraction });
    const limit = k.select(k.eq(x, k.float(0)), k.float(-Infinity), k.float(NaN));
    const upper = k.select(k.lt(k.float(1), x), x, limit);
    return k.select(k.and(k.lt(k.float(0), x), k.lt(x, k.float(1))), tiny, upper);
  };
  return k.rare(k.not(usual), unusual, ofScaled(scaledParts(k, x)));
}

/** The natural logarithm, within 1 ulp. */
export function log<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  return onWholeRange(k, x, (parts) => logOfScaled(k, parts));
}

/** ln(1 + x), within 1 ulp: the logarithm of the rounded sum, and its rounding error over the sum. */
export function log1p<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const sum = twoSum(k, k.float(1), x);
  const { exponent, fraction } = scaledParts(k, sum.high);
  const unscaled = k.eq(exponent, k.float(0));
  const correction = k.select(unscaled, k.float(0), k.div(sum.low, sum.high));
  const exactFraction = k.select(unscaled, x, fraction);
  const value = logOfScaled(k, { exponent, fraction: exactFraction }, correction);
  const usual = k.and(
    k.and(k.lt(k.float(-1), x), k.ne(x, k.float(0))),
    k.lt(x, k.float(Infinity)),
  );
  const unusual = (): F => {
    const below = k.select(k.eq(x, k.float(-1)), k.float(-Infinity), k.float(NaN));
    return k.select(k.lt(k.float(-1), x), x, below);
  };
  return k.rare(k.not(usual), unusual, value);
}

/** A factor to another base, in a part of 26 bits and the rest; likewise the logarithm of 2 in it. */
interface Base {
  readonly ofE: DoubleDouble<number>;
  readonly of2: DoubleDouble<number>;
}

const BASE_2: Base = {
  ofE: { high: 1.4426950216293335, low: 1.9259629911266175e-8 },
  of2: { high: 1, low: 0 },
};

const BASE_10: Base = {
  ofE: { high: 0.4342944771051407, low: 4.798111141615973e-9 },
  of2: { high: 0.30102999566395283, low: 2.8363394551044964e-14 },
};

/** The logarithm to another base, the natural one being carried as a sum of two float64. */
function logToBase<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F, base: Base): F {
  return onWholeRange(k, x, ({ exponent, fraction }) => {
    const { square, rest } = logSeries(k, fraction);
    const { high } = split(k, k.sub(fraction, square));
    const low = k.add(k.sub(k.sub(fraction, high), square), rest);
    const whole = k.mul(exponent, k.float(base.of2.high));
    const sum = fastTwoSum(k, whole, k.mul(high, k.float(base.ofE.high)));
    const factorLow = k.mul(k.add(low, high), k.float(base.ofE.low));
    const small = k.add(factorLow, k.mul(low, k.float(base.ofE.high)));
    const correction = k.add(small, k.mul(exponent, k.float(base.of2.low)));
    return k.add(sum.high, k.add(sum.low, correction));
  });
}

/** The logarithm to base 2, within 1 ulp, exact for powers of two. */
export function log2<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  return logToBase(k, x, BASE_2);
}

/** The logarithm to base 10, within 1 ulp. */
export function log10<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  return logToBase(k, x, BASE_10);
}
