import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { add, atan, cos, div, exp, mul, neg, pow, sin, square, sub, type Tensor, type TensorLike } from '@fermat/autodiff';

type Parameters = readonly Tensor[];
type Model = (b: Parameters, x: Float64Array, second: Float64Array) => Tensor;

/** One of NIST's data sets for nonlinear regression, with its certified parameters. */
export interface NistProblem {
  readonly name: string;
  readonly starts: readonly (readonly number[])[];
  readonly certified: readonly number[];
  readonly residualSumOfSquares: number;
  residuals(b: Parameters): Tensor;
}

const polynomial = (coefficients: readonly TensorLike[], x: Float64Array): Tensor =>
  coefficients.reduceRight<Tensor>((sum, c) => add(mul(sum, x), c), mul(0, x));

const decay = (size: Tensor, rate: Tensor, x: Float64Array): Tensor => mul(size, exp(neg(mul(rate, x))));

const peak = (height: Tensor, at: Tensor, width: Tensor, x: Float64Array): Tensor =>
  mul(height, exp(neg(square(div(sub(x, at), width)))));

const cycle = (b: Tensor, c: Tensor, period: TensorLike, x: Float64Array): Tensor => {
  const phase = div(x.map(t => 2 * Math.PI * t), period);
  return add(mul(b, cos(phase)), mul(c, sin(phase)));
};

const saturation: Model = ([b1, b2], x) => mul(b1!, sub(1, exp(neg(mul(b2!, x)))));
const chwirut: Model = ([b1, b2, b3], x) => div(exp(neg(mul(b1!, x))), add(b2!, mul(b3!, x)));
const gauss: Model = ([b1, b2, b3, b4, b5, b6, b7, b8], x) =>
  add(decay(b1!, b2!, x), add(peak(b3!, b4!, b5!, x), peak(b6!, b7!, b8!, x)));
const cubics: Model = ([b1, b2, b3, b4, b5, b6, b7], x) =>
  div(polynomial([b1!, b2!, b3!, b4!], x), polynomial([1, b5!, b6!, b7!], x));
const lanczos: Model = ([b1, b2, b3, b4, b5, b6], x) => add(decay(b1!, b2!, x), add(decay(b3!, b4!, x), decay(b5!, b6!, x)));

const models: Readonly<Record<string, Model>> = {
  Bennett5: ([b1, b2, b3], x) => mul(b1!, pow(add(b2!, x), div(-1, b3!))),
  BoxBOD: saturation,
  Chwirut1: chwirut,
  Chwirut2: chwirut,
  DanWood: ([b1, b2], x) => mul(b1!, pow(x, b2!)),
  ENSO: ([b1, b2, b3, b4, b5, b6, b7, b8, b9], x) =>
    add(b1!, add(cycle(b2!, b3!, 12, x), add(cycle(b5!, b6!, b4!, x), cycle(b8!, b9!, b7!, x)))),
  Eckerle4: ([b1, b2, b3], x) => mul(div(b1!, b2!), exp(mul(-0.5, square(div(sub(x, b3!), b2!))))),
  Gauss1: gauss,
  Gauss2: gauss,
  Gauss3: gauss,
  Hahn1: cubics,
  Kirby2: ([b1, b2, b3, b4, b5], x) => div(polynomial([b1!, b2!, b3!], x), polynomial([1, b4!, b5!], x)),
  Lanczos1: lanczos,
  Lanczos2: lanczos,
  Lanczos3: lanczos,
  MGH09: ([b1, b2, b3, b4], x) => div(mul(b1!, add(x.map(t => t * t), mul(x, b2!))), polynomial([b4!, b3!, 1], x)),
  MGH10: ([b1, b2, b3], x) => mul(b1!, exp(div(b2!, add(x, b3!)))),
  MGH17: ([b1, b2, b3, b4, b5], x) => add(b1!, add(decay(b2!, b4!, x), decay(b3!, b5!, x))),
  Misra1a: saturation,
  Misra1b: ([b1, b2], x) => mul(b1!, sub(1, pow(add(1, div(mul(b2!, x), 2)), -2))),
  Misra1c: ([b1, b2], x) => mul(b1!, sub(1, pow(add(1, mul(2, mul(b2!, x))), -0.5))),
  Misra1d: ([b1, b2], x) => div(mul(mul(b1!, b2!), x), add(1, mul(b2!, x))),
  // Of the logarithm of y.
  Nelson: ([b1, b2, b3], x, second) => sub(b1!, mul(mul(b2!, x), exp(neg(mul(b3!, second))))),
  Rat42: ([b1, b2, b3], x) => div(b1!, add(1, exp(sub(b2!, mul(b3!, x))))),
  Rat43: ([b1, b2, b3, b4], x) => div(b1!, pow(add(1, exp(sub(b2!, mul(b3!, x)))), div(1, b4!))),
  Roszman1: ([b1, b2, b3, b4], x) => sub(sub(b1!, mul(b2!, x)), div(atan(div(b3!, sub(x, b4!))), Math.PI)),
  Thurber: cubics,
};

/** The data are found by the name of this package, wherever its code is bundled to. */
const files = createRequire(import.meta.url);

/** Reads one of NIST's files: parameters as `b1 = start1 start2 certified deviation`, then columns of data. */
function read(name: string, model: Model): NistProblem {
  const text = readFileSync(files.resolve(`@fermat/problems/nist/${name}.dat`), 'utf8');
  const numbers = (line: string): number[] => line.trim().split(/\s+/).map(Number);
  const parameters = [...text.matchAll(/^ *b\d+ = +(.*)$/gm)].map(match => numbers(match[1]!));
  const rows = text
    .slice(text.lastIndexOf('Data:'))
    .split('\n')
    .slice(1)
    .filter(line => line.trim() !== '')
    .map(numbers);
  const column = (j: number): Float64Array => Float64Array.from(rows, row => row[j] ?? NaN);
  const [y, x, second] = [column(0), column(1), column(2)];
  const observed = name === 'Nelson' ? y.map(Math.log) : y;
  return {
    name,
    starts: [0, 1].map(start => parameters.map(row => row[start]!)),
    certified: parameters.map(row => row[2]!),
    residualSumOfSquares: Number(/Residual Sum of Squares: +(\S+)/.exec(text)![1]),
    residuals: b => sub(model(b, x, second), observed),
  };
}

/**
 * All 27 data sets, each with two starts, the first further away.
 *
 * Source: NIST, Statistical Reference Datasets, nonlinear regression; the files are NIST's own.
 */
export const nist: readonly NistProblem[] = Object.entries(models).map(([name, model]) => read(name, model));

/** How many digits of the worst parameter agree with the certified ones, of which there are eleven. */
export function certifiedDigits(problem: NistProblem, b: readonly number[]): number {
  const digits = problem.certified.map((certified, i) => -Math.log10(Math.abs(b[i]! - certified) / Math.abs(certified)));
  return Math.min(11, ...digits.map(d => (Number.isNaN(d) ? 0 : d)));
}
