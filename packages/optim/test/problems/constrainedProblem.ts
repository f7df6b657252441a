import type { Tensor } from '@fermat/autodiff';

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
