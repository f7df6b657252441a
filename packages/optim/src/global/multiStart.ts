import { checkKeys, checkWhole } from '../checks.js';
import type { GlobalMethod, GlobalProblem } from './globalMethod.js';

export interface MultiStartOptions {
  /** How many random points are compared for each start; 1, the default, starts from every one. */
  readonly samples?: number;
}

/**
 * Local searches from the given start, then from random points of the box: for objectives with few
 * local minima, or one whose basin is wide. To spread the searches over the cores of a machine, see
 * `@fermat/optim/workers`.
 *
 * Source: M. Locatelli and F. Schoen, Global Optimization (2013), section 3.2 (best start for samples > 1).
 */
export function multiStart(options: MultiStartOptions = {}): GlobalMethod {
  checkKeys('multiStart', options, ['samples']);
  const { samples = 1 } = options;
  checkWhole('samples', samples, 1);
  return { name: 'multi-start', search: problem => search(problem, samples) };
}

function* search(problem: GlobalProblem, samples: number): Generator<void, void, void> {
  for (let from = problem.start; ; from = lowest(problem, samples)) {
    problem.descend(from);
    yield;
  }
}

/** The lowest of some random points. */
function lowest(problem: GlobalProblem, samples: number): Float64Array {
  const { random, lower, upper } = problem;
  const points = Array.from({ length: samples }, () => random.point(lower, upper));
  if (samples === 1) return points[0]!;
  const values = points.map(x => problem.value(x));
  return points[values.indexOf(Math.min(...values))]!;
}
