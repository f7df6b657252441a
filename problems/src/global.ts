import { abs, add, cos, exp, mean, mul, pow, prod, sin, slice, sqrt, square, sub, sum, type Tensor } from '@fermat/autodiff';
import type { Minima } from './minima.js';

/** An objective of many local minima on its box, with its least value. */
export interface GlobalTestProblem extends Minima {
  readonly name: string;
  readonly dimension: number;
  /** The same for all unknowns, or one for each. */
  readonly bounds: readonly [number, number] | readonly (readonly [number, number])[];
  objective(x: Tensor): Tensor;
}

const { PI } = Math;
const at = (x: Tensor, i: number): Tensor => slice(x, i);
const positions = (x: Tensor): Float64Array => Float64Array.from({ length: x.size }, (_, i) => i + 1);

const ackley = (x: Tensor): Tensor =>
  sub(sub(20 + Math.E, mul(20, exp(mul(-0.2, sqrt(mean(square(x))))))), exp(mean(cos(mul(2 * PI, x)))));

const rastrigin = (x: Tensor): Tensor => sum(add(10, sub(square(x), mul(10, cos(mul(2 * PI, x))))));

const levy = (x: Tensor): Tensor => {
  const n = x.size;
  const w = add(1, mul(0.25, sub(x, 1)));
  const inner = slice(w, [0, n - 1]);
  const last = at(w, n - 1);
  const middle = sum(mul(square(sub(inner, 1)), add(1, mul(10, square(sin(add(mul(PI, inner), 1)))))));
  return add(square(sin(mul(PI, at(w, 0)))), add(middle, mul(square(sub(last, 1)), add(1, square(sin(mul(2 * PI, last)))))));
};

const griewank = (x: Tensor): Tensor => add(1, sub(mul(1 / 4000, sum(square(x))), prod(cos(mul(x, positions(x).map(i => 1 / Math.sqrt(i)))))));

const michalewicz = (x: Tensor): Tensor => mul(-1, sum(mul(sin(x), pow(sin(mul(square(x), positions(x).map(i => i / PI))), 20))));

const rosenbrock = (x: Tensor): Tensor => {
  const [a, b] = [slice(x, [0, x.size - 1]), slice(x, [1, x.size])];
  return sum(add(mul(100, square(sub(b, square(a)))), square(sub(1, a))));
};

const styblinskiTang = (x: Tensor): Tensor => mul(0.5, sum(add(sub(pow(x, 4), mul(16, square(x))), mul(5, x))));

const branin = (x: Tensor): Tensor => {
  const [a, b] = [at(x, 0), at(x, 1)];
  const bend = sub(add(sub(b, mul(5.1 / (4 * PI * PI), square(a))), mul(5 / PI, a)), 6);
  return add(add(square(bend), mul(10 * (1 - 1 / (8 * PI)), cos(a))), 10);
};

const goldsteinPrice = (x: Tensor): Tensor => {
  const [a, b] = [at(x, 0), at(x, 1)];
  const quadratic = (c: readonly number[]): Tensor =>
    add(c[0]!, add(add(mul(c[1]!, a), mul(c[2]!, square(a))), add(mul(c[3]!, b), add(mul(c[4]!, mul(a, b)), mul(c[5]!, square(b))))));
  const left = mul(square(add(add(a, b), 1)), quadratic([19, -14, 3, -14, 6, 3]));
  const right = mul(square(sub(mul(2, a), mul(3, b))), quadratic([18, -32, 12, 48, -36, 27]));
  return mul(add(1, left), add(30, right));
};

const sixHumpCamel = (x: Tensor): Tensor => {
  const [a, b] = [square(at(x, 0)), square(at(x, 1))];
  const humps = mul(a, add(sub(4, mul(2.1, a)), mul(1 / 3, square(a))));
  return add(humps, add(mul(at(x, 0), at(x, 1)), mul(b, sub(mul(4, b), 4))));
};

const shubert = (x: Tensor): Tensor => {
  const wave = (t: Tensor): Tensor => [1, 2, 3, 4, 5].map(j => mul(j, cos(add(mul(j + 1, t), j)))).reduce((a, b) => add(a, b));
  return mul(wave(at(x, 0)), wave(at(x, 1)));
};

const easom = (x: Tensor): Tensor => mul(-1, mul(mul(cos(at(x, 0)), cos(at(x, 1))), exp(mul(-1, sum(square(sub(x, PI)))))));

const eggholder = (x: Tensor): Tensor => {
  const [a, b] = [at(x, 0), add(at(x, 1), 47)];
  return mul(-1, add(mul(b, sin(sqrt(abs(add(b, mul(0.5, a)))))), mul(a, sin(sqrt(abs(sub(a, b)))))));
};

const hartmann = (a: readonly (readonly number[])[], p: readonly (readonly number[])[]) => (x: Tensor): Tensor =>
  mul(-1, a.map((row, i) => mul([1, 1.2, 3, 3.2][i]!, exp(mul(-1, sum(mul(Float64Array.from(row), square(sub(x, Float64Array.from(p[i]!)))))))))
    .reduce((s, t) => add(s, t)));

const hartmann3 = hartmann(
  [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]],
  [[0.3689, 0.117, 0.2673], [0.4699, 0.4387, 0.747], [0.1091, 0.8732, 0.5547], [0.0381, 0.5743, 0.8828]],
);

const hartmann6 = hartmann(
  [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]],
  [
    [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
    [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
    [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
    [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
  ],
);

const foxholes = [[4, 4, 4, 4], [1, 1, 1, 1], [8, 8, 8, 8], [6, 6, 6, 6], [3, 7, 3, 7], [2, 9, 2, 9], [5, 5, 3, 3], [8, 1, 8, 1], [6, 2, 6, 2], [7, 3.6, 7, 3.6]];
const depths = [0.1, 0.2, 0.2, 0.4, 0.4, 0.6, 0.3, 0.7, 0.5, 0.5];

const shekel = (m: number) => (x: Tensor): Tensor =>
  mul(-1, foxholes.slice(0, m).map((hole, i) => pow(add(depths[i]!, sum(square(sub(x, Float64Array.from(hole))))), -1)).reduce((s, t) => add(s, t)));

/**
 * Sources: L. C. W. Dixon and G. P. Szego, Towards Global Optimisation 2 (1978), for Branin, Goldstein
 * and Price, six-hump camel, Hartmann and Shekel; D. H. Ackley (1987), L. A. Rastrigin (1974), A. V. Levy
 * and A. Montalvo (1985), A. O. Griewank (1981), Z. Michalewicz (1992), E. E. Easom
 * (1990), D. Whitley et al. (1996, eggholder), in the forms and boxes of S. Surjanovic and D. Bingham's
 * library of test functions. Least values are recomputed from the minimisers by Newton's method.
 */
export const global: readonly GlobalTestProblem[] = [
  { name: 'Branin', dimension: 2, bounds: [[-5, 10], [0, 15]], least: 0.39788735772973816, objective: branin },
  { name: 'Goldstein and Price', dimension: 2, bounds: [-2, 2], least: 3, objective: goldsteinPrice },
  { name: 'six-hump camel', dimension: 2, bounds: [[-3, 3], [-2, 2]], least: -1.0316284534898774, objective: sixHumpCamel },
  { name: 'Shubert', dimension: 2, bounds: [-10, 10], least: -186.73090883102398, objective: shubert },
  { name: 'Easom', dimension: 2, bounds: [-100, 100], least: -1, objective: easom },
  { name: 'eggholder', dimension: 2, bounds: [-512, 512], least: -959.6406627208506, objective: eggholder },
  { name: 'Hartmann 3', dimension: 3, bounds: [0, 1], least: -3.8627797873326624, objective: hartmann3 },
  { name: 'Shekel 5', dimension: 4, bounds: [0, 10], least: -10.153199679058227, objective: shekel(5) },
  { name: 'Shekel 7', dimension: 4, bounds: [0, 10], least: -10.40294056681866, objective: shekel(7) },
  { name: 'Shekel 10', dimension: 4, bounds: [0, 10], least: -10.536409816692043, objective: shekel(10) },
  { name: 'Michalewicz', dimension: 5, bounds: [0, PI], least: -4.687658179088146, objective: michalewicz },
  { name: 'Hartmann 6', dimension: 6, bounds: [0, 1], least: -3.322368011415515, objective: hartmann6 },
  { name: 'Styblinski and Tang', dimension: 10, bounds: [-5, 5], least: -391.6616570377141, objective: styblinskiTang },
  { name: 'Rosenbrock', dimension: 10, bounds: [-5, 10], least: 0, objective: rosenbrock },
  { name: 'Griewank', dimension: 10, bounds: [-600, 600], least: 0, objective: griewank },
  { name: 'Ackley', dimension: 10, bounds: [-32.768, 32.768], least: 0, objective: ackley },
  { name: 'Rastrigin', dimension: 10, bounds: [-5.12, 5.12], least: 0, objective: rastrigin },
  { name: 'Levy', dimension: 10, bounds: [-10, 10], least: 0, objective: levy },
];

/** The bounds of each unknown. */
export function pairsOf({ bounds, dimension }: GlobalTestProblem): readonly (readonly [number, number])[] {
  const same = typeof bounds[0] === 'number' ? (bounds as readonly [number, number]) : null;
  return Array.from({ length: dimension }, (_, i) => same ?? (bounds[i] as readonly [number, number]));
}

/** A start away from the minimum, and from the middle of the box. */
export function startOf(problem: GlobalTestProblem): Float64Array {
  return Float64Array.from(pairsOf(problem), ([low, high], i) => low + (high - low) * (0.3 + 0.4 * ((0.37 * i) % 1)));
}
