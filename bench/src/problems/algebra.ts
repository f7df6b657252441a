/**
 * What a problem written with scalars needs of a library: `S` is its number. Terms are added one by one, in loops of the
 * host language.
 */
export interface ScalarAlgebra<S> {
  add(a: S | number, b: S | number): S;
  sub(a: S | number, b: S | number): S;
  mul(a: S | number, b: S | number): S;
  div(a: S | number, b: S | number): S;
  square(a: S): S;
  sqrt(a: S): S;
  sigmoid(a: S): S;
}

/** What a problem written with arrays needs of a library: `A` is its array. Shapes broadcast as NumPy's do. */
export interface ArrayAlgebra<A> {
  constant(values: ArrayLike<number>, shape: readonly number[]): A;
  add(a: A, b: A | number): A;
  sub(a: A | number, b: A): A;
  mul(a: A, b: A | number): A;
  div(a: A, b: A | number): A;
  square(a: A): A;
  sqrt(a: A): A;
  sigmoid(a: A): A;
  tanh(a: A): A;
  /** The sum along an axis, or of all elements. */
  sum(a: A, axis?: number): A;
  /** Elements `start` to `stop` (excluded) of a vector. */
  slice(a: A, start: number, stop: number): A;
  /** Every `step`-th element of a vector whose length is a multiple of it. */
  every(a: A, step: number, start: number): A;
  concatenate(parts: readonly A[]): A;
  reshape(a: A, shape: readonly number[]): A;
  matmul(a: A, b: A): A;
  /** The outputs of a loop over the elements of a vector, each step of which takes what the one before carries on; not all have it. */
  scan?(step: (carry: readonly A[], element: A) => { readonly carry: readonly A[]; readonly output: A }, init: readonly A[], elements: A): A;
}
