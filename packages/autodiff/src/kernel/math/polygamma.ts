import type { ScalarAlgebra } from '../scalarAlgebra.js';
import { integerPow } from './power.js';
import { tanModerate } from './trigonometric.js';

/**
 * The sum of `1/(x + i)^s` over i = 0, 1, 2, … for x > 0 and a whole s > 1: the first terms, and of the rest the formula of
 * Euler and Maclaurin, smallest terms first.
 */
function hurwitzZeta<F, I, B>(k: ScalarAlgebra<F, I, B>, s: number, x: F): F {
  const direct = 9 + s;
  const from = k.add(x, k.float(direct));
  const inverse = k.div(k.float(1), from);
  const square = k.mul(inverse, inverse);
  /** The Bernoulli numbers of even index 2j, divided by (2j)!. */
  const bernoulliNumbers = [
    1 / 12, -1 / 720, 1 / 30240, -1 / 1209600, 1 / 47900160, -691 / 1307674368000,
    1 / 74724249600, -3617 / 10670622842880000, 43867 / 5109094217170944000, -174611 / 802857662698291200000,
  ];
  let rising = s;
  const coefficients = bernoulliNumbers.map((bernoulli, j) => {
    const coefficient = bernoulli * rising;
    rising *= (s + 2 * j + 1) * (s + 2 * j + 2);
    return coefficient;
  });
  let tail = k.float(0);
  for (const coefficient of coefficients.reverse()) tail = k.add(k.mul(tail, square), k.float(coefficient));
  const half = k.add(k.float(0.5), k.mul(tail, inverse));
  const rest = k.add(k.mul(half, inverse), k.float(1 / (s - 1)));
  let sum = k.mul(rest, integerPow(k, inverse, s - 1));
  for (let i = direct - 1; i >= 0; i--) sum = k.add(sum, k.div(k.float(1), integerPow(k, k.add(x, k.float(i)), s)));
  return sum;
}

/** The coefficients of the n-th derivative of the cotangent as a polynomial in the cotangent: that of c is `-(1 + c²)`. */
function cotangentDerivative(n: number): readonly number[] {
  if (n === 0) return [0, 1];
  const slopes = cotangentDerivative(n - 1).map((coefficient, power) => -coefficient * power).slice(1);
  return [...slopes, 0, 0].map((slope, power) => slope + (slopes[power - 2] ?? 0));
}

const factorial = (n: number): number => (n === 0 ? 1 : n * factorial(n - 1));

/**
 * The n-th derivative of the digamma function, n >= 1. At the poles it is infinite where n is odd, and NaN where it has other
 * signs at either side.
 */
export function polygamma<F, I, B>(k: ScalarAlgebra<F, I, B>, n: number, x: F): F {
  const sign = n % 2 === 0 ? -1 : 1;
  const ofPositive = (argument: F): F => k.mul(k.float(sign * factorial(n)), hurwitzZeta(k, n + 1, argument));
  const negative = k.lt(x, k.float(0));
  // psi(x) = psi(1 - x) - pi cot(pi x), n times differentiated.
  const reflected = (): F => {
    const rest = k.sub(x, k.nearest(x));
    const cotangent = k.div(k.float(1), tanModerate(k, k.mul(k.float(Math.PI), rest)));
    const [leading, ...others] = [...cotangentDerivative(n)].reverse();
    const polynomial = others.reduce((sum, c) => k.add(k.mul(sum, cotangent), k.float(c)), k.float(leading!));
    const mirrored = ofPositive(k.select(negative, k.sub(k.float(1), x), k.float(1)));
    const value = k.sub(k.mul(k.float(-sign), mirrored), k.mul(k.float(Math.PI ** (n + 1)), polynomial));
    return k.select(k.eq(rest, k.float(0)), k.float(sign > 0 ? Infinity : NaN), value);
  };
  return k.rare(negative, reflected, ofPositive(k.select(negative, k.float(1), x)));
}
