import type { Tensor } from '@fermat/autodiff';
import type { Minima } from './minima.js';

export type Pair = readonly [number | null, number | null];

/** An objective among bounds with its standard start and its known minima. */
export interface BoundedProblem extends Minima {
  readonly name: string;
  readonly start: readonly number[];
  readonly bounds: readonly (Pair | null)[];
  objective(x: readonly Tensor[]): Tensor;
}

/** An objective under constraints, and maybe bounds. */
export interface ConstrainedProblem extends Omit<BoundedProblem, 'bounds'> {
  readonly bounds?: readonly (Pair | null)[];
  /** What has to be zero. */
  equalities?(x: readonly Tensor[]): readonly Tensor[];
  /** What has to be at least zero. */
  inequalities?(x: readonly Tensor[]): readonly Tensor[];
}
