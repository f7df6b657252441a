import { abs, add, atan, cos, div, exp, greater, mul, neg, pow, select, sin, sqrt, square, sub, tensor, type Tensor, type TensorLike } from '@fermat/autodiff';
import * as data from './data.js';
import type { Problem } from './problem.js';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const total = (terms: readonly TensorLike[]): Tensor => terms.reduce<Tensor>((sum, term) => add(sum, term), tensor(0));
const repeat = (n: number, ...values: readonly number[]): number[] => range(n).map(i => values[i % values.length]!);

type Named = Readonly<Record<string, Problem['residuals']>>;

/** Residuals by number of unknowns, where the problem has any. */
const extended = {
  rosenbrock: x => range(x.length / 2).flatMap(i => [mul(10, sub(x[2 * i + 1]!, square(x[2 * i]!))), sub(1, x[2 * i]!)]),
  powellSingular: x =>
    range(x.length / 4).flatMap(i => {
      const [a, b, c, d] = x.slice(4 * i, 4 * i + 4) as [Tensor, Tensor, Tensor, Tensor];
      return [add(a, mul(10, b)), mul(Math.sqrt(5), sub(c, d)), square(sub(b, mul(2, c))), mul(Math.sqrt(10), square(sub(a, d)))];
    }),
  watson: x => [
    ...range(29).map(k => {
      const t = (k + 1) / 29;
      const slope = total(x.slice(1).map((xj, j) => mul((j + 1) * t ** j, xj)));
      const value = total(x.map((xj, j) => mul(t ** j, xj)));
      return sub(sub(slope, square(value)), 1);
    }),
    x[0]!,
    sub(sub(x[1]!, square(x[0]!)), 1),
  ],
  penalty1: x => [...x.map(xi => mul(Math.sqrt(1e-5), sub(xi, 1))), sub(total(x.map(square)), 0.25)],
  penalty2: x => {
    const n = x.length;
    const a = Math.sqrt(1e-5);
    const pairs = range(n - 1).map(i => {
      const y = Math.exp((i + 2) / 10) + Math.exp((i + 1) / 10);
      return mul(a, sub(add(exp(div(x[i + 1]!, 10)), exp(div(x[i]!, 10))), y));
    });
    const singles = range(n - 1).map(i => mul(a, sub(exp(div(x[i + 1]!, 10)), Math.exp(-0.1))));
    return [sub(x[0]!, 0.2), ...pairs, ...singles, sub(total(x.map((xj, j) => mul(n - j, square(xj)))), 1)];
  },
  variablyDimensioned: x => {
    const weighted = total(x.map((xj, j) => mul(j + 1, sub(xj, 1))));
    return [...x.map(xi => sub(xi, 1)), weighted, square(weighted)];
  },
  trigonometric: x => {
    const cosines = total(x.map(cos));
    return x.map((xi, i) => sub(add(sub(x.length, cosines), mul(i + 1, sub(1, cos(xi)))), sin(xi)));
  },
  brownAlmostLinear: x => {
    const n = x.length;
    const sum = total(x);
    return [...x.slice(0, -1).map(xi => sub(add(xi, sum), n + 1)), sub(x.reduce((product, xi) => mul(product, xi)), 1)];
  },
  discreteBoundaryValue: x => {
    const n = x.length;
    const h = 1 / (n + 1);
    return x.map((xi, i) =>
      add(sub(sub(mul(2, xi), x[i - 1] ?? 0), x[i + 1] ?? 0), mul((h * h) / 2, pow(add(xi, (i + 1) * h + 1), 3))),
    );
  },
  discreteIntegral: x => {
    const n = x.length;
    const h = 1 / (n + 1);
    const t = range(n).map(i => (i + 1) * h);
    const cubes = x.map((xj, j) => pow(add(xj, t[j]! + 1), 3));
    return x.map((xi, i) => {
      const left = total(range(i + 1).map(j => mul(t[j]!, cubes[j]!)));
      const right = total(range(n - i - 1).map(k => mul(1 - t[i + 1 + k]!, cubes[i + 1 + k]!)));
      return add(xi, mul(h / 2, add(mul(1 - t[i]!, left), mul(t[i]!, right))));
    });
  },
  broydenTridiagonal: x =>
    x.map((xi, i) => add(sub(sub(mul(sub(3, mul(2, xi)), xi), x[i - 1] ?? 0), mul(2, x[i + 1] ?? 0)), 1)),
  broydenBanded: x =>
    x.map((xi, i) => {
      const band = range(x.length).filter(j => j !== i && j >= i - 5 && j <= i + 1);
      return sub(add(mul(xi, add(2, mul(5, square(xi)))), 1), total(band.map(j => mul(x[j]!, add(1, x[j]!)))));
    }),
  chebyquad: x => {
    const n = x.length;
    const columns = x.map(xj => {
      const shifted = sub(mul(2, xj), 1);
      const values: Tensor[] = [tensor(1), shifted];
      for (let i = 2; i <= n; i++) values.push(sub(mul(mul(2, shifted), values[i - 1]!), values[i - 2]!));
      return values;
    });
    return range(n).map(i => {
      const degree = i + 1;
      const integral = degree % 2 === 0 ? -1 / (degree * degree - 1) : 0;
      return sub(div(total(columns.map(column => column[degree]!)), n), integral);
    });
  },
} satisfies Named;

const linearFullRank = (m: number): Problem['residuals'] => x => {
  const mean = mul(2 / m, total(x));
  return range(m).map(i => sub(sub(x[i] ?? 0, mean), 1));
};
const linearRankOne = (m: number): Problem['residuals'] => x => {
  const weighted = total(x.map((xj, j) => mul(j + 1, xj)));
  return range(m).map(i => sub(mul(i + 1, weighted), 1));
};
const linearRankOneWithZeros = (m: number): Problem['residuals'] => x => {
  const weighted = total(x.slice(1, -1).map((xj, j) => mul(j + 2, xj)));
  return range(m).map(i => (i === 0 || i === m - 1 ? add(mul(0, weighted), -1) : sub(mul(i, weighted), 1)));
};

const helicalAngle = ([x1, x2]: readonly Tensor[]): Tensor =>
  add(div(atan(div(x2!, x1!)), 2 * Math.PI), select(greater(x1!, 0), 0, 0.5));

/**
 * The 35 functions, in 41 sizes, from their standard starts.
 *
 * Source: J. J. More, B. S. Garbow and K. E. Hillstrom, "Testing unconstrained optimization
 * software", ACM Trans. Math. Software 7 (1981), section 3.
 */
export const moreGarbowHillstrom: readonly Problem[] = [
  { name: 'Rosenbrock', start: [-1.2, 1], least: 0, residuals: extended.rosenbrock },
  {
    name: 'Freudenstein and Roth',
    start: [0.5, -2],
    least: 0,
    local: [48.98425367924],
    residuals: ([x1, x2]) => [
      add(sub(x1!, 13), mul(sub(mul(sub(5, x2!), x2!), 2), x2!)),
      add(sub(x1!, 29), mul(sub(mul(add(x2!, 1), x2!), 14), x2!)),
    ],
  },
  {
    name: 'Powell badly scaled',
    start: [0, 1],
    least: 0,
    residuals: ([x1, x2]) => [sub(mul(1e4, mul(x1!, x2!)), 1), sub(add(exp(neg(x1!)), exp(neg(x2!))), 1.0001)],
  },
  {
    name: 'Brown badly scaled',
    start: [1, 1],
    least: 0,
    residuals: ([x1, x2]) => [sub(x1!, 1e6), sub(x2!, 2e-6), sub(mul(x1!, x2!), 2)],
  },
  {
    name: 'Beale',
    start: [1, 1],
    least: 0,
    residuals: ([x1, x2]) => [1.5, 2.25, 2.625].map((y, i) => sub(y, mul(x1!, sub(1, pow(x2!, i + 1))))),
  },
  {
    name: 'Jennrich and Sampson',
    start: [0.3, 0.4],
    least: 124.362182355615,
    residuals: ([x1, x2]) => range(10).map(i => sub(2 + 2 * (i + 1), add(exp(mul(i + 1, x1!)), exp(mul(i + 1, x2!))))),
  },
  {
    name: 'helical valley',
    start: [-1, 0, 0],
    least: 0,
    residuals: x => [
      mul(10, sub(x[2]!, mul(10, helicalAngle(x)))),
      mul(10, sub(sqrt(add(square(x[0]!), square(x[1]!))), 1)),
      x[2]!,
    ],
  },
  {
    name: 'Bard',
    start: [1, 1, 1],
    least: 8.21487730657897e-3,
    residuals: ([x1, x2, x3]) =>
      data.bard.map((y, i) => {
        const [u, v] = [i + 1, 15 - i];
        return sub(y, add(x1!, div(u, add(mul(v, x2!), mul(Math.min(u, v), x3!)))));
      }),
  },
  {
    name: 'Gaussian',
    start: [0.4, 1, 0],
    least: 1.12793276961871e-8,
    residuals: ([x1, x2, x3]) =>
      data.gaussian.map((y, i) => sub(mul(x1!, exp(mul(mul(-0.5, x2!), square(sub((7 - i) / 2, x3!))))), y)),
  },
  {
    name: 'Meyer',
    start: [0.02, 4000, 250],
    least: 87.9458551708511,
    residuals: ([x1, x2, x3]) => data.meyer.map((y, i) => sub(mul(x1!, exp(div(x2!, add(50 + 5 * i, x3!)))), y)),
  },
  {
    name: 'Gulf research and development',
    start: [5, 2.5, 0.15],
    least: 0,
    residuals: ([x1, x2, x3]) =>
      range(99).map(i => {
        const t = (i + 1) / 100;
        const y = 25 + (-50 * Math.log(t)) ** (2 / 3);
        return sub(exp(neg(div(pow(abs(sub(y, x2!)), x3!), x1!))), t);
      }),
  },
  {
    name: 'Box three-dimensional',
    start: [0, 10, 20],
    least: 0,
    residuals: ([x1, x2, x3]) =>
      range(10).map(i => {
        const t = (i + 1) / 10;
        return sub(sub(exp(mul(-t, x1!)), exp(mul(-t, x2!))), mul(x3!, Math.exp(-t) - Math.exp(-10 * t)));
      }),
  },
  { name: 'Powell singular', start: [3, -1, 0, 1], least: 0, residuals: extended.powellSingular },
  {
    name: 'Wood',
    start: [-3, -1, -3, -1],
    least: 0,
    residuals: ([x1, x2, x3, x4]) => [
      mul(10, sub(x2!, square(x1!))),
      sub(1, x1!),
      mul(Math.sqrt(90), sub(x4!, square(x3!))),
      sub(1, x3!),
      mul(Math.sqrt(10), sub(add(x2!, x4!), 2)),
      mul(1 / Math.sqrt(10), sub(x2!, x4!)),
    ],
  },
  {
    name: 'Kowalik and Osborne',
    start: [0.25, 0.39, 0.415, 0.39],
    least: 3.07505603849238e-4,
    residuals: ([x1, x2, x3, x4]) =>
      data.kowalik.y.map((y, i) => {
        const u = data.kowalik.u[i]!;
        return sub(y, div(mul(x1!, add(u * u, mul(u, x2!))), add(u * u, add(mul(u, x3!), x4!))));
      }),
  },
  {
    name: 'Brown and Dennis',
    start: [25, 5, -5, -1],
    least: 85822.2016263563,
    residuals: ([x1, x2, x3, x4]) =>
      range(20).map(i => {
        const t = (i + 1) / 5;
        return add(
          square(sub(add(x1!, mul(t, x2!)), Math.exp(t))),
          square(sub(add(x3!, mul(Math.sin(t), x4!)), Math.cos(t))),
        );
      }),
  },
  {
    name: 'Osborne 1',
    start: [0.5, 1.5, -1, 0.01, 0.02],
    least: 5.46489469748284e-5,
    residuals: ([x1, x2, x3, x4, x5]) =>
      data.osborne1.map((y, i) =>
        sub(y, add(x1!, add(mul(x2!, exp(mul(-10 * i, x4!))), mul(x3!, exp(mul(-10 * i, x5!)))))),
      ),
  },
  {
    name: 'Biggs EXP6',
    start: [1, 2, 1, 1, 1, 1],
    least: 0,
    local: [5.65564992549993e-3],
    residuals: ([x1, x2, x3, x4, x5, x6]) =>
      range(13).map(i => {
        const t = (i + 1) / 10;
        const y = Math.exp(-t) - 5 * Math.exp(-10 * t) + 3 * Math.exp(-4 * t);
        const model = add(
          sub(mul(x3!, exp(mul(-t, x1!))), mul(x4!, exp(mul(-t, x2!)))),
          mul(x6!, exp(mul(-t, x5!))),
        );
        return sub(model, y);
      }),
  },
  {
    name: 'Osborne 2',
    start: [1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5],
    least: 4.01377362935478e-2,
    residuals: x =>
      data.osborne2.map((y, i) => {
        const t = i / 10;
        const peak = (height: Tensor, width: Tensor, at: Tensor): Tensor =>
          mul(height, exp(neg(mul(square(sub(t, at)), width))));
        const model = [
          mul(x[0]!, exp(mul(-t, x[4]!))),
          peak(x[1]!, x[5]!, x[8]!),
          peak(x[2]!, x[6]!, x[9]!),
          peak(x[3]!, x[7]!, x[10]!),
        ];
        return sub(y, total(model));
      }),
  },
  { name: 'Watson 6', start: repeat(6, 0), least: 2.2876700535524e-3, residuals: extended.watson },
  { name: 'Watson 9', start: repeat(9, 0), least: 1.39976013809902e-6, residuals: extended.watson },
  { name: 'Watson 12', start: repeat(12, 0), least: 4.72238110589176e-10, residuals: extended.watson },
  { name: 'extended Rosenbrock 10', start: repeat(10, -1.2, 1), least: 0, residuals: extended.rosenbrock },
  { name: 'extended Powell singular 12', start: repeat(12, 3, -1, 0, 1), least: 0, residuals: extended.powellSingular },
  { name: 'penalty I 4', start: [1, 2, 3, 4], least: 2.24997750089994e-5, residuals: extended.penalty1 },
  { name: 'penalty I 10', start: range(10).map(i => i + 1), least: 7.08765146709e-5, residuals: extended.penalty1 },
  { name: 'penalty II 4', start: repeat(4, 0.5), least: 9.376293007355e-6, residuals: extended.penalty2 },
  { name: 'penalty II 10', start: repeat(10, 0.5), least: 2.936605374567e-4, residuals: extended.penalty2 },
  {
    name: 'variably dimensioned 10',
    start: range(10).map(j => 1 - (j + 1) / 10),
    least: 0,
    residuals: extended.variablyDimensioned,
  },
  { name: 'trigonometric 10', start: repeat(10, 0.1), least: 0, local: [2.795056121877e-5], residuals: extended.trigonometric },
  { name: 'Brown almost-linear 10', start: repeat(10, 0.5), least: 0, local: [1], residuals: extended.brownAlmostLinear },
  {
    name: 'discrete boundary value 10',
    start: range(10).map(i => ((i + 1) / 11) * ((i + 1) / 11 - 1)),
    least: 0,
    residuals: extended.discreteBoundaryValue,
  },
  {
    name: 'discrete integral equation 10',
    start: range(10).map(i => ((i + 1) / 11) * ((i + 1) / 11 - 1)),
    least: 0,
    residuals: extended.discreteIntegral,
  },
  { name: 'Broyden tridiagonal 10', start: repeat(10, -1), least: 0, residuals: extended.broydenTridiagonal },
  { name: 'Broyden banded 10', start: repeat(10, -1), least: 0, local: [3.057278432426], residuals: extended.broydenBanded },
  { name: 'linear, full rank 10', start: repeat(10, 1), least: 10, residuals: linearFullRank(20) },
  { name: 'linear, rank one 10', start: repeat(10, 1), least: (20 * 19) / (2 * 41), residuals: linearRankOne(20) },
  {
    name: 'linear, rank one with zeros 10',
    start: repeat(10, 1),
    least: (400 + 60 - 6) / (2 * 37),
    residuals: linearRankOneWithZeros(20),
  },
  { name: 'Chebyquad 7', start: range(7).map(j => (j + 1) / 8), least: 0, residuals: extended.chebyquad },
  { name: 'Chebyquad 8', start: range(8).map(j => (j + 1) / 9), least: 3.51687372567793e-3, residuals: extended.chebyquad },
  { name: 'Chebyquad 10', start: range(10).map(j => (j + 1) / 11), least: 4.772713696375e-3, local: [6.503954800882e-3], residuals: extended.chebyquad },
];
