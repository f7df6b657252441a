import type { ScalarAlgebra } from '../scalarAlgebra.js';

/*
 * Estrin's scheme: a polynomial of degree 2n + 1 is made of two of degree n, which are evaluated
 * side by side, and a power of the argument, which the caller computes once for all its uses.
 */

/** c0 + c1 x */
export function linear<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F, c0: number, c1: number): F {
  return k.add(k.float(c0), k.mul(x, k.float(c1)));
}

/** c0 + c1 x + c2 x² + c3 x³ */
export function cubic<F, I, B>(
  k: ScalarAlgebra<F, I, B>,
  x: F,
  x2: F,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
): F {
  return k.add(linear(k, x, c0, c1), k.mul(x2, linear(k, x, c2, c3)));
}

/** c0 + c1 x + ... + c7 x⁷ */
export function septic<F, I, B>(
  k: ScalarAlgebra<F, I, B>,
  x: F,
  x2: F,
  x4: F,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  c4: number,
  c5: number,
  c6: number,
  c7: number,
): F {
  return k.add(cubic(k, x, x2, c0, c1, c2, c3), k.mul(x4, cubic(k, x, x2, c4, c5, c6, c7)));
}

/**
 * A polynomial of any degree, by its coefficients from the constant upward. Tables give these to the digits that count:
 * further ones would change no polynomial on its range by 2^-58 of its value.
 */
export function polynomial<F, I, B>(
  k: ScalarAlgebra<F, I, B>,
  x: F,
  coefficients: readonly number[],
): F {
  const terms = coefficients.map((coefficient) => k.float(coefficient));
  let power = x;
  for (let length = terms.length; length > 1; length = Math.ceil(length / 2)) {
    if (length < terms.length) power = k.mul(power, power);
    for (let i = 0; 2 * i < length; i++) {
      const low = terms[2 * i] as F;
      terms[i] = 2 * i + 1 < length ? k.add(low, k.mul(power, terms[2 * i + 1] as F)) : low;
    }
  }
  return terms[0] as F;
}
