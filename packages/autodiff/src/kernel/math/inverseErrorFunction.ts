import type { ScalarAlgebra } from '../scalarAlgebra.js';
import { log } from './logarithmic.js';
import { polynomial } from './polynomial.js';

/*
 * erfinv(x)/x by w = -log(1 - x²), in three ranges. Source: M. Giles, Approximating the erfinv function, GPU Computing Gems
 * (Jade edition), Morgan Kaufmann 2011, chapter 10, the version in double precision.
 */

/** Below 6.25, by w - 3.125. */
const CENTRAL: readonly number[] = [
  1.6536545626831027, 0.24015818242558962, -0.006033670871430149, -0.000740702534166267,
  0.00018673420803405714, -0.000013882523362786469, -0.0000013654692000834679,
  4.2347877827932404e-7, -2.9070369957882e-8, -4.11263398034698e-9, 1.051212273321532e-9,
  -5.4154120542946e-11, -1.29751332534535e-11, 2.6335093153082e-12, -8.151934197605e-14,
  -4.054566272975e-14, 6.637638134358e-15, 2.0972767876e-17, -1.333171662855e-16, 1.1157877678e-17,
  1.28584807153e-18, -1.6850591382e-19, -3.644412064e-21,
];

/** Below 16, by sqrt(w) - 3.25. */
const MIDDLE: readonly number[] = [
  3.0838856104922208, 1.0052589676941592, 0.005370914553590064, -0.003751208507569241,
  0.00249144209610785, -0.001688275556023505, 0.00095328937973738, -0.00035503752036285,
  0.0000240311103871, 0.00006828485145957, -0.00004731822900906, 0.00001247530448167,
  0.000002923444909, -0.00000401386752698, 0.0000015027403969, 1.82396292e-8, -2.75174063e-7,
  9.07565619e-8, 2.2137377e-9,
];

/** Beyond, by sqrt(w) - 5. */
const OUTER: readonly number[] = [
  4.849906401408584, 1.0103004648645344, -0.000138719318336231, -0.000215030119300445,
  0.000075995277030018, -0.000019681778105532, 0.000004526062597223, -9.92982729423e-7,
  2.2900482228e-7, -6.77119977585e-8, 2.9147953451e-8, -1.4960026627e-8, 7.615701208e-9,
  -3.78946544e-9, 1.5076572694e-9, -2.555641817e-10, -2.71099206e-11,
];

/** The inverse of the error function: infinite at -1 and 1, NaN beyond. */
export function erfinv<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const one = k.float(1);
  // Exact to rounding near 1, where x² is not; near 0 the polynomial does not feel the error.
  const w = k.neg(log(k, k.mul(k.sub(one, x), k.add(one, x))));
  const root = k.sqrt(w);
  const central = polynomial(k, k.sub(w, k.float(3.125)), CENTRAL);
  const middle = polynomial(k, k.sub(root, k.float(3.25)), MIDDLE);
  const outer = polynomial(k, k.sub(root, k.float(5)), OUTER);
  const tail = k.select(k.lt(w, k.float(16)), middle, outer);
  const slope = k.select(k.lt(w, k.float(6.25)), central, tail);
  const edge = k.select(k.eq(k.abs(x), one), k.float(Infinity), slope);
  return k.mul(x, edge);
}
