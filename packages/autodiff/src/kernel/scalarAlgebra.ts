/**
 * The arithmetic in which the meaning of every elementwise op is written, once.
 *
 * A meaning is a function of an algebra and its arguments. The algebra of numbers computes; that of
 * a backend that generates code records. Since a meaning sees nothing but the operations below,
 * every backend carries out the same sequence of IEEE 754 operations and returns the same bits
 * (the sign and payload of NaN excepted). Four rules keep it so:
 *
 * - No method contracts, reorders or widens: `add(mul(a, b), c)` rounds twice.
 * - Every path is evaluated or safe to evaluate, for all arguments: there are no branches, except
 *   {@link ScalarAlgebra.rare}, which is an optimisation without influence on the result.
 * - No result depends on the bits of a NaN, other than by being NaN itself.
 * - Preconditions of `toInt`, `powerOfTwo` and `lookup` hold for every argument, also where the
 *   result is discarded by a `select`.
 *
 * `F` stands for a float64, `I` for an int32, `B` for a truth value.
 */
export interface ScalarAlgebra<F, I, B> {
  float(value: number): F;
  int(value: number): I;
  bool(value: boolean): B;

  add(a: F, b: F): F;
  sub(a: F, b: F): F;
  mul(a: F, b: F): F;
  div(a: F, b: F): F;
  /** What truncating division leaves, exactly, with the sign of the dividend (C's fmod). */
  remainder(a: F, b: F): F;
  sqrt(a: F): F;
  /** Flips the sign bit. */
  neg(a: F): F;
  /** Clears the sign bit. */
  abs(a: F): F;
  /** The magnitude of the first with the sign bit of the second. */
  copySign(magnitude: F, sign: F): F;
  /** The smaller; NaN if either is NaN; -0 lies below 0. */
  min(a: F, b: F): F;
  /** The larger; NaN if either is NaN; 0 lies above -0. */
  max(a: F, b: F): F;
  floor(a: F): F;
  ceil(a: F): F;
  trunc(a: F): F;
  /** The nearest integer, ties to even. */
  nearest(a: F): F;
  /** The nearest float32, widened again. */
  fround(a: F): F;

  lt(a: F, b: F): B;
  le(a: F, b: F): B;
  eq(a: F, b: F): B;
  /** True if either is NaN. */
  ne(a: F, b: F): B;

  and(a: B, b: B): B;
  or(a: B, b: B): B;
  not(a: B): B;

  select(condition: B, a: F, b: F): F;
  selectInt(condition: B, a: I, b: I): I;
  selectBool(condition: B, a: B, b: B): B;

  /** Integer sums, differences and products wrap around. */
  addInt(a: I, b: I): I;
  subInt(a: I, b: I): I;
  mulInt(a: I, b: I): I;
  andInt(a: I, b: I): I;
  orInt(a: I, b: I): I;
  xorInt(a: I, b: I): I;
  /** Shifts by a constant from 0 to 31; `shr` carries the sign, `ushr` fills with zeros. */
  shl(a: I, bits: number): I;
  shr(a: I, bits: number): I;
  ushr(a: I, bits: number): I;
  ltInt(a: I, b: I): B;
  leInt(a: I, b: I): B;
  eqInt(a: I, b: I): B;

  /** Truncates. The argument is NaN, which gives 0, or truncates to an int32. */
  toInt(a: F): I;
  toFloat(a: I): F;
  /** Sign, exponent and the top 20 bits of the fraction. Of NaN: any bits that spell a NaN. */
  highWord(a: F): I;
  /** Two to the power of an integer from -1022 to 1023; -1023 gives 0 and 1024 infinity. */
  powerOfTwo(exponent: I): F;
  /** An entry of a constant table; the index lies within it. */
  lookup(table: readonly number[], index: I): F;

  /**
   * `slow()` where the condition holds, `fast` elsewhere. A backend may pass over `slow` where the
   * condition holds for none of the values in hand, or evaluate it for all of them.
   */
  rare(condition: B, slow: () => F, fast: F): F;
}
