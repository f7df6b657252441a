import type { ScalarAlgebra } from '../scalarAlgebra.js';
import { expm1, halfExp } from './exponential.js';

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

/** The hyperbolic tangent, within 2 ulp: t/(t + 2) with t = e^2|x| - 1. */
export function tanh<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const magnitude = k.abs(x);
  // The tangent of 20 is 1 to the last bit.
  const limited = k.select(k.lt(k.float(20), magnitude), k.float(20), magnitude);
  const t = expm1(k, k.add(limited, limited));
  return k.copySign(k.div(t, k.add(t, k.float(2))), x);
}
