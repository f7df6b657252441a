import type { ConstrainedProblem } from '@fermat/problems';
import type { Tensor } from '@fermat/autodiff';
import { constraint, type Constraint } from '../src/index.js';

/** The constraints of a problem as options of `minimize`. */
export function constraintsOf({ equalities, inequalities }: ConstrainedProblem): Constraint[] {
  return [
    ...(equalities ? [constraint((x: readonly Tensor[]) => equalities(x), { equals: 0 })] : []),
    ...(inequalities ? [constraint((x: readonly Tensor[]) => inequalities(x), { lower: 0 })] : []),
  ];
}
