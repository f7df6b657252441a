import type { ScalarAlgebra } from '../scalarAlgebra.js';

/** A number as the unevaluated sum of a float64 and a much smaller correction. */
export interface DoubleDouble<F> {
  readonly high: F;
  readonly low: F;
}

/**
 * The sum of two numbers and its rounding error, exactly, where a is 0, |a| >= |b|, or a + b needs
 * no rounding (Dekker, Numer. Math. 18, 1971).
 */
export function fastTwoSum<F, I, B>(k: ScalarAlgebra<F, I, B>, a: F, b: F): DoubleDouble<F> {
  const high = k.add(a, b);
  return { high, low: k.sub(b, k.sub(high, a)) };
}

/** The sum of any two numbers and its rounding error, exactly (Knuth, TAOCP 2, 4.2.2). */
export function twoSum<F, I, B>(k: ScalarAlgebra<F, I, B>, a: F, b: F): DoubleDouble<F> {
  const high = k.add(a, b);
  const fromB = k.sub(high, a);
  return { high, low: k.add(k.sub(a, k.sub(high, fromB)), k.sub(b, fromB)) };
}

/** Two parts of at most 26 bits with the sum x, for |x| < 2^996 (Veltkamp's splitting). */
export function split<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): DoubleDouble<F> {
  const scaled = k.mul(x, k.float(2 ** 27 + 1));
  const high = k.sub(scaled, k.sub(scaled, x));
  return { high, low: k.sub(x, high) };
}

/** The product of two numbers and its rounding error, exactly, from their splits (Dekker, 1971). */
export function productOfSplits<F, I, B>(
  k: ScalarAlgebra<F, I, B>,
  a: DoubleDouble<F>,
  b: DoubleDouble<F>,
  rounded: F,
): DoubleDouble<F> {
  const head = k.sub(k.mul(a.high, b.high), rounded);
  const cross = k.add(k.add(head, k.mul(a.high, b.low)), k.mul(a.low, b.high));
  return { high: rounded, low: k.add(cross, k.mul(a.low, b.low)) };
}
