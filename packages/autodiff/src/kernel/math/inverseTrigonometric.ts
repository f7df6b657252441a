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
        3.33333333333329318027e-1,
        1.42857142725034663711e-1,
        9.09088713343650656196e-2,
        6.66107313738753120669e-2,
      ),
      k.mul(k.mul(w2, w2), linear(k, w, 4.97687799461593236017e-2, 1.62858201153657823623e-2)),
    ),
  );
  const even = k.mul(
    w,
    k.add(
      cubic(
        k,
        w,
        w2,
        -1.99999999998764832476e-1,
        -1.11111104054623557880e-1,
        -7.69187620504482999495e-2,
        -5.83357013379057348645e-2,
      ),
      k.mul(k.mul(w2, w2), k.float(-3.65315727442169155270e-2)),
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

/** The angle of the point (x, y) from the x axis, from -pi to pi, within 2 ulp; zeros have signs, as in `Math.atan2`. */
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
  const usual = k.and(k.lt(zero, larger), k.lt(larger, k.float(2 ** 1000)));
  const unusual = (): F => {
    const none = k.eq(larger, zero);
    const unbounded = k.eq(larger, infinity);
    const scaled = k.mul(smaller, k.float(2 ** -60));
    const ofUnbounded = k.select(k.eq(smaller, infinity), k.float(1), k.mul(smaller, zero));
    const numerator = k.select(unbounded, ofUnbounded, scaled);
    const scaledDown = k.mul(larger, k.float(2 ** -60));
    return ofRatio(numerator, k.select(k.or(none, unbounded), k.float(1), scaledDown));
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
      1.66666666666666657415e-1,
      -3.25565818622400915405e-1,
      2.01212532134862925881e-1,
      -4.00555345006794114027e-2,
    ),
    k.mul(k.mul(z2, z2), linear(k, z, 7.91534994289814532176e-4, 3.47933107596021167570e-5)),
  );
  const denominator = k.add(
    cubic(
      k,
      z,
      z2,
      1,
      -2.40339491173441421878,
      2.02094576023350569471,
      -6.88283971605453293030e-1,
    ),
    k.mul(k.mul(z2, z2), k.float(7.70381505559019352791e-2)),
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
