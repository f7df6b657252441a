import type { ScalarAlgebra } from '../scalarAlgebra.js';
import { LN2 } from './constants.js';
import { type DoubleDouble, fastTwoSum } from './doubleDouble.js';
import { linear, septic } from './polynomial.js';
import { clamp, nearestSmall, scaleByPowerOfTwo } from './rounding.js';

/** Beyond these bounds the exponential is 0 or infinite. */
const LOWEST = -746;
const HIGHEST = 710;

interface ReducedExponent<F, I> {
  /** The power of two to take out. */
  readonly n: I;
  /** The rest, at most ln(2)/2, exactly. */
  readonly rest: DoubleDouble<F>;
}

/** x = n ln 2 + rest, for |x| < 2^10. */
function reduce<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): ReducedExponent<F, I> {
  const n = nearestSmall(k, k.mul(x, k.float(Math.LOG2E)));
  const high = k.sub(x, k.mul(n, k.float(LN2.high)));
  return { n: k.toInt(n), rest: { high, low: k.mul(n, k.float(-LN2.low)) } };
}

/** e^r - 1 - r.high for |r| <= ln(2)/2: r.low + r² P(r), P interpolating at Chebyshev's nodes to 2^-61. */
function curvature<F, I, B>(k: ScalarAlgebra<F, I, B>, r: DoubleDouble<F>): F {
  const x = k.add(r.high, r.low);
  const x2 = k.mul(x, x);
  const x4 = k.mul(x2, x2);
  const head = septic(
    k,
    x,
    x2,
    x4,
    0.5,
    0.1666666666666667,
    0.04166666666666667,
    0.008333333333326112,
    0.001388888888888373,
    0.0001984126987490126,
    2.4801587325605324e-5,
    2.7557255297969643e-6,
  );
  const tail = k.add(
    linear(k, x, 2.755727357010214e-7, 2.5105259538448494e-8),
    k.mul(x2, k.float(2.0914717341716378e-9)),
  );
  return k.add(r.low, k.mul(x2, k.add(head, k.mul(k.mul(x4, x4), tail))));
}

/** e^r for |r| <= ln(2)/2, with one rounding that counts. */
function expOfRest<F, I, B>(k: ScalarAlgebra<F, I, B>, r: DoubleDouble<F>): F {
  const sum = fastTwoSum(k, k.float(1), r.high);
  return k.add(sum.high, k.add(sum.low, curvature(k, r)));
}

/** e^x, within 1 ulp, subnormal results included. */
export function exp<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const { n, rest } = reduce(k, clamp(k, x, LOWEST, HIGHEST));
  return scaleByPowerOfTwo(k, expOfRest(k, rest), n);
}

/** e^x for |x| < 708, where its power of two is a normal number. */
export function moderateExp<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const { n, rest } = reduce(k, x);
  return k.mul(expOfRest(k, rest), k.powerOfTwo(n));
}

/** e^x / 2, which is finite a little beyond the point where e^x overflows. */
export function halfExp<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const { n, rest } = reduce(k, clamp(k, x, LOWEST, HIGHEST + 1));
  return scaleByPowerOfTwo(k, expOfRest(k, rest), k.subInt(n, k.int(1)));
}

/** e^(high + low), low being the rounding error of high. */
export function expOfSum<F, I, B>(k: ScalarAlgebra<F, I, B>, x: DoubleDouble<F>): F {
  const limited = clamp(k, x.high, LOWEST, HIGHEST);
  const low = k.select(k.eq(limited, x.high), x.low, k.float(0));
  const { n, rest } = reduce(k, limited);
  const corrected = { high: rest.high, low: k.add(rest.low, low) };
  return scaleByPowerOfTwo(k, expOfRest(k, corrected), n);
}

/** e^x - 1, within 1 ulp: 2^n ((1 - 2^-n) + (e^r - 1)). */
export function expm1<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const { n, rest } = reduce(k, clamp(k, x, -38, HIGHEST));
  // From 2^-54 downward the power is lost in the difference, whatever its exponent.
  const limited = k.selectInt(k.ltInt(n, k.int(64)), n, k.int(64));
  const offset = k.sub(k.float(1), k.powerOfTwo(k.subInt(k.int(0), limited)));
  const sum = fastTwoSum(k, offset, rest.high);
  const scaled = k.add(sum.high, k.add(sum.low, curvature(k, rest)));
  // Twice first, lest half a subnormal number be rounded.
  const result = k.mul(k.add(scaled, scaled), k.powerOfTwo(k.subInt(n, k.int(1))));
  return k.select(k.eq(x, k.float(0)), x, result);
}

/** 2^x, within 1 ulp, exact at integers. */
export function exp2<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const limited = clamp(k, x, -1076, 1025);
  const n = nearestSmall(k, limited);
  const r = k.sub(limited, n);
  const r2 = k.mul(r, r);
  const r4 = k.mul(r2, r2);
  // 2^r = 1 + r ln 2 + r² P(r), P interpolating at Chebyshev's nodes to 2^-58.
  const head = septic(
    k,
    r,
    r2,
    r4,
    0.24022650695910072,
    0.0555041086648216,
    0.009618129107628479,
    0.001333355814641689,
    0.0001540353039337589,
    1.5252733829913582e-5,
    1.3215486802942274e-6,
    1.017806239865239e-7,
  );
  const tail = k.add(
    linear(k, r, 7.054899933012758e-9, 4.4549700323138963e-10),
    k.mul(r2, k.float(2.572512727399454e-11)),
  );
  const curve = k.mul(r2, k.add(head, k.mul(k.mul(r4, r4), tail)));
  const linearHigh = k.mul(r, k.float(LN2.high));
  const sum = fastTwoSum(k, k.float(1), linearHigh);
  const low = k.add(k.add(sum.low, k.mul(r, k.float(LN2.low))), curve);
  return scaleByPowerOfTwo(k, k.add(sum.high, low), k.toInt(n));
}
