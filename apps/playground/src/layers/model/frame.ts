import { certify, verifySnell, type Certificate, type Point, type SnellReport } from '@fermat/paths';
import { solve, type Solution } from './solution.js';
import type { Setup, State } from './state.js';

/** A path that is looked at closely: the shown iteration's, or the optimum's. */
export interface Examined {
  readonly x: readonly number[];
  readonly time: number;
  readonly path: readonly Point[];
  readonly snell: SnellReport;
  readonly certificate: Certificate;
}

/** All that the views need to draw a state. */
export interface Frame {
  readonly state: State;
  readonly solution: Solution;
  /** The shown iteration. */
  readonly shown: number;
  readonly lastIteration: number;
  readonly current: Examined;
  readonly optimum: Examined;
}

/** Derives frames from states, solving anew only when the setup changed. */
export function createDerivation(): (state: State) => Frame {
  let solved: { setup: Setup; solution: Solution } | null = null;
  return (state) => {
    if (solved?.setup !== state.setup) solved = { setup: state.setup, solution: solve(state.setup) };
    const { solution } = solved;
    const { iterations } = solution.result;
    const lastIteration = iterations.length - 1;
    const shown = Math.min(state.display.shown ?? lastIteration, lastIteration);
    const { x, value } = iterations[shown]!;
    return {
      state,
      solution,
      shown,
      lastIteration,
      current: examine(solution, x, value),
      optimum: examine(solution, solution.optimum.x, solution.optimum.time),
    };
  };
}

function examine({ problem }: Solution, x: readonly number[], time: number): Examined {
  const path = problem.path(x);
  return {
    x,
    time,
    path,
    snell: verifySnell(path, problem.medium),
    certificate: certify(path, problem.medium),
  };
}
