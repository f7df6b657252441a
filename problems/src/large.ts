import { add, concatenate, mul, pow, reshape, slice, sqrt, square, sub, sum, zeros, type Tensor } from '@fermat/autodiff';
import type { Minima } from './minima.js';

/** An objective of many unknowns with its standard start and its known stationary values. */
export interface LargeProblem extends Minima {
  readonly name: string;
  readonly start: Float64Array;
  objective(x: Tensor): Tensor;
}

const repeated = (n: number, ...values: readonly number[]): Float64Array => Float64Array.from({ length: n }, (_, i) => values[i % values.length]!);
const every = (x: Tensor, step: number, from: number): Tensor => slice(x, [from, null, step]);
/** Element i of the result is element i + by, or 0 beyond the ends. */
const shifted = (x: Tensor, by: number): Tensor => {
  const n = x.size;
  return by > 0 ? concatenate([slice(x, [by, n]), zeros([by])]) : concatenate([zeros([-by]), slice(x, [0, n + by])]);
};
const sumOfSquares = (...residuals: readonly Tensor[]): Tensor => residuals.map(r => sum(square(r))).reduce((a, b) => add(a, b));

const rosenbrock = (x: Tensor): Tensor => {
  const [odd, even] = [every(x, 2, 0), every(x, 2, 1)];
  return sumOfSquares(mul(10, sub(even, square(odd))), sub(1, odd));
};

const powell = (x: Tensor): Tensor => {
  const [a, b, c, d] = [0, 1, 2, 3].map(from => every(x, 4, from)) as [Tensor, Tensor, Tensor, Tensor];
  return sumOfSquares(add(a, mul(10, b)), mul(Math.sqrt(5), sub(c, d)), square(sub(b, mul(2, c))), mul(Math.sqrt(10), square(sub(a, d))));
};

/** Ph. L. Toint's TRIDIA: (x_1 - 1)^2 + sum of i (2 x_i - x_{i-1})^2. */
const tridiagonal = (x: Tensor): Tensor => {
  const n = x.size;
  const weights = Float64Array.from({ length: n - 1 }, (_, i) => Math.sqrt(i + 2));
  return sumOfSquares(sub(slice(x, [0, 1]), 1), mul(weights, sub(mul(2, slice(x, [1, n])), slice(x, [0, n - 1]))));
};

const broydenTridiagonal = (x: Tensor): Tensor =>
  sumOfSquares(add(sub(sub(mul(sub(3, mul(2, x)), x), shifted(x, -1)), mul(2, shifted(x, 1))), 1));

const broydenBanded = (x: Tensor): Tensor => {
  const y = mul(x, add(1, x));
  const band = [-5, -4, -3, -2, -1, 1].map(by => shifted(y, by)).reduce((a, b) => add(a, b));
  return sumOfSquares(sub(add(mul(x, add(2, mul(5, square(x)))), 1), band));
};

/** Toint's ENGVAL1: sum of (x_i^2 + x_{i+1}^2)^2 - 4 x_i + 3. */
const engval = (x: Tensor): Tensor => {
  const n = x.size;
  const [a, b] = [slice(x, [0, n - 1]), slice(x, [1, n])];
  return sum(add(sub(pow(add(square(a), square(b)), 2), mul(4, a)), 3));
};

/** The area of a surface over the unit square, triangulated, whose boundary is that of Enneper's saddle z = x^2 - y^2. */
const minimalSurface = (x: Tensor): Tensor => {
  const n = Math.sqrt(x.size);
  const h = 1 / (n + 1);
  const edge = (i: number, j: number): number => (i * h) ** 2 - (j * h) ** 2;
  const along = (height: (k: number) => number, from: number, to: number): Float64Array => Float64Array.from({ length: to - from }, (_, k) => height(k + from));
  const column = (j: number): Tensor => reshape(along(i => edge(i, j), 1, n + 1), [n, 1]);
  const row = (i: number): Tensor => reshape(along(j => edge(i, j), 0, n + 2), [1, n + 2]);
  const z = concatenate([row(0), concatenate([column(0), reshape(x, [n, n]), column(n + 1)], { axis: 1 }), row(n + 1)]);
  const corner = (i: number, j: number): Tensor => slice(z, [i, n + 1 + i], [j, n + 1 + j]);
  const [a, b, c, d] = [corner(0, 0), corner(0, 1), corner(1, 0), corner(1, 1)];
  const area = (p: Tensor, q: Tensor): Tensor => sum(sqrt(add(1, mul(1 / (h * h), add(square(p), square(q))))));
  return mul((h * h) / 2, add(area(sub(b, a), sub(c, a)), area(sub(d, b), sub(d, c))));
};

/**
 * Sources: More, Garbow and Hillstrom (1981) for the first four; Ph. L. Toint, "Test problems for
 * partially separable optimization and results for the routine PSPMIN" (1983), for TRIDIA and ENGVAL1;
 * B. M. Averick et al., "The MINPACK-2 test problem collection" (1992), section 4.3, for minimal surfaces.
 */
export const large: readonly LargeProblem[] = [
  ...[1000, 10_000].flatMap((n): LargeProblem[] => [
    { name: `extended Rosenbrock ${n}`, start: repeated(n, -1.2, 1), least: 0, objective: rosenbrock },
    { name: `extended Powell singular ${n}`, start: repeated(n, 3, -1, 0, 1), least: 0, objective: powell },
    { name: `tridiagonal ${n}`, start: repeated(n, 1), least: 0, objective: tridiagonal },
    { name: `Broyden tridiagonal ${n}`, start: repeated(n, -1), least: 0, local: [0.7125], objective: broydenTridiagonal },
    { name: `Broyden banded ${n}`, start: repeated(n, -1), least: 0, objective: broydenBanded },
  ]),
  { name: 'ENGVAL1 1000', start: repeated(1000, 2), least: 1108.194718785006, objective: engval },
  { name: 'minimal surface 1024', start: new Float64Array(1024), least: 1.8567846282882583, objective: minimalSurface },
  { name: 'minimal surface 10000', start: new Float64Array(10_000), least: 1.8568545867919162, objective: minimalSurface },
];
