import type { ArrayAlgebra, ScalarAlgebra } from './algebra.js';

/** Writes the gradient at `x` to `gradient` and returns the value. */
export type ValueAndGradient = (x: Float64Array, gradient: Float64Array) => number;

/** An objective in every way that it is written for the contestants. */
export interface Instance {
  /** Where it is evaluated; its length is the number of unknowns. */
  readonly start: Float64Array;
  /** The parameters, in the order in which the C program of the problem reads them. */
  readonly parameters: Float64Array;
  /** The reference of all ratios. */
  readonly byHand: ValueAndGradient;
  array<A>(algebra: ArrayAlgebra<A>, x: A): A;
  scalars?<S>(algebra: ScalarAlgebra<S>, x: readonly S[]): S | number;
}

export interface Problem {
  /** `P1`: the name in tables and on the command line. */
  readonly id: string;
  readonly title: string;
  /** The C source in this folder that defines the problem's `value_and_gradient`. */
  readonly source: string;
  /** What `instance` counts, and the counts that are measured. */
  readonly unit: string;
  readonly counts: readonly number[];
  /** Whether there is an instance of this count. */
  isCount(count: number): boolean;
  instance(count: number): Instance;
}
