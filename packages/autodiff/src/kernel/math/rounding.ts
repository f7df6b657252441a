import type { ScalarAlgebra } from '../scalarAlgebra.js';

/** The spacing of float64 at 1.5 · 2^52 is 1, on either side. */
const ROUNDER = 1.5 * 2 ** 52;

/** The nearest integer, ties to even, for |x| < 2^51: cheaper than `nearest`. A zero comes out as +0. */
export function nearestSmall<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  return k.sub(k.add(x, k.float(ROUNDER)), k.float(ROUNDER));
}

/** x · 2^n for n from -2044 to 2046, in two steps, as 2^n may not be a float64; for normal x one rounds. */
export function scaleByPowerOfTwo<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F, n: I): F {
  const half = k.shr(n, 1);
  return k.mul(k.mul(x, k.powerOfTwo(half)), k.powerOfTwo(k.subInt(n, half)));
}

/** x limited to [lowest, highest]; NaN stays. */
export function clamp<F, I, B>(
  k: ScalarAlgebra<F, I, B>,
  x: F,
  lowest: number,
  highest: number,
): F {
  const raised = k.select(k.lt(x, k.float(lowest)), k.float(lowest), x);
  return k.select(k.lt(k.float(highest), raised), k.float(highest), raised);
}
