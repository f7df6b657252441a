import type { ScalarAlgebra } from '../scalarAlgebra.js';
import type { DoubleDouble } from './doubleDouble.js';
import { log } from './logarithmic.js';
import { polynomial } from './polynomial.js';
import { sinModerate, tanModerate } from './trigonometric.js';

/** From here on the asymptotic series serve. */
const LARGE = 8;

/** ln(gamma(1 + d))/(d (d - 1)), interpolated at Chebyshev's nodes of [0, 1] to 2^-59. */
const LOG_GAMMA_CORE: readonly number[] = [
  0.5772156649015329, -0.24525136852257956, 0.15543426586382064, -0.1151465425554121,
  0.0922390081753343, -0.07731816240266237, 0.06673164098494883, -0.058777056747920726,
  0.05254967319342714, -0.04750491627849111, 0.04323929621746864, -0.039330307956418495,
  0.035225211431990575, -0.030294495317019717, 0.02416460692385533, -0.017166114413574865,
  0.010401814189561223, -0.005135978428390996, 0.001959419374181149, -0.0005371898147164853,
  0.0000936269396853646, -0.0000077606601525134,
];

/** x times what Stirling's formula lacks, by 1/x², interpolated on [0, 1/64] to 2^-60. */
const STIRLING: readonly number[] = [
  0.08333333333333333, -0.00277777777777399, 0.0007936507897524, -0.0005952365845, 0.000841470085,
  -0.001890383, 0.005065905,
];

/** The positive zero of the digamma function, less 1. */
const DIGAMMA_ZERO: DoubleDouble<number> = { high: 0.46163214496836236, low: -1.5522348162858677e-17 };

/** digamma(1 + d)/(1 + d - zero), interpolated at Chebyshev's nodes of [0, 1] to 2^-55. */
const DIGAMMA_CORE: readonly number[] = [
  1.2503801375034054, -0.8546933606017683, 0.752468272286776, -0.714540711526564,
  0.6983634995191561, -0.6909819690009981, 0.6874872336670987, -0.685780525399315,
  0.6848171436159209, -0.6836547089985048, 0.6802492594990093, -0.6694978444516394,
  0.6414308462385623, -0.5827856789173862, 0.48507284929579964, -0.3556978884537855,
  0.22058797774723324, -0.1107670847566569, 0.0427830131726811, -0.01183727152744269,
  0.0020774723105506836, -0.000173122618027274,
];

/** x² (ln(x) - 1/(2x) - digamma(x)) by 1/x², interpolated on [0, 1/64] to 2^-62. */
const DIGAMMA_TAIL: readonly number[] = [
  0.08333333333333333, -0.008333333333331664, 0.0039682539659997, -0.00416666550152, 0.00757545992,
  -0.0210510609, 0.080023375, -0.2994254,
];

/** (ln(2 pi) - 1)/2 */
const STIRLING_CONSTANT = 0.4189385332046727;
const LOG_PI = 1.1447298858494002;

/** The logarithm of the gamma function for x >= 0. */
function positiveLgamma<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const one = k.float(1);
  const large = k.le(k.float(LARGE), x);
  const small = k.lt(x, one);
  const limited = k.select(large, one, x);

  // gamma(x) = (x - 1) (x - 2) ... gamma(1 + d), or gamma(1 + x)/x below 1.
  const d = k.select(small, x, k.sub(limited, k.floor(limited)));
  let product = one;
  for (let step = 1; step < LARGE - 1; step++) {
    const factor = k.sub(limited, k.float(step));
    product = k.mul(product, k.select(k.le(one, factor), factor, one));
  }
  const core = k.mul(k.mul(d, k.sub(d, one)), polynomial(k, d, LOG_GAMMA_CORE));
  const logarithm = log(k, k.select(k.or(large, small), x, product));
  const reduced = k.add(core, k.select(small, k.neg(logarithm), logarithm));

  const inverse = k.div(one, x);
  const series = k.mul(inverse, polynomial(k, k.mul(inverse, inverse), STIRLING));
  const leading = k.mul(k.sub(x, k.float(0.5)), k.sub(logarithm, one));
  const asymptotic = k.add(leading, k.add(k.float(STIRLING_CONSTANT), series));
  return k.select(large, asymptotic, reduced);
}

/** The distance from the nearest integer, with its sign, exactly. */
const fromNearest = <F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F => k.sub(x, k.nearest(x));

/**
 * ln|gamma(x)|: within 8 ulp or 2^-51 absolutely for positive x, and for negative ones, where the
 * reflection formula serves, within 16 ulp or 2^-50 (1 + |x ln(-x)|). Infinite at the poles.
 */
export function lgamma<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const zero = k.float(0);
  const negative = k.lt(x, zero);
  const reflected = (): F => {
    const size = k.select(negative, k.neg(x), k.float(0.5));
    const sine = k.abs(sinModerate(k, k.mul(k.float(Math.PI), fromNearest(k, size))));
    const logOfSize = log(k, size);
    const logOfSines = k.sub(k.sub(k.float(LOG_PI), log(k, sine)), logOfSize);
    const value = k.sub(logOfSines, positiveLgamma(k, size));
    const pole = k.eq(k.floor(size), size);
    const tiny = k.lt(size, k.float(2 ** -60));
    return k.select(pole, k.float(Infinity), k.select(tiny, k.neg(logOfSize), value));
  };
  return k.rare(negative, reflected, positiveLgamma(k, k.select(negative, k.float(1), x)));
}

/** The derivative of {@link positiveLgamma} for x >= 0, and at -0 that from the left. */
function positiveDigamma<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const one = k.float(1);
  const large = k.le(k.float(LARGE), x);
  const small = k.lt(x, one);
  const limited = k.select(large, one, x);

  // digamma(x) = 1/(x - 1) + 1/(x - 2) + ... + digamma(1 + d), or digamma(1 + x) - 1/x below 1.
  const d = k.select(small, x, k.sub(limited, k.floor(limited)));
  let numerator = k.float(0);
  let denominator = one;
  for (let step = 1; step < LARGE - 1; step++) {
    const factor = k.sub(limited, k.float(step));
    const taken = k.le(one, factor);
    const sum = k.add(k.mul(numerator, factor), denominator);
    numerator = k.select(taken, sum, numerator);
    denominator = k.mul(denominator, k.select(taken, factor, one));
  }
  const dividend = k.select(small, k.float(-1), numerator);
  const recurrence = k.div(dividend, k.select(small, x, denominator));
  const fromHigh = k.sub(d, k.float(DIGAMMA_ZERO.high));
  const fromZero = k.sub(fromHigh, k.float(DIGAMMA_ZERO.low));
  const reduced = k.add(k.mul(fromZero, polynomial(k, d, DIGAMMA_CORE)), recurrence);

  const inverse = k.div(one, x);
  const square = k.mul(inverse, inverse);
  const series = k.mul(square, polynomial(k, square, DIGAMMA_TAIL));
  const asymptotic = k.sub(log(k, x), k.add(k.mul(k.float(0.5), inverse), series));
  return k.select(large, asymptotic, reduced);
}

/**
 * The derivative of {@link lgamma}: within 10 ulp for positive x, and for negative ones within 16
 * ulp or 2^-50 ln(2 + |x|). As in SciPy, it is infinite at the zeros and NaN at the other poles.
 */
export function digamma<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  const negative = k.lt(x, k.float(0));
  const reflected = (): F => {
    const rest = fromNearest(k, x);
    const cotangent = k.div(k.float(Math.PI), tanModerate(k, k.mul(k.float(Math.PI), rest)));
    const mirrored = k.select(negative, k.sub(k.float(1), x), k.float(1));
    const pole = k.eq(rest, k.float(0));
    return k.select(pole, k.float(NaN), k.sub(positiveDigamma(k, mirrored), cotangent));
  };
  return k.rare(negative, reflected, positiveDigamma(k, k.select(negative, k.float(1), x)));
}
