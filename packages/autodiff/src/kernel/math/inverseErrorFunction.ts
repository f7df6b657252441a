import type { ScalarAlgebra } from '../scalarAlgebra.js';
import { log } from './logarithmic.js';
import { polynomial } from './polynomial.js';

/*
 * erfinv(x)/x by w = -log(1 - x²), in three ranges. Source: M. Giles, Approximating the erfinv function, GPU Computing Gems
 * (Jade edition), Morgan Kaufmann 2011, chapter 10, the version in double precision.
 */

/** Below 6.25, by w - 3.125. */
const CENTRAL: readonly number[] = [
  1.6536545626831027356, 0.24015818242558961693, -0.0060336708714301490533, -0.00074070253416626697512, 0.0001867342080340571352,
  -1.3882523362786468719e-5, -1.3654692000834678645e-6, 4.2347877827932403518e-7, -2.9070369957882005086e-8, -4.1126339803469836976e-9,
  1.051212273321532285e-9, -5.4154120542946279317e-11, -1.2975133253453532498e-11, 2.6335093153082322977e-12, -8.1519341976054721522e-14,
  -4.0545662729752068639e-14, 6.6376381343583238325e-15, 2.0972767875968561637e-17, -1.333171662854620906e-16, 1.115787767802518096e-17,
  1.2858480715256400167e-18, -1.685059138182016589e-19, -3.6444120640178196996e-21,
];

/** Below 16, by sqrt(w) - 3.25. */
const MIDDLE: readonly number[] = [
  3.0838856104922207635, 1.0052589676941592334, 0.005370914553590063617, -0.0037512085075692412107, 0.0024914420961078508066,
  -0.0016882755560235047313, 0.00095328937973738049703, -0.0003550375203628474796, 2.4031110387097893999e-5, 6.8284851459573175448e-5,
  -4.7318229009055733981e-5, 1.2475304481671778723e-5, 2.9234449089955446044e-6, -4.013867526981545969e-6, 1.5027403968909827627e-6,
  1.8239629214389227755e-8, -2.7517406297064545428e-7, 9.0756561938885390979e-8, 2.2137376921775787049e-9,
];

/** Beyond, by sqrt(w) - 5. */
const OUTER: readonly number[] = [
  4.8499064014085844221, 1.0103004648645343977, -0.00013871931833623122026, -0.00021503011930044477347, 7.5995277030017761139e-5,
  -1.9681778105531670567e-5, 4.5260625972231537039e-6, -9.9298272942317002539e-7, 2.2900482228026654717e-7, -6.7711997758452339498e-8,
  2.9147953450901080826e-8, -1.4960026627149240478e-8, 7.6157012080783393804e-9, -3.7894654401267369937e-9, 1.5076572693500548083e-9,
  -2.5556418169965252055e-10, -2.7109920616438573243e-11,
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
