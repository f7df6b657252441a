import type { ScalarAlgebra } from '../scalarAlgebra.js';
import { HALF_PI } from './constants.js';
import { type DoubleDouble, fastTwoSum } from './doubleDouble.js';
import { cubic, linear } from './polynomial.js';

const TAN_EIGHTH_PI = 0.4142135623730951;

/**
 * The arc tangent of smaller/larger for 0 <= smaller <= larger, neither both 0 nor both infinite,
 * above pi/8 by way of pi/4. The polynomial is that of fdlibm's `s_atan.c` (Sun Microsystems,
 * 1993), which errs by 2^-58 up to 7/16.
 */
function atanOfRatio<F, I, B>(k: ScalarAlgebra<F, I, B>, smaller: F, larger: F): DoubleDouble<F> {
  const steep = k.lt(k.mul(larger, k.float(TAN_EIGHTH_PI)), smaller);
  const numerator = k.select(steep, k.sub(smaller, larger), smaller);
  const denominator = k.select(steep, k.add(smaller, larger), larger);
  const t = k.div(numerator, denominator);
  const z = k.mul(t, t);
  const w = k.mul(z, z);
  const w2 = k.mul(w, w);
  const odd = k.mul(
    z,
    k.add(
      cubic(
        k,
        w,
        w2,
        0.3333333333333293,
        0.14285714272503466,
        0.09090887133436507,
        0.06661073137387531,
      ),
      k.mul(k.mul(w2, w2), linear(k, w, 0.049768779946159324, 0.016285820115365782)),
    ),
  );
  const even = k.mul(
    w,
    k.add(
      cubic(
        k,
        w,
        w2,
        -0.19999999999876483,
        -0.11111110405462356,
        -0.0769187620504483,
        -0.058335701337905735,
      ),
      k.mul(k.mul(w2, w2), k.float(-0.036531572744216916)),
    ),
  );
  const curve = k.mul(t, k.add(odd, even));
  const sum = fastTwoSum(k, k.select(steep, k.float(HALF_PI.high / 2), k.float(0)), t);
  const baseLow = k.select(steep, k.float(HALF_PI.low / 2), k.float(0));
  return { high: sum.high, low: k.add(sum.low, k.sub(baseLow, curve)) };
}

/** base + part, the base being a multiple of pi/2 which is 0 or the larger. */
function addToBase<F, I, B>(
  k: ScalarAlgebra<F, I, B>,
  base: DoubleDouble<F>,
  part: DoubleDouble<F>,
): F {
  const sum = fastTwoSum(k, base.high, part.high);
  return k.add(sum.high, k.add(sum.low, k.add(base.low, part.low)));
}

/** A multiple of pi/2, by an exact factor. */
const halfPiTimes = <F, I, B>(k: ScalarAlgebra<F, I, B>, factor: F): DoubleDouble<F> => ({
  high: k.mul(factor, k.float(HALF_PI.high)),
  low: k.mul(factor, k.float(HALF_PI.low)),
});

const negateIf = <F, I, B>(
  k: ScalarAlgebra<F, I, B>,
  condition: B,
  { high, low }: DoubleDouble<F>,
): DoubleDouble<F> => {
  const sign = k.select(condition, k.float(-1), k.float(1));
  return { high: k.mul(sign, high), low: k.mul(sign, low) };
};

/** The arc tangent, within 2 ulp. */
export function atan<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const magnitude = k.abs(x);
  const one = k.float(1);
  const inverted = k.lt(one, magnitude);
  const smaller = k.select(inverted, one, magnitude);
  const angle = atanOfRatio(k, smaller, k.select(inverted, magnitude, one));
  const base = halfPiTimes(k, k.select(inverted, one, k.float(0)));
  return k.copySign(addToBase(k, base, negateIf(k, inverted, angle)), x);
}

/**
 * The angle of the point (x, y) from the x axis, from -pi to pi, within 2 ulp; zeros have signs, as
 * in `Math.atan2`.
 */
export function atan2<F, I, B>(k: ScalarAlgebra<F, I, B>, y: F, x: F): F {
  const zero = k.float(0);
  const infinity = k.float(Infinity);
  const width = k.abs(x);
  const height = k.abs(y);
  const steep = k.lt(width, height);
  const smaller = k.select(steep, width, height);
  const larger = k.select(steep, height, width);
  const leftward = k.ltInt(k.highWord(x), k.int(0));

  const ofRatio = (numerator: F, denominator: F): F => {
    const backward = k.select(leftward, k.float(2), zero);
    const base = halfPiTimes(k, k.select(steep, k.float(1), backward));
    const angle = atanOfRatio(k, numerator, denominator);
    const subtracted = k.selectBool(steep, k.not(leftward), leftward);
    return k.copySign(addToBase(k, base, negateIf(k, subtracted, angle)), y);
  };
  const usual = k.and(k.lt(k.float(2 ** -1000), larger), k.lt(larger, k.float(2 ** 1000)));
  const unusual = (): F => {
    const none = k.eq(larger, zero);
    const unbounded = k.eq(larger, infinity);
    const scale = k.select(k.lt(k.float(1), larger), k.float(2 ** -60), k.float(2 ** 60));
    const ofUnbounded = k.select(k.eq(smaller, infinity), k.float(1), k.mul(smaller, zero));
    const numerator = k.select(unbounded, ofUnbounded, k.mul(smaller, scale));
    const denominator = k.select(k.or(none, unbounded), k.float(1), k.mul(larger, scale));
    return ofRatio(numerator, denominator);
  };
  return k.rare(k.not(usual), unusual, ofRatio(smaller, larger));
}

/**
 * asin(s)/s - 1 for 0 <= z = s² <= 1/4: the rational function of fdlibm's `e_asin.c`
 * (Sun Microsystems, 1993), which errs by 2^-58.75.
 */
function arcsineExcess<F, I, B>(k: ScalarAlgebra<F, I, B>, z: F): F {
  const z2 = k.mul(z, z);
  const numerator = k.add(
    cubic(
      k,
      z,
      z2,
      0.16666666666666666,
      -0.3255658186224009,
      0.20121253213486293,
      -0.04005553450067941,
    ),
    k.mul(k.mul(z2, z2), linear(k, z, 0.0007915349942898145, 3.479331075960212e-5)),
  );
  const denominator = k.add(
    cubic(
      k,
      z,
      z2,
      1,
      -2.403394911734414,
      2.0209457602335057,
      -0.6882839716054533,
    ),
    k.mul(k.mul(z2, z2), k.float(0.07703815055590194)),
  );
  return k.div(k.mul(z, numerator), denominator);
}

interface ArcsineParts<F, B> {
  /** Whether |x| > 1/2, where the half angle is used: acos(x) = 2 asin(sqrt((1 - x)/2)). */
  readonly outer: B;
  /** |asin(x)|, or acos(|x|) where outer. */
  readonly angle: DoubleDouble<F>;
}

function arcsineParts<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): ArcsineParts<F, B> {
  const magnitude = k.abs(x);
  const outer = k.lt(k.float(0.5), magnitude);
  const halfVersine = k.mul(k.sub(k.float(1), magnitude), k.float(0.5));
  const square = k.select(outer, halfVersine, k.mul(x, x));
  const high = k.select(outer, k.mul(k.float(2), k.sqrt(halfVersine)), magnitude);
  return { outer, angle: { high, low: k.mul(high, arcsineExcess(k, square)) } };
}

/** The arc sine, within 2 ulp; NaN outside [-1, 1]. */
export function asin<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const { outer, angle } = arcsineParts(k, x);
  const base = halfPiTimes(k, k.select(outer, k.float(1), k.float(0)));
  return k.copySign(addToBase(k, base, negateIf(k, outer, angle)), x);
}

/** The arc cosine, within 2 ulp; NaN outside [-1, 1]. */
export function acos<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const { outer, angle } = arcsineParts(k, x);
  const negative = k.lt(x, k.float(0));
  const outerBase = k.select(negative, k.float(2), k.float(0));
  const base = halfPiTimes(k, k.select(outer, outerBase, k.float(1)));
  const subtracted = k.selectBool(outer, negative, k.not(negative));
  return addToBase(k, base, negateIf(k, subtracted, angle));
}
