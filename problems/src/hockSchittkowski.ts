import { add, div, exp, log, mul, neg, pow, sin, square, sub, type Tensor } from '@fermat/autodiff';
import type { ConstrainedProblem, Pair } from './constrainedProblem.js';
import { product, repeat, total } from './terms.js';

const rosenbrock = ([x1, x2]: readonly Tensor[]): Tensor => total(mul(100, square(sub(x2!, square(x1!)))), square(sub(1, x1!)));

/** hs78 and hs80 share these. */
const powellsEqualities = (x: readonly Tensor[]): Tensor[] => [
  sub(total(...x.map(square)), 10),
  sub(mul(x[1]!, x[2]!), product(5, x[3]!, x[4]!)),
  total(pow(x[0]!, 3), pow(x[1]!, 3), 1),
];

/**
 * Thirty-six problems with general constraints, from their standard starts.
 *
 * Source: W. Hock and K. Schittkowski, Test Examples for Nonlinear Programming Codes, Lecture Notes in
 * Economics and Mathematical Systems 187, Springer 1981.
 */
export const hockSchittkowski: readonly ConstrainedProblem[] = [
  {
    name: 'hs6',
    start: [-1.2, 1],
    least: 0,
    objective: ([x1]) => square(sub(1, x1!)),
    equalities: ([x1, x2]) => [mul(10, sub(x2!, square(x1!)))],
  },
  {
    name: 'hs7',
    start: [2, 2],
    least: -Math.sqrt(3),
    objective: ([x1, x2]) => sub(log(add(1, square(x1!))), x2!),
    equalities: ([x1, x2]) => [total(square(add(1, square(x1!))), square(x2!), -4)],
  },
  {
    name: 'hs8',
    start: [2, 1],
    least: -1,
    objective: ([x1]) => sub(mul(0, x1!), 1),
    equalities: ([x1, x2]) => [total(square(x1!), square(x2!), -25), sub(mul(x1!, x2!), 9)],
  },
  {
    name: 'hs10',
    start: [-10, 10],
    least: -1,
    objective: ([x1, x2]) => sub(x1!, x2!),
    inequalities: ([x1, x2]) => [total(mul(-3, square(x1!)), product(2, x1!, x2!), neg(square(x2!)), 1)],
  },
  {
    name: 'hs11',
    start: [4.9, 0.1],
    least: -8.49846422315468,
    objective: ([x1, x2]) => total(square(sub(x1!, 5)), square(x2!), -25),
    inequalities: ([x1, x2]) => [sub(x2!, square(x1!))],
  },
  {
    name: 'hs12',
    start: [0, 0],
    least: -30,
    objective: ([x1, x2]) => total(mul(0.5, square(x1!)), square(x2!), neg(mul(x1!, x2!)), mul(-7, x1!), mul(-7, x2!)),
    inequalities: ([x1, x2]) => [total(mul(-4, square(x1!)), neg(square(x2!)), 25)],
  },
  {
    name: 'hs14',
    start: [2, 2],
    least: 9 - 2.875 * Math.sqrt(7),
    objective: ([x1, x2]) => total(square(sub(x1!, 2)), square(sub(x2!, 1))),
    equalities: ([x1, x2]) => [total(x1!, mul(-2, x2!), 1)],
    inequalities: ([x1, x2]) => [total(mul(-0.25, square(x1!)), neg(square(x2!)), 1)],
  },
  {
    name: 'hs15',
    start: [-2, 1],
    bounds: [[null, 0.5], null],
    least: 306.5,
    objective: rosenbrock,
    inequalities: ([x1, x2]) => [sub(mul(x1!, x2!), 1), add(x1!, square(x2!))],
  },
  {
    name: 'hs16',
    start: [-2, 1],
    bounds: [[-0.5, 0.5], [null, 1]],
    least: 0.25,
    local: [100 * (Math.SQRT1_2 - 0.25) ** 2 + 2.25],
    objective: rosenbrock,
    inequalities: ([x1, x2]) => [add(x1!, square(x2!)), add(square(x1!), x2!)],
  },
  {
    name: 'hs18',
    start: [2, 2],
    bounds: [[2, 50], [0, 50]],
    least: 5,
    objective: ([x1, x2]) => total(mul(0.01, square(x1!)), square(x2!)),
    inequalities: ([x1, x2]) => [sub(mul(x1!, x2!), 25), total(square(x1!), square(x2!), -25)],
  },
  {
    name: 'hs19',
    start: [20.1, 5.84],
    bounds: [[13, 100], [0, 100]],
    least: -6961.81387558014,
    objective: ([x1, x2]) => total(pow(sub(x1!, 10), 3), pow(sub(x2!, 20), 3)),
    inequalities: ([x1, x2]) => [
      total(square(sub(x1!, 5)), square(sub(x2!, 5)), -100),
      total(neg(square(sub(x2!, 5))), neg(square(sub(x1!, 6))), 82.81),
    ],
  },
  {
    name: 'hs20',
    start: [-2, 1],
    bounds: [[-0.5, 0.5], null],
    least: 81.5 - 25 * Math.sqrt(3),
    local: [83.5 - 25 * Math.sqrt(3)],
    objective: rosenbrock,
    inequalities: ([x1, x2]) => [add(x1!, square(x2!)), add(square(x1!), x2!), total(square(x1!), square(x2!), -1)],
  },
  {
    name: 'hs22',
    start: [2, 2],
    least: 1,
    objective: ([x1, x2]) => total(square(sub(x1!, 2)), square(sub(x2!, 1))),
    inequalities: ([x1, x2]) => [total(neg(x1!), neg(x2!), 2), sub(x2!, square(x1!))],
  },
  {
    name: 'hs23',
    start: [3, 1],
    bounds: repeat(2, [-50, 50]),
    least: 2,
    objective: ([x1, x2]) => total(square(x1!), square(x2!)),
    inequalities: ([x1, x2]) => [
      total(x1!, x2!, -1),
      total(square(x1!), square(x2!), -1),
      total(mul(9, square(x1!)), square(x2!), -9),
      sub(square(x1!), x2!),
      sub(square(x2!), x1!),
    ],
  },
  {
    name: 'hs24',
    start: [1, 0.5],
    bounds: repeat(2, [0, null]),
    least: -1,
    objective: ([x1, x2]) => div(mul(sub(square(sub(x1!, 3)), 9), pow(x2!, 3)), 27 * Math.sqrt(3)),
    inequalities: ([x1, x2]) => {
      const slanted = mul(Math.sqrt(3), x2!);
      return [sub(div(x1!, Math.sqrt(3)), x2!), add(x1!, slanted), total(neg(x1!), neg(slanted), 6)];
    },
  },
  {
    name: 'hs26',
    start: [-2.6, 2, 2],
    least: 0,
    objective: ([x1, x2, x3]) => total(square(sub(x1!, x2!)), pow(sub(x2!, x3!), 4)),
    equalities: ([x1, x2, x3]) => [total(mul(add(1, square(x2!)), x1!), pow(x3!, 4), -3)],
  },
  {
    name: 'hs27',
    start: [2, 2, 2],
    least: 0.04,
    objective: ([x1, x2]) => total(mul(0.01, square(sub(x1!, 1))), square(sub(x2!, square(x1!)))),
    equalities: ([x1, , x3]) => [total(x1!, square(x3!), 1)],
  },
  {
    name: 'hs29',
    start: [1, 1, 1],
    least: -16 * Math.sqrt(2),
    objective: x => neg(product(...x)),
    inequalities: ([x1, x2, x3]) => [total(neg(square(x1!)), mul(-2, square(x2!)), mul(-4, square(x3!)), 48)],
  },
  {
    name: 'hs31',
    start: [1, 1, 1],
    bounds: [[-10, 10], [1, 10], [-10, 1]],
    least: 6,
    objective: ([x1, x2, x3]) => total(mul(9, square(x1!)), square(x2!), mul(9, square(x3!))),
    inequalities: ([x1, x2]) => [sub(mul(x1!, x2!), 1)],
  },
  {
    name: 'hs32',
    start: [0.1, 0.7, 0.2],
    bounds: repeat(3, [0, null]),
    least: 1,
    objective: ([x1, x2, x3]) => total(square(total(x1!, mul(3, x2!), x3!)), mul(4, square(sub(x1!, x2!)))),
    equalities: ([x1, x2, x3]) => [total(neg(x1!), neg(x2!), neg(x3!), 1)],
    inequalities: ([x1, x2, x3]) => [total(mul(6, x2!), mul(4, x3!), neg(pow(x1!, 3)), -3)],
  },
  {
    name: 'hs33',
    start: [0, 0, 3],
    bounds: [[0, null], [0, null], [0, 5]],
    least: Math.sqrt(2) - 6,
    objective: ([x1, , x3]) => total(product(sub(x1!, 1), sub(x1!, 2), sub(x1!, 3)), x3!),
    inequalities: ([x1, x2, x3]) => [
      total(square(x3!), neg(square(x2!)), neg(square(x1!))),
      total(square(x1!), square(x2!), square(x3!), -4),
    ],
  },
  {
    name: 'hs34',
    start: [0, 1.05, 2.9],
    bounds: [[0, 100], [0, 100], [0, 10]],
    least: -Math.log(Math.log(10)),
    objective: ([x1]) => neg(x1!),
    inequalities: ([x1, x2, x3]) => [sub(x2!, exp(x1!)), sub(x3!, exp(x2!))],
  },
  {
    name: 'hs39',
    start: [2, 2, 2, 2],
    least: -1,
    objective: ([x1]) => neg(x1!),
    equalities: ([x1, x2, x3, x4]) => [
      total(x2!, neg(pow(x1!, 3)), neg(square(x3!))),
      total(square(x1!), neg(x2!), neg(square(x4!))),
    ],
  },
  {
    name: 'hs40',
    start: repeat(4, 0.8),
    least: -0.25,
    objective: x => neg(product(...x)),
    equalities: ([x1, x2, x3, x4]) => [
      total(pow(x1!, 3), square(x2!), -1),
      sub(mul(square(x1!), x4!), x3!),
      sub(square(x4!), x2!),
    ],
  },
  {
    name: 'hs43',
    start: repeat(4, 0),
    least: -44,
    objective: ([x1, x2, x3, x4]) =>
      total(square(x1!), square(x2!), mul(2, square(x3!)), square(x4!), mul(-5, x1!), mul(-5, x2!), mul(-21, x3!), mul(7, x4!)),
    inequalities: x => {
      const [a, b, c, d] = x.map(square);
      const [x1, x2, x3, x4] = x;
      return [
        total(neg(a!), neg(b!), neg(c!), neg(d!), neg(x1!), x2!, neg(x3!), x4!, 8),
        total(neg(a!), mul(-2, b!), neg(c!), mul(-2, d!), x1!, x4!, 10),
        total(mul(-2, a!), neg(b!), neg(c!), mul(-2, x1!), x2!, x4!, 5),
      ];
    },
  },
  {
    name: 'hs46',
    start: [Math.SQRT1_2, 1.75, 0.5, 2, 2],
    least: 0,
    objective: ([x1, x2, x3, x4, x5]) =>
      total(square(sub(x1!, x2!)), square(sub(x3!, 1)), pow(sub(x4!, 1), 4), pow(sub(x5!, 1), 6)),
    equalities: ([x1, x2, x3, x4, x5]) => [
      total(mul(square(x1!), x4!), sin(sub(x4!, x5!)), -1),
      total(x2!, mul(pow(x3!, 4), square(x4!)), -2),
    ],
  },
  {
    name: 'hs56',
    start: [1, 1, 1, ...repeat(3, Math.asin(Math.sqrt(1 / 4.2))), Math.asin(Math.sqrt(5 / 7.2))],
    least: -3.456,
    objective: ([x1, x2, x3]) => neg(product(x1!, x2!, x3!)),
    equalities: ([x1, x2, x3, x4, x5, x6, x7]) => [
      sub(x1!, mul(4.2, square(sin(x4!)))),
      sub(x2!, mul(4.2, square(sin(x5!)))),
      sub(x3!, mul(4.2, square(sin(x6!)))),
      total(x1!, mul(2, x2!), mul(2, x3!), mul(-7.2, square(sin(x7!)))),
    ],
  },
  {
    name: 'hs60',
    start: repeat(3, 2),
    bounds: repeat(3, [-10, 10]),
    least: 0.0325682002550698,
    objective: ([x1, x2, x3]) => total(square(sub(x1!, 1)), square(sub(x1!, x2!)), pow(sub(x2!, x3!), 4)),
    equalities: ([x1, x2, x3]) => [total(mul(x1!, add(1, square(x2!))), pow(x3!, 4), -4 - 3 * Math.SQRT2)],
  },
  {
    name: 'hs63',
    start: repeat(3, 2),
    bounds: repeat(3, [0, null]),
    least: 961.715172130052,
    objective: ([x1, x2, x3]) =>
      total(neg(square(x1!)), mul(-2, square(x2!)), neg(square(x3!)), neg(mul(x1!, x2!)), neg(mul(x1!, x3!)), 1000),
    equalities: ([x1, x2, x3]) => [
      total(mul(8, x1!), mul(14, x2!), mul(7, x3!), -56),
      total(square(x1!), square(x2!), square(x3!), -25),
    ],
  },
  {
    name: 'hs64',
    start: repeat(3, 1),
    bounds: repeat(3, [1e-5, null]),
    least: 6299.84242792152,
    objective: ([x1, x2, x3]) =>
      total(mul(5, x1!), div(50_000, x1!), mul(20, x2!), div(72_000, x2!), mul(10, x3!), div(144_000, x3!)),
    inequalities: ([x1, x2, x3]) => [total(div(-4, x1!), div(-32, x2!), div(-120, x3!), 1)],
  },
  {
    name: 'hs65',
    start: [-5, 5, 0],
    bounds: [[-4.5, 4.5], [-4.5, 4.5], [-5, 5]],
    least: 0.953528856804783,
    objective: ([x1, x2, x3]) => total(square(sub(x1!, x2!)), div(square(total(x1!, x2!, -10)), 9), square(sub(x3!, 5))),
    inequalities: ([x1, x2, x3]) => [total(neg(square(x1!)), neg(square(x2!)), neg(square(x3!)), 48)],
  },
  {
    name: 'hs71',
    start: [1, 5, 5, 1],
    bounds: repeat(4, [1, 5]),
    least: 17.0140172891563,
    objective: ([x1, x2, x3, x4]) => add(product(x1!, x4!, total(x1!, x2!, x3!)), x3!),
    equalities: x => [sub(total(...x.map(square)), 40)],
    inequalities: x => [sub(product(...x), 25)],
  },
  {
    name: 'hs78',
    start: [-2, 1.5, 2, -1, -1],
    least: -2.91970040896368,
    objective: x => product(...x),
    equalities: powellsEqualities,
  },
  {
    name: 'hs80',
    start: [-2, 2, 2, -1, -1],
    bounds: [...repeat<Pair>(2, [-2.3, 2.3]), ...repeat<Pair>(3, [-3.2, 3.2])],
    least: 0.053949847770272,
    objective: x => exp(product(...x)),
    equalities: powellsEqualities,
  },
  {
    name: 'hs100',
    start: [1, 2, 0, 4, 0, 1, 1],
    least: 680.630057374402,
    objective: ([x1, x2, x3, x4, x5, x6, x7]) =>
      total(
        square(sub(x1!, 10)), mul(5, square(sub(x2!, 12))), pow(x3!, 4), mul(3, square(sub(x4!, 11))), mul(10, pow(x5!, 6)),
        mul(7, square(x6!)), pow(x7!, 4), product(-4, x6!, x7!), mul(-10, x6!), mul(-8, x7!),
      ),
    inequalities: ([x1, x2, x3, x4, x5, x6, x7]) => [
      total(mul(-2, square(x1!)), mul(-3, pow(x2!, 4)), neg(x3!), mul(-4, square(x4!)), mul(-5, x5!), 127),
      total(mul(-7, x1!), mul(-3, x2!), mul(-10, square(x3!)), neg(x4!), x5!, 282),
      total(mul(-23, x1!), neg(square(x2!)), mul(-6, square(x6!)), mul(8, x7!), 196),
      total(mul(-4, square(x1!)), neg(square(x2!)), product(3, x1!, x2!), mul(-2, square(x3!)), mul(-5, x6!), mul(11, x7!)),
    ],
  },
  {
    name: 'hs113',
    start: [2, 3, 5, 5, 1, 2, 7, 3, 6, 10],
    least: 24.3062090681798,
    objective: ([x1, x2, x3, x4, x5, x6, x7, x8, x9, x10]) =>
      total(
        square(x1!), square(x2!), mul(x1!, x2!), mul(-14, x1!), mul(-16, x2!), square(sub(x3!, 10)), mul(4, square(sub(x4!, 5))),
        square(sub(x5!, 3)), mul(2, square(sub(x6!, 1))), mul(5, square(x7!)), mul(7, square(sub(x8!, 11))),
        mul(2, square(sub(x9!, 10))), square(sub(x10!, 7)), 45,
      ),
    inequalities: ([x1, x2, x3, x4, x5, x6, x7, x8, x9, x10]) => [
      total(mul(-4, x1!), mul(-5, x2!), mul(3, x7!), mul(-9, x8!), 105),
      total(mul(-10, x1!), mul(8, x2!), mul(17, x7!), mul(-2, x8!)),
      total(mul(8, x1!), mul(-2, x2!), mul(-5, x9!), mul(2, x10!), 12),
      total(mul(-3, square(sub(x1!, 2))), mul(-4, square(sub(x2!, 3))), mul(-2, square(x3!)), mul(7, x4!), 120),
      total(mul(-5, square(x1!)), mul(-8, x2!), neg(square(sub(x3!, 6))), mul(2, x4!), 40),
      total(mul(-0.5, square(sub(x1!, 8))), mul(-2, square(sub(x2!, 4))), mul(-3, square(x5!)), x6!, 30),
      total(neg(square(x1!)), mul(-2, square(sub(x2!, 2))), product(2, x1!, x2!), mul(-14, x5!), mul(6, x6!)),
      total(mul(3, x1!), mul(-6, x2!), mul(-12, square(sub(x9!, 8))), mul(7, x10!)),
    ],
  },
];
