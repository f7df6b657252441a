import { checkAtLeast, checkKeys } from '../checks.js';
import type { Candidate, GlobalMethod, GlobalProblem } from './globalMethod.js';

export interface BasinHoppingOptions {
  /** Hops without a lower minimum before a new random start; 20 + 10 n by default. */
  readonly patience?: number;
}

/** The length of hops begins here and adapts, as a share of the box. */
const FIRST_STEP = 0.1;
const LEAST_STEP = 1e-3;
const GROWTH = 1.5;
/** How often a hop should lead to another basin. */
const WANTED = 0.6;
/** Minima closer than this, relative to their values, are one. */
const SAME = 1e-9;

/**
 * Basin hopping: a local search, then hops from the lowest minimum, each followed by a local search,
 * of which only those to a lower minimum are kept. Half of the hops move all unknowns a little, as far
 * as it takes to leave the basin; the others move one unknown anywhere. For landscapes in which low
 * minima lie near each other, or unknowns matter one by one.
 *
 * Source: D. J. Wales and J. P. K. Doye, J. Phys. Chem. A 101 (1997), in its monotonic form: R. H.
 * Leary, "Global optimization on funneling landscapes", J. Global Optim. 18 (2000).
 */
export function basinHopping(options: BasinHoppingOptions = {}): GlobalMethod {
  checkKeys('basinHopping', options, ['patience']);
  const { patience } = options;
  if (patience !== undefined) checkAtLeast('patience', patience, 1);
  return { name: 'basin hopping', search: problem => search(problem, patience ?? 20 + 10 * problem.size) };
}

function* search(problem: GlobalProblem, patience: number): Generator<void, void, void> {
  const { random, lower, upper } = problem;
  for (let from = problem.start; ; from = random.point(lower, upper)) {
    let lowest = problem.descend(from);
    let step = FIRST_STEP;
    yield;
    for (let failures = 0; failures < patience; failures++) {
      const jumps = random.uniform() < 0.5;
      const found = problem.descend(jumps ? jumped(lowest, problem) : shaken(lowest, step, problem));
      const same = isSame(found, lowest);
      if (!jumps) step = Math.min(0.5, Math.max(LEAST_STEP, step * (same ? GROWTH ** WANTED : GROWTH ** (WANTED - 1))));
      if (found.value < lowest.value) {
        if (!same) failures = -1;
        lowest = found;
      }
      yield;
    }
  }
}

/** Every unknown moved by up to a share of its range. */
function shaken({ x }: Candidate, step: number, { random, lower, upper }: GlobalProblem): Float64Array {
  return x.map((value, i) => {
    const width = step * (upper[i]! - lower[i]!);
    return random.uniform(Math.max(lower[i]!, value - width), Math.min(upper[i]!, value + width));
  });
}

/** One unknown moved anywhere. */
function jumped({ x }: Candidate, { random, lower, upper }: GlobalProblem): Float64Array {
  const i = random.below(x.length);
  const moved = x.slice();
  moved[i] = random.uniform(lower[i], upper[i]);
  return moved;
}

function isSame(a: Candidate, b: Candidate): boolean {
  return Math.abs(a.value - b.value) <= SAME * Math.max(Math.abs(a.value), Math.abs(b.value)) + Number.MIN_VALUE;
}
