import { add, div, exp, log, mul, neg, pow, sin, sqrt, square, sub, type Tensor, type TensorLike } from '@fermat/autodiff';
import type { BoundedProblem, Pair } from './constrainedProblem.js';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const total = (terms: readonly TensorLike[]): Tensor => terms.reduce<Tensor>((sum, term) => add(sum, term), mul(0, terms[0]!));
const repeat = <T>(n: number, value: T): T[] => range(n).map(() => value);
const product = (factors: readonly Tensor[]): Tensor => factors.reduce((left, right) => mul(left, right));

const rosenbrock = ([x1, x2]: readonly Tensor[]): Tensor => add(mul(100, square(sub(x2!, square(x1!)))), square(sub(1, x1!)));

/** Values at the inner points of a grid, with zeros around it. */
const grid = (columns: number, x: readonly Tensor[]) => (i: number, j: number): TensorLike => {
  const rows = x.length / columns;
  return i >= 0 && j >= 0 && i < columns && j < rows ? x[j * columns + i]! : 0;
};

const SIDE = 10;

/** The points of the unit square's grid from its nearest border. */
const borderDistance = range(SIDE * SIDE).map(k => {
  const [i, j] = [k % SIDE, Math.floor(k / SIDE)];
  return Math.min(i + 1, j + 1, SIDE - i, SIDE - j) / (SIDE + 1);
});

/** Twist by 5 radians a length of a bar of square section: stress stays below the yield limit. */
function torsion(x: readonly Tensor[]): Tensor {
  const h = 1 / (SIDE + 1);
  const at = grid(SIDE, x);
  const edges = range(SIDE + 1).flatMap(i =>
    range(SIDE).flatMap(j => [square(sub(at(i, j), at(i - 1, j))), square(sub(at(j, i), at(j, i - 1)))]),
  );
  return sub(mul(0.5, total(edges)), mul(5 * h * h, total(x)));
}

/** Pressure in the film of a journal bearing of eccentricity 0.1, over a domain 2 pi by 2 b, b = 10. */
function journalBearing(x: readonly Tensor[]): Tensor {
  const [hx, hy] = [(2 * Math.PI) / (SIDE + 1), 20 / (SIDE + 1)];
  const at = grid(SIDE, x);
  const film = (i: number): number => (1 + 0.1 * Math.cos((i + 1) * hx)) ** 3;
  const lower = range(SIDE + 1).flatMap(i => range(SIDE + 1).map(j => [i - 1, j - 1, (2 * film(i - 1) + film(i)) / 6, 1] as const));
  const upper = range(SIDE + 1).flatMap(i => range(SIDE + 1).map(j => [i, j, (2 * film(i) + film(i - 1)) / 6, -1] as const));
  const energy = [...lower, ...upper].map(([i, j, weight, way]) =>
    mul(
      weight / 2,
      add(square(div(sub(at(i + way, j), at(i, j)), hx)), square(div(sub(at(i, j + way), at(i, j)), hy))),
    ),
  );
  const force = x.map((v, k) => mul(0.1 * Math.sin(((k % SIDE) + 1) * hx), v));
  return mul(hx * hy, sub(total(energy), total(force)));
}

/**
 * Sixteen problems whose only constraints are bounds, from their standard starts.
 *
 * Sources: W. Hock and K. Schittkowski, Test Examples for Nonlinear Programming Codes, Springer 1981
 * (hs); I. Bongartz, A. R. Conn, N. Gould and P. L. Toint, "CUTE: constrained and unconstrained testing
 * environment", ACM Trans. Math. Software 21 (1995) (hatfld, camel, mccormick); B. M. Averick,
 * R. G. Carter, J. J. More and G.-L. Xue, "The MINPACK-2 test problem collection" (1992), sections 2.1
 * and 2.2 (torsion, bearing).
 */
export const bounded: readonly BoundedProblem[] = [
  { name: 'hs1', start: [-2, 1], bounds: [null, [-1.5, null]], least: 0, objective: rosenbrock },
  {
    name: 'hs2',
    start: [-2, 1],
    bounds: [null, [1.5, null]],
    least: 0.0504261878936071,
    local: [4.94122931798919],
    objective: rosenbrock,
  },
  {
    name: 'hs3',
    start: [10, 1],
    bounds: [null, [0, null]],
    least: 0,
    objective: ([x1, x2]) => add(x2!, mul(1e-5, square(sub(x2!, x1!)))),
  },
  {
    name: 'hs4',
    start: [1.125, 0.125],
    bounds: [[1, null], [0, null]],
    least: 8 / 3,
    objective: ([x1, x2]) => add(div(pow(add(x1!, 1), 3), 3), x2!),
  },
  {
    name: 'hs5',
    start: [0, 0],
    bounds: [[-1.5, 4], [-3, 3]],
    least: -Math.sqrt(3) / 2 - Math.PI / 3,
    objective: ([x1, x2]) => total([sin(add(x1!, x2!)), square(sub(x1!, x2!)), mul(-1.5, x1!), mul(2.5, x2!), 1]),
  },
  {
    name: 'hs25',
    start: [100, 12.5, 3],
    bounds: [[0.1, 100], [0, 25.6], [0, 5]],
    least: 0,
    objective: ([x1, x2, x3]) =>
      total(
        range(99).map(i => {
          const t = (i + 1) / 100;
          const u = 25 + (-50 * Math.log(t)) ** (2 / 3);
          return square(sub(exp(neg(div(pow(sub(u, x2!), x3!), x1!))), t));
        }),
      ),
  },
  {
    name: 'hs38',
    start: [-3, -1, -3, -1],
    bounds: repeat(4, [-10, 10]),
    least: 0,
    objective: ([x1, x2, x3, x4]) =>
      total([
        rosenbrock([x1!, x2!]),
        mul(90, square(sub(x4!, square(x3!)))),
        square(sub(1, x3!)),
        mul(10.1, add(square(sub(x2!, 1)), square(sub(x4!, 1)))),
        mul(19.8, mul(sub(x2!, 1), sub(x4!, 1))),
      ]),
  },
  {
    name: 'hs45',
    start: repeat(5, 2),
    bounds: range(5).map((i): Pair => [0, i + 1]),
    least: 1,
    objective: x => sub(2, div(product(x), 120)),
  },
  {
    name: 'hs110',
    start: repeat(10, 9),
    bounds: repeat(10, [2.001, 9.999]),
    least: -45.7784697074463,
    objective: x => sub(total(x.map(v => add(square(log(sub(v, 2))), square(log(sub(10, v)))))), pow(product(x), 0.2)),
  },
  {
    name: 'hatflda',
    start: repeat(4, 0.1),
    bounds: repeat(4, [1e-7, null]),
    least: 0,
    objective: x => total([square(sub(x[0]!, 1)), ...x.slice(1).map((v, i) => square(sub(x[i]!, sqrt(v))))]),
  },
  {
    name: 'hatfldb',
    start: repeat(4, 0.1),
    bounds: [[1e-7, null], [1e-7, 0.8], [1e-7, null], [1e-7, null]],
    least: 5.57280900008412e-3,
    objective: x => total([square(sub(x[0]!, 1)), ...x.slice(1).map((v, i) => square(sub(x[i]!, sqrt(v))))]),
  },
  {
    name: 'hatfldc',
    start: repeat(25, 0.9),
    bounds: repeat(25, [0, 10]),
    least: 0,
    objective: x =>
      total([square(sub(x[0]!, 1)), square(sub(x[24]!, 1)), ...range(23).map(i => square(sub(x[i + 2]!, square(x[i + 1]!))))]),
  },
  {
    name: 'camel',
    start: [1.1, 1.1],
    bounds: [[-3, 3], [-1.5, 1.5]],
    least: -1.03162845348988,
    local: [-0.215463824383718, 2.10425031031126],
    objective: ([x, y]) => {
      const [xx, yy] = [square(x!), square(y!)];
      return total([mul(xx, add(sub(4, mul(2.1, xx)), div(square(xx), 3))), mul(x!, y!), mul(yy, sub(mul(4, yy), 4))]);
    },
  },
  {
    name: 'mccormick 10',
    start: repeat(10, 0),
    bounds: repeat(10, [-1.5, 3]),
    least: -9.59800619474651,
    objective: x =>
      total(
        x.slice(1).map((b, i) => {
          const a = x[i]!;
          return total([mul(-1.5, a), mul(2.5, b), 1, square(sub(a, b)), sin(add(a, b))]);
        }),
      ),
  },
  {
    name: 'elastic-plastic torsion 100',
    start: borderDistance,
    bounds: borderDistance.map((d): Pair => [-d, d]),
    least: -0.409945172905353,
    objective: torsion,
  },
  {
    name: 'journal bearing 100',
    start: range(SIDE * SIDE).map(k => Math.sin((((k % SIDE) + 1) * 2 * Math.PI) / (SIDE + 1))),
    bounds: repeat(SIDE * SIDE, [0, null]),
    least: -0.178823632081798,
    objective: journalBearing,
  },
];
