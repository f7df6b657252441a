import type { DoubleDouble } from './doubleDouble.js';

/** ln 2; the first part has 42 bits, so that its products with binary exponents are exact. */
export const LN2: DoubleDouble<number> = { high: 0.6931471805598903, low: 5.497923018708371e-14 };

/** pi/2, to 107 bits. */
export const HALF_PI: DoubleDouble<number> = {
  high: 1.5707963267948966,
  low: 6.123233995736766e-17,
};
