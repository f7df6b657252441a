import type { ScalarAlgebra } from '../scalarAlgebra.js';
import { decompose, SMALLEST_DECOMPOSABLE } from './decomposition.js';
import { productOfSplits, split } from './doubleDouble.js';
import { expOfSum } from './exponential.js';
import { septic } from './polynomial.js';
import { preciseLog } from './preciseLogarithm.js';
import { clamp, nearestSmall } from './rounding.js';

/** Lifts every positive number above {@link SMALLEST_DECOMPOSABLE}. */
const LIFT = 100;
/** No power of this size or beyond of a number other than 1 is neither 0 nor infinite. */
const LARGEST_EXPONENT = 2 ** 64;

/** (2^shift x)^y for finite x >= {@link SMALLEST_DECOMPOSABLE} and |y| <= {@link LARGEST_EXPONENT}. */
function positivePower<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F, shift: F, y: F): F {
  const logarithm = preciseLog(k, x, shift);
  const rounded = k.mul(y, logarithm.high);
  const { high, low } = productOfSplits(k, split(k, y), split(k, logarithm.high), rounded);
  return expOfSum(k, { high, low: k.add(low, k.mul(y, logarithm.low)) });
}

/**
 * x to the power of y, within 1 ulp. Special cases are those of `Math.pow`, which are those of C99
 * but for 1^NaN, 1^±Infinity and (-1)^±Infinity: these are NaN.
 */
export function pow<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F, y: F): F {
  const usual = k.and(
    k.and(k.le(k.float(SMALLEST_DECOMPOSABLE), x), k.lt(x, k.float(Infinity))),
    k.le(k.abs(y), k.float(LARGEST_EXPONENT)),
  );
  return k.rare(k.not(usual), () => unusualPower(k, x, y), positivePower(k, x, k.float(0), y));
}

function unusualPower<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F, y: F): F {
  const zero = k.float(0);
  const one = k.float(1);
  const infinity = k.float(Infinity);
  const nan = k.float(NaN);

  const size = k.abs(x);
  const tiny = k.lt(size, k.float(SMALLEST_DECOMPOSABLE));
  const lifted = k.mul(size, k.select(tiny, k.float(2 ** LIFT), one));
  const shift = k.select(tiny, k.float(-LIFT), zero);
  const limited = clamp(k, y, -LARGEST_EXPONENT, LARGEST_EXPONENT);
  const ofFinite = positivePower(k, lifted, shift, limited);

  const isZero = k.eq(size, zero);
  const isInfinite = k.eq(size, infinity);
  const vanishes = k.selectBool(isZero, k.lt(zero, y), k.lt(y, zero));
  const ofLimit = k.select(vanishes, zero, infinity);
  const magnitude = k.select(k.or(isZero, isInfinite), ofLimit, ofFinite);

  const half = k.mul(k.float(0.5), y);
  const integral = k.eq(k.floor(y), y);
  const odd = k.and(integral, k.ne(k.floor(half), half));
  const signed = k.select(odd, k.copySign(magnitude, x), magnitude);
  const finiteNegative = k.and(k.lt(x, zero), k.not(isInfinite));
  const rootOfNegative = k.and(finiteNegative, k.not(integral));
  const endlessUnit = k.and(k.eq(size, one), k.eq(k.abs(y), infinity));
  const undefinedPower = k.or(k.ne(y, y), k.or(rootOfNegative, endlessUnit));
  return k.select(k.eq(y, zero), one, k.select(undefinedPower, nan, signed));
}

/**
 * x to the power of an integer known beforehand, by repeated squaring: within |n| ulp, and exact
 * where the powers are. For negative n it is the inverse of the positive power, which is 0 where
 * that overflows.
 */
export function integerPow<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F, n: number): F {
  let result: F | undefined;
  let square = x;
  for (let rest = Math.abs(n); rest > 0; ) {
    if (rest % 2 === 1) result = result === undefined ? square : k.mul(result, square);
    rest = Math.floor(rest / 2);
    if (rest > 0) square = k.mul(square, square);
  }
  if (result === undefined) return k.float(1);
  return n < 0 ? k.div(k.float(1), result) : result;
}

/** Cube roots of 1/2, 1 and 2. */
const CUBE_ROOTS: readonly number[] = [0.7937005259840998, 1, 1.2599210498948732];

/** The cube root of finite x >= {@link SMALLEST_DECOMPOSABLE}. */
function positiveCbrt<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const { exponent, significand } = decompose(k, x);
  const third = nearestSmall(k, k.mul(exponent, k.float(1 / 3)));
  const power = k.toInt(third);
  const residue = k.toInt(k.sub(exponent, k.mul(third, k.float(3))));
  const value = k.mul(significand, k.powerOfTwo(residue));
  // The root of 1 + f, interpolated at Chebyshev's nodes to 2^-24.7.
  const f = k.sub(significand, k.float(1));
  const f2 = k.mul(f, f);
  const root = septic(
    k,
    f,
    f2,
    k.mul(f2, f2),
    1.0000000045614825,
    0.3333338701645935,
    -0.11111290599263927,
    0.0616838004267269,
    -0.04103037399866113,
    0.03106090722819967,
    -0.02606849767141076,
    0.015118422408565774,
  );
  const guess = k.mul(root, k.lookup(CUBE_ROOTS, k.addInt(residue, k.int(1))));
  // One step of Halley's method from a guess of 24 bits, whose square is exact.
  const t = k.fround(guess);
  const quotient = k.div(value, k.mul(t, t));
  const step = k.div(k.sub(quotient, t), k.add(k.add(t, t), quotient));
  return k.mul(k.add(t, k.mul(t, step)), k.powerOfTwo(power));
}

/** The cube root, within 1 ulp, for negative numbers too. */
export function cbrt<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const magnitude = k.abs(x);
  const usual = k.and(
    k.le(k.float(SMALLEST_DECOMPOSABLE), magnitude),
    k.lt(magnitude, k.float(Infinity)),
  );
  const unusual = (): F => {
    const ofTiny = k.mul(positiveCbrt(k, k.mul(magnitude, k.float(2 ** 99))), k.float(2 ** -33));
    const isTiny = k.and(k.lt(k.float(0), magnitude), k.lt(magnitude, k.float(1)));
    return k.select(isTiny, ofTiny, magnitude);
  };
  return k.copySign(k.rare(k.not(usual), unusual, positiveCbrt(k, magnitude)), x);
}

/**
 * sqrt(x² + y²), within 1.5 ulp, without overflow or underflow on the way; infinite if either is,
 * even beside NaN.
 */
export function hypot<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F, y: F): F {
  const sum = k.add(k.mul(x, x), k.mul(y, y));
  const usual = k.and(k.le(k.float(2 ** -900), sum), k.le(sum, k.float(2 ** 1000)));
  const unusual = (): F => {
    const large = k.lt(k.float(1), k.max(k.abs(x), k.abs(y)));
    const scale = k.select(large, k.float(2 ** -600), k.float(2 ** 600));
    const inverse = k.select(large, k.float(2 ** 600), k.float(2 ** -600));
    const a = k.mul(x, scale);
    const b = k.mul(y, scale);
    const scaled = k.mul(k.sqrt(k.add(k.mul(a, a), k.mul(b, b))), inverse);
    const infinity = k.float(Infinity);
    const unbounded = k.or(k.eq(k.abs(x), infinity), k.eq(k.abs(y), infinity));
    return k.select(unbounded, infinity, scaled);
  };
  return k.rare(k.not(usual), unusual, k.sqrt(sum));
}
