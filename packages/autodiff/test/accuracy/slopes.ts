import * as api from '../../src/index.js';
import { tensor, type Tensor, type TensorLike } from '../../src/index.js';
import { functions, type MeasuredFunction } from './functions.js';
import { pi, type Precise, precise, real, toNumber } from './reference.js';
import { around, between, exponents, type Sampler, signed } from './sampling.js';

/** The slope of an op in one of its operands, where the exact slope is had from differences of high precision. */
export interface MeasuredSlope {
  readonly name: string;
  readonly op: (...args: TensorLike[]) => Tensor;
  readonly operand: number;
  readonly exact: MeasuredFunction['exact'];
  readonly samples: readonly (readonly Sampler[])[];
  /** The largest error, in units in the last place. */
  readonly limit: number;
  /** The largest slope there is, of which four eps are allowed instead; 0 where there is none. */
  readonly largest: number;
}

const STEP = 2 ** -60;

/** Smooth functions are differenced over at least this, however small the argument. */
const SMALLEST_STEP = 2 ** -80;

/** The derivative in one argument by a central difference, which leaves some 100 bits. */
const difference = (f: MeasuredFunction['exact'], operand: number, isSmooth: boolean): MeasuredFunction['exact'] => (...args) => {
  const relative = STEP * Math.abs(toNumber(args[operand]!));
  const step = precise(isSmooth ? Math.max(relative, SMALLEST_STEP) : relative);
  const at = (move: typeof real.add): Precise => f(...args.map((arg, i) => (i === operand ? move(arg, step) : arg)));
  return real.div(real.sub(at(real.add), at(real.sub)), real.mul(precise(2), step));
};

const moderate = signed(exponents(-20, 5));
const tiny = signed(exponents(-300, -20));
const everyPositive = exponents(-1000, 1000);

interface Place {
  readonly samples: readonly (readonly Sampler[])[];
  /** The largest slope, of those that have one. */
  readonly largest?: number;
  /** 4, and for special functions 16. */
  readonly limit?: number;
  /** Whether it is smooth at 0; true by default. */
  readonly isSmooth?: boolean;
  /** The function at numbers of more than 53 bits, where that it is measured against rounds them. */
  readonly exact?: MeasuredFunction['exact'];
}

const sinePi = (x: Precise): Precise => real.sin(real.mul(pi(), x));

const lgammaByReflection = (x: Precise): Precise => real.sub(real.log(real.abs(real.div(pi(), real.mul(x, sinePi(x))))), real.lngamma(real.abs(x)));

const places: Readonly<Record<string, Place>> = {
  exp: { samples: [[moderate], [tiny], [between(-700, 700)]] },
  exp2: { samples: [[moderate], [tiny], [between(-1000, 1000)]] },
  expm1: { samples: [[moderate], [tiny], [between(-40, 0)], [between(0, 700)]], largest: 1 },
  log: { isSmooth: false, samples: [[everyPositive], [around(1)]] },
  log1p: { samples: [[exponents(-20, 300)], [tiny], [between(-0.99, 3)]] },
  log2: { isSmooth: false, samples: [[everyPositive], [around(1)]] },
  log10: { isSmooth: false, samples: [[everyPositive], [around(1)]] },
  sin: { samples: [[moderate], [tiny], [between(-1000, 1000)]], largest: 1 },
  cos: { samples: [[moderate], [tiny], [between(-1000, 1000)]], largest: 1 },
  tan: { samples: [[moderate], [tiny], [between(-1.57, 1.57)]] },
  asin: { samples: [[signed(exponents(-30, 0))], [tiny], [between(-1, 1)], [signed(between(0.99, 1))]] },
  acos: { samples: [[signed(exponents(-30, 0))], [tiny], [between(-1, 1)], [signed(between(0.99, 1))]] },
  atan: { samples: [[moderate], [tiny], [signed(exponents(-300, 300))]], largest: 1 },
  sinh: { samples: [[moderate], [tiny], [between(-700, 700)]] },
  cosh: { samples: [[moderate], [signed(exponents(-60, -20))], [between(-700, 700)]] },
  tanh: { samples: [[moderate], [tiny], [between(-20, 20)]], largest: 1 },
  asinh: { samples: [[moderate], [tiny], [signed(exponents(-300, 300))]], largest: 1 },
  acosh: { isSmooth: false, samples: [[between(1, 5)], [exponents(0, 300)]] },
  atanh: { samples: [[signed(exponents(-30, 0))], [tiny], [between(-1, 1)]] },
  cbrt: { isSmooth: false, samples: [[signed(everyPositive)], [around(1)]] },
  sigmoid: { samples: [[moderate], [tiny], [between(-40, 40)]], largest: 0.25 },
  softplus: { samples: [[moderate], [tiny], [between(-40, 40)]], largest: 1 },
  sinc: { samples: [[moderate], [signed(exponents(-60, -20))], [between(-5, 5)]], largest: 1.37, exact: x => real.div(sinePi(x), real.mul(pi(), x)) },
  erf: { samples: [[moderate], [tiny], [between(-6, 6)]], largest: 2 / Math.sqrt(Math.PI) },
  erfc: { samples: [[moderate], [tiny], [between(-6, 6)]], largest: 2 / Math.sqrt(Math.PI) },
  erfinv: { samples: [[between(-0.99, 0.99)]], limit: 16 },
  lgamma: { isSmooth: false, samples: [[exponents(-300, 300)], [between(0.01, 10)]], limit: 16 },
  'lgamma < 0': { isSmooth: false, samples: [[between(-6, -0.001)]], limit: 16, largest: 2 * Math.PI, exact: lgammaByReflection },
  digamma: { isSmooth: false, samples: [[exponents(-100, 300)], [between(0.01, 10)], [between(-6, -0.001)]], limit: 16 },
  atan2: { isSmooth: false, samples: [[moderate, moderate], [between(-3, 3), between(-3, 3)]] },
  hypot: { isSmooth: false, samples: [[moderate, moderate], [signed(exponents(960, 1020)), signed(exponents(960, 1020))]], largest: 1 },
  pow: { isSmooth: false, samples: [[exponents(-4, 4), between(-30, 30)], [between(0.1, 4), between(-3, 3)]] },
  logaddexp: { samples: [[moderate, moderate], [between(-5, 5), between(-5, 5)]], largest: 1 },
};

export const slopes: readonly MeasuredSlope[] = Object.entries(places).flatMap(([name, { samples, largest = 0, limit = 4, isSmooth = true, exact }]) => {
  const measured = functions.find(f => f.name === name)!;
  const op = (api as unknown as Record<string, MeasuredSlope['op']>)[name.split(' ')[0]!]!;
  return samples[0]!.map((_, operand): MeasuredSlope => ({
    name: samples[0]!.length === 1 ? name : `${name} in operand ${operand}`,
    op,
    operand,
    exact: difference(exact ?? measured.exact, operand, isSmooth),
    samples,
    limit,
    largest,
  }));
});

/** The slope as forward mode gives it. */
export const slopeAt = ({ op, operand }: MeasuredSlope, args: readonly number[]): number =>
  api.jvp((x: Tensor) => op(...args.map((arg, i) => (i === operand ? x : arg))), [tensor(args[operand]!)], [tensor(1)])[1].item();
