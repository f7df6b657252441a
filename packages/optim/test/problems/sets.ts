import { add, flatObjective, square, sum, type FlatObjective, type Tensor, type Tree } from '@fermat/autodiff';
import { large, type Minima, moreGarbowHillstrom, nist, sumOfSquares } from '@fermat/problems';
import { flattenResiduals, type VectorResiduals } from '../../src/leastSquares/residuals.js';

/** A problem compiled: its objective, and its residuals where it has some. */
export interface Compiled {
  readonly name: string;
  readonly start: Float64Array;
  readonly minima: Minima;
  readonly objective: FlatObjective;
  readonly residuals?: VectorResiduals;
}

/** Sums of squares this small are the rounding of the data. */
const ROUNDING = 1e-20;

const residualsOf = (f: (x: never) => Tree, start: readonly number[]): VectorResiduals => flattenResiduals(f, start).residuals;

/** The sets of problems by name, each compiled when it is asked for. */
export const sets: Readonly<Record<string, () => Compiled[]>> = {
  'More, Garbow and Hillstrom': () =>
    moreGarbowHillstrom.map(problem => ({
      name: problem.name,
      start: Float64Array.from(problem.start),
      minima: problem,
      objective: flatObjective(sumOfSquares(problem) as (x: Tensor[]) => Tensor, [...problem.start]),
      residuals: residualsOf(problem.residuals, problem.start),
    })),
  'a thousand unknowns and more': () =>
    large.map(problem => ({ name: problem.name, start: problem.start, minima: problem, objective: flatObjective(problem.objective, problem.start) })),
  'NIST, as sums of squares': () =>
    nist.flatMap(problem =>
      problem.starts.map((start, i) => ({
        name: `${problem.name}, start ${i + 1}`,
        start: Float64Array.from(start),
        minima: { least: problem.residualSumOfSquares < ROUNDING ? 0 : problem.residualSumOfSquares },
        objective: flatObjective((b: Tensor[]) => add(0, sum(square(problem.residuals(b)))), [...start]),
        residuals: residualsOf(problem.residuals as never, start),
      })),
    ),
};
