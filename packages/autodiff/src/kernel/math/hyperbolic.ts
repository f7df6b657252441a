import type { ScalarAlgebra } from '../scalarAlgebra.js';
import { expm1, halfExp, moderateExp } from './exponential.js';
import { cubic, linear } from './polynomial.js';

/** The hyperbolic sine, within 2 ulp: (t + t/(t + 1))/2 with t = e^|x| - 1. */
export function sinh<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const magnitude = k.abs(x);
  const t = expm1(k, magnitude);
  const half = k.mul(k.float(0.5), k.add(t, k.div(t, k.add(t, k.float(1)))));
  // Here e^|x| and its half differ from the sine by less than its rounding error.
  const large = k.lt(k.float(709), magnitude);
  return k.copySign(
    k.rare(large, () => halfExp(k, magnitude), half),
    x,
  );
}

/** The hyperbolic cosine, within 2 ulp: h + 1/(4h) with h = e^|x|/2. */
export function cosh<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const half = halfExp(k, k.abs(x));
  return k.add(half, k.div(k.float(0.25), half));
}

/**
 * The hyperbolic tangent, within 1.5 ulp: up to 5/8 the rational function of Cephes' `tanh.c`
 * (Moshier, 1995), x + x³ P(x²)/Q(x²); beyond it 1 - 2/(e^2|x| + 1).
 */
export function tanh<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const magnitude = k.abs(x);
  const z = k.mul(x, x);
  const z2 = k.mul(z, z);
  const p = k.add(
    linear(k, z, -1614.6876844170845, -99.28772310019185),
    k.mul(z2, k.float(-0.9643991794250523)),
  );
  const q = cubic(
    k,
    z,
    z2,
    4844.063053251255,
    2235.4883906010045,
    112.81167849163293,
    1,
  );
  // Beyond 20 the result is 1 whatever the exponential.
  const limited = k.select(k.lt(k.float(20), magnitude), k.float(20), magnitude);
  const grown = k.add(moderateExp(k, k.add(limited, limited)), k.float(1));

  const inner = k.lt(magnitude, k.float(0.625));
  const numerator = k.select(inner, k.mul(k.mul(magnitude, z), p), k.float(-2));
  const quotient = k.div(numerator, k.select(inner, q, grown));
  return k.copySign(k.add(k.select(inner, magnitude, k.float(1)), quotient), x);
}
