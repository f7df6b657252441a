import type { ScalarAlgebra } from '../scalarAlgebra.js';

/** Below this the significand of a number is not at hand in its bits. */
export const SMALLEST_DECOMPOSABLE: number = 2 ** -1020;

export interface Decomposed<F, I> {
  readonly exponent: F;
  /** From sqrt(1/2) to sqrt(2). */
  readonly significand: F;
  /** The high word of x less the fraction of sqrt(2): its fraction grows with the significand. */
  readonly shifted: I;
}

/** x = 2^exponent significand, exactly, for finite x >= {@link SMALLEST_DECOMPOSABLE}. */
export function decompose<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): Decomposed<F, I> {
  // 0x6a09e begins the fraction of sqrt(2): the exponent steps there, and not at 1.
  const shifted = k.subInt(k.highWord(x), k.int(0x6a09e));
  const biased = k.andInt(k.shr(shifted, 20), k.int(0x7ff));
  const fourfold = k.mul(x, k.powerOfTwo(k.subInt(k.int(1024), biased)));
  return {
    exponent: k.toFloat(k.subInt(biased, k.int(1022))),
    significand: k.mul(fourfold, k.float(0.25)),
    shifted,
  };
}
