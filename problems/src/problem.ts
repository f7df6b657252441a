import { add, square, type Tensor } from '@fermat/autodiff';
import type { Minima } from './minima.js';

/** A sum of squares with its standard start and its known minima. */
export interface Problem extends Minima {
  readonly name: string;
  readonly start: readonly number[];
  residuals(x: readonly Tensor[]): readonly Tensor[];
}

/** The objective of a problem: the sum of its squared residuals. */
export function sumOfSquares(problem: Problem): (x: readonly Tensor[]) => Tensor {
  return x => problem.residuals(x).map(r => square(r)).reduce((total, r) => add(total, r));
}
