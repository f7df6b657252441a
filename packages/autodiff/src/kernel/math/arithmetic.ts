import type { ScalarAlgebra } from '../scalarAlgebra.js';

/** -1, 0 or 1; the sign of a zero stays, and so does NaN. */
export function sign<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const negative = k.select(k.lt(x, k.float(0)), k.float(-1), x);
  return k.select(k.lt(k.float(0), x), k.float(1), negative);
}

/**
 * What floored division leaves, with the sign of the divisor, as in NumPy and Python: exact up to
 * one addition of the divisor.
 */
export function mod<F, I, B>(k: ScalarAlgebra<F, I, B>, a: F, b: F): F {
  const zero = k.float(0);
  const rest = k.remainder(a, b);
  const opposite = k.lt(k.mul(k.copySign(k.float(1), rest), k.copySign(k.float(1), b)), zero);
  const shifted = k.select(opposite, k.add(rest, b), rest);
  return k.select(k.eq(rest, zero), k.copySign(zero, b), shifted);
}
