import { add, square, type Tensor } from '@fermat/autodiff';

/** A sum of squares with its standard start and its known minima. */
export interface Problem {
  readonly name: string;
  readonly start: readonly number[];
  /** The least value. */
  readonly least: number;
  /** Values of other local minima, listed in the literature or verified as first-order points. */
  readonly local?: readonly number[];
  residuals(x: readonly Tensor[]): readonly Tensor[];
}

/** The objective of a problem: the sum of its squared residuals. */
export function sumOfSquares(problem: Problem): (x: readonly Tensor[]) => Tensor {
  return x => problem.residuals(x).map(r => square(r)).reduce((total, r) => add(total, r));
}

/** Whether a value is within a relative 1e-8 of the least or a local minimum, absolute where that is 0. */
export function isSolved(problem: Problem, value: number): boolean {
  return [problem.least, ...(problem.local ?? [])].some(minimum => Math.abs(value - minimum) <= 1e-8 * (minimum === 0 ? 1 : minimum));
}
