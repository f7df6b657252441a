import type { ScalarAlgebra } from '../scalarAlgebra.js';
import { log, log1p } from './logarithmic.js';

/** Where the square of the argument nears overflow; 1 has long been lost beside it. */
const LARGE = 1e150;

/** The inverse hyperbolic sine, within 2 ulp: log1p(|x| + x²/(1 + sqrt(1 + x²))). */
export function asinh<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const magnitude = k.abs(x);
  const one = k.float(1);
  const square = k.mul(x, x);
  const excess = k.div(square, k.add(one, k.sqrt(k.add(one, square))));
  const usual = log1p(k, k.add(magnitude, excess));
  const large = k.lt(k.float(LARGE), magnitude);
  return k.copySign(
    k.rare(large, () => k.add(log(k, magnitude), k.float(Math.LN2)), usual),
    x,
  );
}

/** The inverse hyperbolic cosine, within 2 ulp: log1p(t + sqrt(t (t + 2))) with t = x - 1; NaN below 1. */
export function acosh<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const t = k.sub(x, k.float(1));
  const usual = log1p(k, k.add(t, k.sqrt(k.mul(t, k.add(t, k.float(2))))));
  const inner = k.and(k.le(k.float(1), x), k.le(x, k.float(LARGE)));
  const outer = (): F =>
    k.select(k.lt(x, k.float(1)), k.float(NaN), k.add(log(k, x), k.float(Math.LN2)));
  return k.rare(k.not(inner), outer, usual);
}

/** The inverse hyperbolic tangent, within 2 ulp: log1p(2|x|/(1 - |x|))/2; NaN outside [-1, 1]. */
export function atanh<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const magnitude = k.abs(x);
  const ratio = k.div(k.add(magnitude, magnitude), k.sub(k.float(1), magnitude));
  return k.copySign(k.mul(k.float(0.5), log1p(k, ratio)), x);
}
