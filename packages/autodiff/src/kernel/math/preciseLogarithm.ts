import type { ScalarAlgebra } from '../scalarAlgebra.js';
import { LN2 } from './constants.js';
import { decompose } from './decomposition.js';
import { type DoubleDouble, fastTwoSum } from './doubleDouble.js';
import { septic } from './polynomial.js';

/*
 * The significands from sqrt(1/2) to sqrt(2) in 32 intervals, by the five bits of the fraction after
 * that of sqrt(2) is taken off. An interval has a number c near the inverse of its middle, in 256ths
 * so that products with 24 bits are exact, and 1 where the interval holds 1. The logarithms are
 * -ln(c), in a multiple of 2^-42 and the rest.
 */

const INVERSES: readonly number[] = [
  1.3984375, 1.3671875, 1.33984375, 1.3125, 1.28515625, 1.26171875, 1.23828125, 1.21484375,
  1.19140625, 1.16796875, 1.1484375, 1.12890625, 1.109375, 1.08984375, 1.0703125, 1.0546875,
  1.03515625, 1.01953125, 1.0, 0.9765625, 0.94921875, 0.921875, 0.89453125, 0.87109375, 0.84765625,
  0.82421875, 0.8046875, 0.78515625, 0.765625, 0.75, 0.73046875, 0.71484375,
];

const LOGARITHMS_HIGH: readonly number[] = [
  -0.3353555419212171, -0.31275571000378477, -0.29255300268641804, -0.2719337154835557,
  -0.2508803062858078, -0.23247487874300532, -0.21372432939779173, -0.1946154676995775,
  -0.17513433212775453, -0.15526612891108016, -0.13840232285906495, -0.12124924363297396,
  -0.10379679368156758, -0.0860343373417436, -0.06795066190852594, -0.053244514518837605,
  -0.034552381506728125, -0.019342962843211353, 0, 0.023716526617363343, 0.05211600113898385,
  0.08134563945395712, 0.11145544092528326, 0.1380056730195065, 0.16528009093917717,
  0.1933193110035063, 0.21730127569003344, 0.24187253642048745, 0.2670627852489815,
  0.28768207245184385, 0.3140688276250785, 0.3356912916381134,
];

const LOGARITHMS_LOW: readonly number[] = [
  7.925157831386559e-14, -1.1211800740360982e-13, 4.0599978860151284e-14, -8.604306772808733e-14,
  -1.5973663463624904e-15, -8.874507297974632e-14, 7.359580186440514e-14, -9.41653814571825e-14,
  -9.461516580665081e-14, -4.3792508292406054e-14, -5.4183331379008994e-14, 1.0427241278273008e-13,
  -7.598636597194141e-14, -5.955922987625643e-14, 1.8195060030168815e-14, 2.532168943117445e-14,
  6.839139742328777e-14, 8.041853850522586e-14, 0, -4.730054772033249e-14, 3.0171021061886944e-14,
  -4.713370778300984e-15, 3.957125899799804e-14, -6.278619479555556e-14, -7.424679100316254e-14,
  -1.0320443688698849e-14, -5.204008743405884e-14, -7.252318953240293e-16, 6.371947269815667e-14,
  -6.292357389008195e-14, -1.0263280755261064e-13, 2.8136969901227338e-14,
];

/**
 * The logarithm of 2^shift x for finite x >= 2^-1020, to 2^-65 relatively. With c from the table
 * and z = x c - 1, which is had exactly in two parts, ln x = -ln c + z - z²/2 + z³ P(z), P
 * interpolating at Chebyshev's nodes to 2^-67 (after Tang, ACM TOMS 16, 1990).
 */
export function preciseLog<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F, shift: F): DoubleDouble<F> {
  const { exponent: unshifted, significand, shifted } = decompose(k, x);
  const exponent = k.add(unshifted, shift);
  const index = k.andInt(k.shr(shifted, 15), k.int(31));
  const inverse = k.lookup(INVERSES, index);

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

  const base = k.add(k.mul(exponent, k.float(LN2.high)), k.lookup(LOGARITHMS_HIGH, index));
  const baseLow = k.add(k.mul(exponent, k.float(LN2.low)), k.lookup(LOGARITHMS_LOW, index));
  const first = fastTwoSum(k, base, zHigh);
  const second = fastTwoSum(k, first.high, k.neg(halfSquare));
  const third = fastTwoSum(k, second.high, zLow);
  const rounding = k.add(k.add(first.low, second.low), third.low);
  const cubic = k.mul(k.mul(z, z2), series);
  const low = k.add(k.add(rounding, k.sub(baseLow, halfSquareLow)), cubic);
  return fastTwoSum(k, third.high, low);
}
