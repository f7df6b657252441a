import { logaddexp, sigmoid, sinc, softplus } from '../../src/kernel/math/activation.js';
import { mod } from '../../src/kernel/math/arithmetic.js';
import { erf, erfc } from '../../src/kernel/math/errorFunction.js';
import { exp, exp2, expm1 } from '../../src/kernel/math/exponential.js';
import { digamma, lgamma } from '../../src/kernel/math/gamma.js';
import { cosh, sinh, tanh } from '../../src/kernel/math/hyperbolic.js';
import { erfinv } from '../../src/kernel/math/inverseErrorFunction.js';
import { acosh, asinh, atanh } from '../../src/kernel/math/inverseHyperbolic.js';
import { acos, asin, atan, atan2 } from '../../src/kernel/math/inverseTrigonometric.js';
import { log, log10, log1p, log2 } from '../../src/kernel/math/logarithmic.js';
import { polygamma } from '../../src/kernel/math/polygamma.js';
import { cbrt, hypot, integerPow, pow } from '../../src/kernel/math/power.js';
import { cos, sin, tan } from '../../src/kernel/math/trigonometric.js';
import { numberAlgebra } from '../../src/kernel/numberAlgebra.js';
import type { ScalarAlgebra } from '../../src/kernel/scalarAlgebra.js';
import { pi, type Precise, precise, real, toNumber } from './reference.js';
import {
  among,
  around,
  between,
  exponents,
  nearMultiples,
  type Sampler,
  signed,
} from './sampling.js';

/** A function of numbers written over an algebra, with its exact counterpart. */
export interface MeasuredFunction {
  readonly name: string;
  readonly meaning: <F, I, B>(k: ScalarAlgebra<F, I, B>, ...args: F[]) => F;
  readonly exact: (...args: Precise[]) => Precise;
  /** Ways to draw arguments: for each way, a sampler for each argument. */
  readonly samples: readonly (readonly Sampler[])[];
  /** The largest error, in units in the last place. */
  readonly limit: number;
  /** Four eps (2^-52) of this scale are allowed instead, for cancellation at zeros of the function. */
  readonly scale?: (...args: number[]) => number;
}

const everywhere = signed(exponents(-1074, 1024));
const positive = exponents(-1074, 1024);
const tiny = signed(exponents(-1074, -20));
const moderate = signed(exponents(-20, 10));
const unit = signed(exponents(-30, 0));

const HALF_PI = Math.PI / 2;
/** The multiple of pi/2 that a float64 comes nearest to, relative to its size (Muller, Elementary Functions, 11.3). */
const nearestMultiple = 6381956970095103 * 2 ** 797;
const angles: readonly (readonly Sampler[])[] = [
  [everywhere],
  [tiny],
  [signed(between(0, 2 * Math.PI))],
  [signed(exponents(0, 22))],
  [signed(nearMultiples(HALF_PI, 2 ** 19))],
  [signed(nearMultiples(HALF_PI, 2 ** 50))],
  [signed(nearMultiples(HALF_PI / 2, 2 ** 20))],
  [signed(among(nearestMultiple, 2 ** 20, 2 ** 20 - 2 ** -32, 1e22, Number.MAX_VALUE))],
];
const one = (): Precise => precise(1);

const justBelowOne: Sampler = uniform => 1 - 2 ** (-53 * uniform());

/** Newton's method from the value computed; next to 1 on the complementary function, which does not cancel there. */
function exactErfinv(x: Precise): Precise {
  const magnitude = real.abs(x);
  let y = precise(erfinv(numberAlgebra, toNumber(magnitude)));
  for (let step = 0; step < 4; step++) {
    const isOuter = toNumber(magnitude) > 0.5;
    const excess = isOuter ? real.sub(real.sub(one(), magnitude), real.erfc(y)) : real.sub(real.erf(y), magnitude);
    const slope = real.div(real.mul(precise(2), real.exp(real.sub(precise(0), real.mul(y, y)))), real.pow(pi(), precise(0.5)));
    y = real.sub(y, real.div(excess, slope));
  }
  return toNumber(x) < 0 ? real.sub(precise(0), y) : y;
}

/** A derivative of the digamma function by differences, whose step leaves 90 bits. */
function exactPolygamma(n: number, x: Precise): Precise {
  const step = real.mul(real.abs(x), precise(2 ** -60));
  const order = (at: Precise, left: number): Precise => {
    if (left === 0) return real.digamma(at);
    const difference = real.sub(order(real.add(at, step), left - 1), order(real.sub(at, step), left - 1));
    return real.div(difference, real.mul(precise(2), step));
  };
  return order(x, n);
}

export const functions: readonly MeasuredFunction[] = [
  {
    name: 'exp',
    meaning: exp,
    exact: real.exp,
    limit: 1,
    samples: [[everywhere], [tiny], [moderate], [between(-746, -707)], [between(700, 710)]],
  },
  {
    name: 'exp2',
    meaning: exp2,
    exact: real.exp2,
    limit: 1,
    samples: [[everywhere], [tiny], [moderate], [between(-1076, -1021)], [between(1020, 1025)]],
  },
  {
    name: 'expm1',
    meaning: expm1,
    exact: real.expm1,
    limit: 1,
    samples: [[everywhere], [tiny], [moderate], [between(-2, 2)], [between(-45, 5)], [between(705, 710)]],
  },
  {
    name: 'log',
    meaning: log,
    exact: real.log,
    limit: 1,
    samples: [[positive], [exponents(-1, 1)], [around(1)], [around(Math.SQRT2)], [between(0, 10)]],
  },
  {
    name: 'log1p',
    meaning: log1p,
    exact: real.log1p,
    limit: 1,
    samples: [[positive], [tiny], [unit], [around(-1)], [between(-0.5, 2)], [exponents(-5, 60)]],
  },
  {
    name: 'log2',
    meaning: log2,
    exact: real.log2,
    limit: 1,
    samples: [[positive], [exponents(-1, 1)], [around(1)], [around(Math.SQRT2)], [between(0, 10)]],
  },
  {
    name: 'log10',
    meaning: log10,
    exact: real.log10,
    limit: 1,
    samples: [[positive], [exponents(-1, 1)], [around(1)], [around(Math.SQRT2)], [between(0, 10)]],
  },
  { name: 'sin', meaning: sin, exact: real.sin, limit: 1, samples: angles },
  { name: 'cos', meaning: cos, exact: real.cos, limit: 1, samples: angles },
  { name: 'tan', meaning: tan, exact: real.tan, limit: 2.5, samples: angles },
  {
    name: 'asin',
    meaning: asin,
    exact: real.asin,
    limit: 2,
    samples: [[tiny], [unit], [between(-1, 1)], [around(0.5)], [signed(between(0.99, 1))]],
  },
  {
    name: 'acos',
    meaning: acos,
    exact: real.acos,
    limit: 2,
    samples: [[tiny], [unit], [between(-1, 1)], [around(0.5)], [signed(between(0.99, 1))]],
  },
  {
    name: 'atan',
    meaning: atan,
    exact: real.atan,
    limit: 2,
    samples: [[everywhere], [tiny], [moderate], [between(-3, 3)], [around(1)]],
  },
  {
    name: 'atan2',
    meaning: atan2,
    exact: real.atan2,
    limit: 2,
    samples: [
      [everywhere, everywhere],
      [signed(exponents(-1074, -1000)), signed(exponents(-1074, -1000))],
      [signed(exponents(960, 1024)), signed(exponents(960, 1024))],
      [moderate, moderate],
      [between(-3, 3), between(-3, 3)],
      [around(1), among(1, -1)],
    ],
  },
  {
    name: 'sinh',
    meaning: sinh,
    exact: real.sinh,
    limit: 2,
    samples: [[everywhere], [tiny], [moderate], [between(-2, 2)], [signed(between(700, 711))]],
  },
  {
    name: 'cosh',
    meaning: cosh,
    exact: real.cosh,
    limit: 2,
    samples: [[everywhere], [tiny], [moderate], [between(-2, 2)], [signed(between(700, 711))]],
  },
  {
    name: 'tanh',
    meaning: tanh,
    exact: real.tanh,
    limit: 1.5,
    samples: [[everywhere], [tiny], [moderate], [between(-2, 2)], [around(0.625)], [signed(between(15, 25))]],
  },
  {
    name: 'asinh',
    meaning: asinh,
    exact: real.asinh,
    limit: 2,
    samples: [[everywhere], [tiny], [moderate], [between(-3, 3)], [signed(exponents(490, 520))]],
  },
  {
    name: 'acosh',
    meaning: acosh,
    exact: real.acosh,
    limit: 2,
    samples: [[exponents(0, 1024)], [(uniform) => Math.max(1, around(1)(uniform))], [between(1, 5)], [exponents(490, 520)]],
  },
  {
    name: 'atanh',
    meaning: atanh,
    exact: real.atanh,
    limit: 2,
    samples: [[tiny], [unit], [between(-1, 1)], [(uniform) => 1 - 2 ** (-53 * uniform())]],
  },
  {
    name: 'pow',
    meaning: pow,
    exact: real.pow,
    limit: 1,
    samples: [
      [positive, everywhere],
      [positive, signed(exponents(-20, 3))],
      [exponents(-4, 4), signed(between(0, 300))],
      [around(1), signed(exponents(0, 63))],
      [between(0, 4), among(-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2, 3)],
      [signed(exponents(-10, 10)), (uniform) => Math.round(signed(exponents(0, 7))(uniform))],
      [exponents(-1074, -1015), signed(between(0.5, 1.5))],
    ],
  },
  {
    name: 'integerPow 5',
    meaning: (k, x) => integerPow(k, x, 5),
    exact: (x) => real.pow(x, precise(5)),
    limit: 3,
    samples: [[signed(exponents(-200, 200))]],
  },
  {
    name: 'cbrt',
    meaning: cbrt,
    exact: real.cbrt,
    limit: 1,
    samples: [[everywhere], [exponents(-3, 3)], [around(1)], [tiny]],
  },
  {
    name: 'hypot',
    meaning: hypot,
    exact: real.hypot,
    limit: 1.5,
    samples: [
      [everywhere, everywhere],
      [signed(exponents(-1074, -1000)), signed(exponents(-1074, -1000))],
      [signed(exponents(960, 1023)), signed(exponents(960, 1023))],
      [moderate, moderate],
      [between(-3, 3), between(-3, 3)],
    ],
  },
  {
    name: 'sigmoid',
    meaning: sigmoid,
    exact: (x) => real.div(one(), real.add(one(), real.exp(real.sub(precise(0), x)))),
    limit: 2,
    samples: [[everywhere], [tiny], [moderate], [between(-5, 5)], [between(-746, -700)]],
  },
  {
    name: 'softplus',
    meaning: softplus,
    exact: (x) => {
      const decay = real.exp(real.sub(precise(0), real.abs(x)));
      return real.add(real.max(x, precise(0)), real.log1p(decay));
    },
    limit: 2,
    samples: [[everywhere], [tiny], [moderate], [between(-5, 5)], [between(-746, -700)]],
  },
  {
    name: 'logaddexp',
    meaning: logaddexp,
    exact: (a, b) => real.log(real.add(real.exp(a), real.exp(b))),
    limit: 2,
    scale: (a, b) => Math.max(Math.abs(a), Math.abs(b)),
    samples: [
      [between(-5, 5), between(-5, 5)],
      [moderate, moderate],
      [around(-Math.LN2), among(-Math.LN2)],
    ],
  },
  {
    name: 'sinc',
    meaning: sinc,
    exact: (x) => {
      const turns = toNumber(x) % 2;
      if (turns % 1 === 0) return precise(0);
      const sine = real.sin(real.mul(pi(), precise(turns)));
      return real.div(sine, real.mul(pi(), x));
    },
    limit: 3,
    samples: [[everywhere], [tiny], [moderate], [between(-5, 5)], [nearMultiples(1, 2 ** 40)]],
  },
  {
    name: 'mod',
    meaning: mod,
    exact: (a, b) => {
      const rest = real.fmod(a, b);
      const opposite = toNumber(rest) * Math.sign(toNumber(b)) < 0;
      return opposite ? real.add(rest, b) : rest;
    },
    limit: 0.5,
    samples: [[everywhere, everywhere], [moderate, moderate], [between(-9, 9), among(1, 2, -3, 0.1)]],
  },
  {
    name: 'erf',
    meaning: erf,
    exact: real.erf,
    limit: 2,
    samples: [[everywhere], [tiny], [moderate], [between(-2, 2)], [around(1)], [between(1, 6)]],
  },
  {
    name: 'erfc',
    meaning: erfc,
    exact: real.erfc,
    limit: 8,
    samples: [[everywhere], [tiny], [moderate], [between(-3, 3)], [around(0.5)], [between(0, 27.5)]],
  },
  {
    name: 'erfinv',
    meaning: erfinv,
    exact: exactErfinv,
    limit: 8,
    samples: [[signed(exponents(-1074, 0))], [tiny], [between(-1, 1)], [unit], [signed(justBelowOne)]],
  },
  {
    name: 'lgamma',
    meaning: lgamma,
    exact: real.lngamma,
    limit: 8,
    scale: () => 0.5,
    samples: [[positive], [between(0, 10)], [around(1)], [around(2)], [exponents(0, 20)]],
  },
  {
    name: 'lgamma < 0',
    meaning: lgamma,
    exact: (x) => {
      const reflected = real.abs(real.mul(x, real.sin(real.mul(pi(), precise(toNumber(x) % 2)))));
      return real.sub(real.log(real.div(pi(), reflected)), real.lngamma(real.abs(x)));
    },
    limit: 16,
    scale: (x) => 1 + Math.abs(x * Math.log(-x)),
    samples: [[between(-6, 0)], [between(-150, -6)], [(uniform) => -exponents(-1074, 40)(uniform)]],
  },
  {
    name: 'digamma',
    meaning: digamma,
    exact: real.digamma,
    limit: 10,
    samples: [[exponents(-1030, 1024)], [between(0, 10)], [around(1.4616321449683622)], [exponents(0, 20)]],
  },
  {
    name: 'digamma < 0',
    meaning: digamma,
    exact: real.digamma,
    limit: 16,
    scale: (x) => Math.log(2 - x),
    samples: [[between(-6, 0)], [between(-150, -6)], [(uniform) => -exponents(-100, 20)(uniform)]],
  },
  ...[1, 2].flatMap((n): MeasuredFunction[] => [
    {
      name: `polygamma ${n}`,
      meaning: (k, x) => polygamma(k, n, x),
      exact: (x) => exactPolygamma(n, x),
      limit: 16,
      samples: [[exponents(-300, 300)], [between(0, 10)], [exponents(-2, 6)]],
    },
    {
      name: `polygamma ${n} < 0`,
      meaning: (k, x) => polygamma(k, n, x),
      exact: (x) => exactPolygamma(n, x),
      limit: 16,
      // The reflected term that cancels at zeros of odd derivatives.
      scale: () => (2 * Math.PI) ** (n + 1),
      samples: [[between(-6, -0.001)], [between(-150, -6)]],
    },
  ]),
];
