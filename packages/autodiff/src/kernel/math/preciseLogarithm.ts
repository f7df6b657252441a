import type { ScalarAlgebra } from '../scalarAlgebra.js';
import { LN2 } from './constants.js';
import { decompose } from './decomposition.js';
import { type DoubleDouble, fastTwoSum } from './doubleDouble.js';
import { septic } from './polynomial.js';
import { inverseTangentSeries } from './inverseTangentSeries.js';

/*
 * The significands from sqrt(1/2) to sqrt(2) in 32 intervals, by the five bits of the fraction after
 * that of sqrt(2) is taken off. An interval has a number c near the inverse of its middle, in 256ths
 * so that products with 24 bits are exact, and 1 where the interval holds 1.
 */
const INTERVALS = 32;

interface Tables {
  readonly inverses: readonly number[];
  /** -ln(c), in a multiple of 2^-42 and the rest. */
  readonly logarithms: DoubleDouble<readonly number[]>;
}

function tables(): Tables {
  const numerators = Array.from({ length: INTERVALS }, (_, interval) => {
    const middle = Math.SQRT2 - 1 + (interval + 0.5) / INTERVALS;
    return interval === 18 ? 256 : Math.round(256 / (middle < 1 ? (1 + middle) / 2 : middle));
  });
  const logarithms = numerators.map(negativeLog);
  const high = logarithms.map(value => (value + (1n << 77n)) >> 78n);
  return {
    inverses: numerators.map(n => n / 256),
    logarithms: {
      high: high.map(multiple => Number(multiple) * 2 ** -42),
      low: logarithms.map((value, i) => Number(value - (high[i]! << 78n)) * 2 ** -120),
    },
  };
}

/** -2^120 ln(n / 256). */
const negativeLog = (n: number): bigint => inverseTangentSeries(1n << 121n, BigInt(256 - n), BigInt(256 + n), 1n);

const TABLES: Tables = /* @__PURE__ */ tables();

/**
 * The logarithm of 2^shift x for finite x >= 2^-1020, to 2^-65 relatively. With c from the table
 * and z = x c - 1, which is had exactly in two parts, ln x = -ln c + z - z²/2 + z³ P(z), P
 * interpolating at Chebyshev's nodes to 2^-67 (after Tang, ACM TOMS 16, 1990).
 */
export function preciseLog<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F, shift: F): DoubleDouble<F> {
  const { exponent: unshifted, significand, shifted } = decompose(k, x);
  const exponent = k.add(unshifted, shift);
  const index = k.andInt(k.shr(shifted, 15), k.int(INTERVALS - 1));
  const inverse = k.lookup(TABLES.inverses, index);

  const leading = k.fround(significand);
  const zHigh = k.sub(k.mul(leading, inverse), k.float(1));
  const zLow = k.mul(k.sub(significand, leading), inverse);
  const z = k.add(zHigh, zLow);
  const z2 = k.mul(z, z);
  const series = septic(
    k,
    z,
    z2,
    k.mul(z2, z2),
    0.3333333333333333,
    -0.25,
    0.20000000000039894,
    -0.16666666666703236,
    0.14285713518121984,
    -0.12499999296370107,
    0.11115837063215996,
    -0.10004332139774746,
  );
  // z² has zHigh² exactly, for that has 51 bits.
  const halfSquare = k.mul(k.float(0.5), k.mul(zHigh, zHigh));
  const halfSquareLow = k.mul(zLow, k.add(zHigh, k.mul(k.float(0.5), zLow)));

  const base = k.add(k.mul(exponent, k.float(LN2.high)), k.lookup(TABLES.logarithms.high, index));
  const baseLow = k.add(k.mul(exponent, k.float(LN2.low)), k.lookup(TABLES.logarithms.low, index));
  const first = fastTwoSum(k, base, zHigh);
  const second = fastTwoSum(k, first.high, k.neg(halfSquare));
  const third = fastTwoSum(k, second.high, zLow);
  const rounding = k.add(k.add(first.low, second.low), third.low);
  const cubic = k.mul(k.mul(z, z2), series);
  const low = k.add(k.add(rounding, k.sub(baseLow, halfSquareLow)), cubic);
  return fastTwoSum(k, third.high, low);
}
