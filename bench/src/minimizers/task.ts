import { add, flatObjective, jacfwd, jit, slice, square, stack, sum, transpose, type FlatObjective, type Tensor } from '@fermat/autodiff';
import type { VectorResiduals } from '@fermat/optim';
import { moreGarbowHillstrom, nist, sumOfSquares, type Minima } from '@fermat/problems';

/** A sum of squares to be minimised from a start, compiled. */
export interface Task {
  readonly name: string;
  readonly set: string;
  readonly start: Float64Array;
  readonly minima: Minima;
  readonly objective: FlatObjective;
  /** What is squared and summed, with its Jacobian. */
  readonly residuals: Required<Pick<VectorResiduals, 'count' | 'residuals' | 'jacobian'>>;
}

/** The sets by name; a task is compiled when its turn comes. */
export const sets: Readonly<Record<string, readonly (() => Task)[]>> = {
  'More, Garbow and Hillstrom': moreGarbowHillstrom.map(problem => () => ({
    name: problem.name,
    set: 'More, Garbow and Hillstrom',
    start: Float64Array.from(problem.start),
    minima: problem,
    objective: flatObjective(sumOfSquares(problem) as (x: Tensor[]) => Tensor, [...problem.start]),
    residuals: compileResiduals(x => stack(problem.residuals(x)), problem.start),
  })),
  NIST: nist.flatMap(problem =>
    problem.starts.map((start, i) => () => ({
      name: `${problem.name}, start ${i + 1}`,
      set: 'NIST',
      start: Float64Array.from(start),
      minima: { least: problem.residualSumOfSquares < ROUNDING ? 0 : problem.residualSumOfSquares },
      objective: flatObjective((b: Tensor[]) => add(0, sum(square(problem.residuals(b)))), [...start]),
      residuals: compileResiduals(problem.residuals, start),
    })),
  ),
};

/** Sums of squares this small are the rounding of the data. */
const ROUNDING = 1e-20;

function compileResiduals(f: (x: readonly Tensor[]) => Tensor, start: readonly number[]): Task['residuals'] {
  const vector = (x: Tensor): Tensor => f(start.map((_, j) => slice(x, j)));
  const values = jit(vector);
  const columnsAt = jit((x: Tensor) => transpose(jacfwd(vector)(x)));
  const { size: count } = values(Float64Array.from(start));
  return {
    count,
    residuals: (x, out) => out.set(values(x).data()),
    jacobian(x, columns) {
      const all = columnsAt(x).data() as Float64Array;
      columns.forEach((column, j) => column.set(all.subarray(j * count, (j + 1) * count)));
    },
  };
}
