import { add, mul, neg, pow, sin, square, sub, type Tensor, type TensorLike } from '@fermat/autodiff';
import type { ConstrainedProblem, Pair } from './constrainedProblem.js';
import { product, repeat, total } from './terms.js';

/** Four more of the same source, with poor scales and constraints that contradict each other where they are linearised. */
export const fartherHockSchittkowski: readonly ConstrainedProblem[] = [
  {
    name: 'hs44',
    start: repeat(4, 0),
    bounds: repeat(4, [0, null]),
    least: -15,
    objective: ([a, b, c, d]) =>
      total(a!, neg(b!), neg(c!), neg(mul(a!, c!)), mul(a!, d!), mul(b!, c!), neg(mul(b!, d!))),
    inequalities: ([a, b, c, d]) => [
      total(neg(a!), mul(-2, b!), 8),
      total(mul(-4, a!), neg(b!), 12),
      total(mul(-3, a!), mul(-4, b!), 12),
      total(mul(-2, c!), neg(d!), 8),
      total(neg(c!), mul(-2, d!), 8),
      total(neg(c!), neg(d!), 5),
    ],
  },
  {
    name: 'hs74',
    start: repeat(4, 0),
    bounds: [[0, 1200], [0, 1200], [-0.55, 0.55], [-0.55, 0.55]],
    least: 5126.4981095953,
    objective: ([a, b]) => total(mul(3, a!), mul(1e-6, pow(a!, 3)), mul(2, b!), mul(2e-6 / 3, pow(b!, 3))),
    equalities: ([a, b, c, d]) => {
      const power = (angle: TensorLike): Tensor => mul(1000, sin(sub(angle, 0.25)));
      return [
        total(power(neg(c!)), power(neg(d!)), 894.8, neg(a!)),
        total(power(c!), power(sub(c!, d!)), 894.8, neg(b!)),
        total(power(d!), power(sub(d!, c!)), 1294.8),
      ];
    },
    inequalities: ([, , c, d]) => [total(d!, neg(c!), 0.55), total(c!, neg(d!), 0.55)],
  },
  {
    name: 'hs93',
    start: [5.54, 4.4, 12.02, 11.8, 0.702, 0.852],
    bounds: repeat(6, [0, null]),
    least: 135.075962829151,
    objective: ([a, b, c, d, e, g]) => {
      const [inner, outer] = [total(a!, b!, c!), total(a!, mul(1.57, b!), d!)];
      return total(
        product(0.0204, a!, d!, inner),
        product(0.0187, b!, c!, outer),
        product(0.0607, a!, d!, square(e!), inner),
        product(0.0437, b!, c!, square(g!), outer),
      );
    },
    inequalities: ([a, b, c, d, e, g]) => {
      const [inner, outer] = [total(a!, b!, c!), total(a!, mul(1.57, b!), d!)];
      return [
        sub(product(0.001, a!, b!, c!, d!, e!, g!), 2.07),
        total(product(-0.00062, a!, d!, square(e!), inner), product(-0.00058, b!, c!, square(g!), outer), 1),
      ];
    },
  },
  {
    name: 'hs106',
    start: [5000, 5000, 5000, 200, 350, 150, 225, 425],
    bounds: [[100, 1e4], ...repeat<Pair>(2, [1e3, 1e4]), ...repeat<Pair>(5, [10, 1e3])],
    least: 7049.24802052867,
    objective: ([a, b, c]) => total(a!, b!, c!),
    inequalities: ([a, b, c, d, e, f, g, h]) => [
      sub(1, mul(0.0025, add(d!, f!))),
      sub(1, mul(0.0025, total(e!, g!, neg(d!)))),
      sub(1, mul(0.01, sub(h!, e!))),
      total(mul(a!, f!), mul(-833.33252, d!), mul(-100, a!), 83333.333),
      total(mul(b!, g!), mul(-1250, e!), neg(mul(b!, d!)), mul(1250, d!)),
      total(mul(c!, h!), -1_250_000, neg(mul(c!, e!)), mul(2500, e!)),
    ],
  },
];
