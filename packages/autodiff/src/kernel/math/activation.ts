import type { ScalarAlgebra } from '../scalarAlgebra.js';
import { exp } from './exponential.js';
import { log1p } from './logarithmic.js';
import { sinModerate } from './trigonometric.js';

/** 1/(1 + e^-x), within 2 ulp, small values included. */
export function sigmoid<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const decay = exp(k, k.neg(k.abs(x)));
  const numerator = k.select(k.lt(x, k.float(0)), decay, k.float(1));
  return k.div(numerator, k.add(k.float(1), decay));
}

/** ln(1 + e^x), within 2 ulp, small values included. */
export function softplus<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const decay = exp(k, k.neg(k.abs(x)));
  return k.add(k.select(k.lt(x, k.float(0)), k.float(0), x), log1p(k, decay));
}

/** ln(e^a + e^b), within 2 ulp of the larger of it, a and b. */
export function logaddexp<F, I, B>(k: ScalarAlgebra<F, I, B>, a: F, b: F): F {
  // The difference of equal infinities is no number.
  const distance = k.select(k.eq(a, b), k.float(0), k.abs(k.sub(a, b)));
  const larger = k.select(k.lt(a, b), b, a);
  return k.add(larger, log1p(k, exp(k, k.neg(distance))));
}

/** sin(pi x)/(pi x), which is 1 at 0 (NumPy's sinc), within 3 ulp: x is taken modulo 1 before it meets pi. */
export function sinc<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const whole = k.nearest(x);
  const rest = k.sub(x, whole);
  const parity = k.sub(whole, k.mul(k.float(2), k.floor(k.mul(whole, k.float(0.5)))));
  const sign = k.sub(k.float(1), k.mul(k.float(2), parity));
  const sine = k.mul(sign, sinModerate(k, k.mul(k.float(Math.PI), rest)));
  const value = k.div(sine, k.mul(k.float(Math.PI), x));
  return k.select(k.eq(x, k.float(0)), k.float(1), value);
}
