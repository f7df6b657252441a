import type { ScalarAlgebra } from '../scalarAlgebra.js';
import { productOfSplits, split } from './doubleDouble.js';
import { expOfSum } from './exponential.js';
import { polynomial } from './polynomial.js';

/** erf(x)/x - 1 by x², interpolated at Chebyshev's nodes of [0, 1] to 2^-56. */
const ERF_EXCESS: readonly number[] = [
  0.1283791670955126, -0.37612638903183543, 0.11283791670945006, -0.02686617064323777,
  0.0052239776071164225, -0.000854832597538969, 0.000120552949048397, -0.0000149247369074197,
  0.000001644742470332, -1.62084838019e-7, 1.3720064547e-8, -7.795898827e-10,
];

const CENTRE = 4;
/** (x + 4) exp(x²) erfc(x) by (x - 4)/(x + 4), interpolated for x from 1/2 to 28 to 2^-58. */
const SCALED_TAIL: readonly number[] = [
  1.095995661000491, -0.976548729080882, 0.7732087022652362, -0.5408538313132327,
  0.3308515878780676, -0.17401093724002176, 0.07638151490789344, -0.02637005333881493,
  0.006112055674342199, -0.000280958879952723, -0.000455052828658664, 0.000176812901948125,
  -0.000003634467896212, -0.000018861187452068, 0.000004692221870747, 0.00000142486733044,
  -8.4185087526e-7, -7.642586084e-8, 1.1888332677e-7, 1.5011352e-9, -1.193370845e-8, -4.048764e-11,
];

/** The error function of |x| <= 1. */
function innerErf<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  return k.add(x, k.mul(x, polynomial(k, k.mul(x, x), ERF_EXCESS)));
}

/** The complementary error function of x >= 1/2. */
function outerErfc<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const limit = k.float(28);
  const limited = k.select(k.lt(limit, x), limit, x);
  const halves = split(k, limited);
  // An error of the square would be one of the power, many times as large.
  const square = productOfSplits(k, halves, halves, k.mul(limited, limited));
  const power = expOfSum(k, { high: k.neg(square.high), low: k.neg(square.low) });
  const inverse = k.div(k.float(1), k.add(limited, k.float(CENTRE)));
  const mapped = k.mul(k.sub(limited, k.float(CENTRE)), inverse);
  return k.mul(power, k.mul(inverse, polynomial(k, mapped, SCALED_TAIL)));
}

/** The error function, within 2 ulp. */
export function erf<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const magnitude = k.abs(x);
  const one = k.float(1);
  const outer = k.sub(one, outerErfc(k, magnitude));
  return k.copySign(k.select(k.lt(magnitude, one), innerErf(k, magnitude), outer), x);
}

/** The complementary error function 1 - erf(x), within 8 ulp, far into its tail. */
export function erfc<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const magnitude = k.abs(x);
  const tail = outerErfc(k, magnitude);
  const outer = k.select(k.lt(x, k.float(0)), k.sub(k.float(2), tail), tail);
  const inner = k.sub(k.float(1), innerErf(k, x));
  return k.select(k.lt(magnitude, k.float(0.5)), inner, outer);
}
