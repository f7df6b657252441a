import type { Tensor } from '@fermat/autodiff';
import { constraint, type Constraint } from '../../src/index.js';

export type Pair = readonly [number | null, number | null];

/** An objective among bounds with its standard start and its known minima. */
export interface BoundedProblem {
  readonly name: string;
  readonly start: readonly number[];
  readonly bounds: readonly (Pair | null)[];
  /** The least value. */
  readonly least: number;
  /** Values of other local minima, verified as points of second order. */
  readonly local?: readonly number[];
  objective(x: readonly Tensor[]): Tensor;
}

/** Whether a value is within a relative 1e-8 of the least or a local minimum, absolute where that is 0. */
export function isSolved({ least, local = [] }: Pick<BoundedProblem, 'least' | 'local'>, value: number): boolean {
  return [least, ...local].some(minimum => Math.abs(value - minimum) <= 1e-8 * (minimum === 0 ? 1 : Math.abs(minimum)));
}

/** An objective under constraints, and maybe bounds. */
export interface ConstrainedProblem extends Omit<BoundedProblem, 'bounds'> {
  readonly bounds?: readonly (Pair | null)[];
  /** What has to be zero. */
  equalities?(x: readonly Tensor[]): readonly Tensor[];
  /** What has to be at least zero. */
  inequalities?(x: readonly Tensor[]): readonly Tensor[];
}

/** The constraints of a problem as options of `minimize`. */
export function constraintsOf({ equalities, inequalities }: ConstrainedProblem): Constraint[] {
  return [
    ...(equalities ? [constraint((x: readonly Tensor[]) => equalities(x), { equals: 0 })] : []),
    ...(inequalities ? [constraint((x: readonly Tensor[]) => inequalities(x), { lower: 0 })] : []),
  ];
}
