import { flatObjective, trace, type FlatObjective, type Tensor } from '@fermat/autodiff';
import type { Point } from '@fermat/paths';
import {
  createProblem,
  isSearch,
  iterateScenario,
  parseScenario,
  type PathProblem,
  type Scenario,
  type ScenarioResult,
} from '@fermat/toolkit';
import { sampleLandscape, type Landscape } from '@fermat/viz-three';
import { SETUP } from '../../page/issuesOf.js';
import { toolkit, toScenarioInput } from './scenario.js';
import { unknownRange, type Setup } from './state.js';

/** Everything that follows from a setup alone. */
export interface Solution {
  readonly setup: Setup;
  readonly scenario: Scenario;
  readonly problem: PathProblem;
  readonly result: ScenarioResult;
  /** The path of each iteration, the start's first. */
  readonly paths: readonly (readonly Point[])[];
  /** The travel time over the two unknowns. */
  readonly landscape: Landscape;
  readonly optimum: { readonly x: readonly number[]; readonly time: number; readonly path: readonly Point[] };
  /** The longest step with which gradient descent can settle at the optimum, from the curvature there. */
  readonly longestStep: number;
}

const SAMPLES = 61;

/** @throws ScenarioError where the setup makes no sense, naming what and why */
export function solve(setup: Setup): Solution {
  const scenario = parseScenario(toScenarioInput(setup), toolkit, { source: SETUP });
  const problem = createProblem(scenario, toolkit);
  if (isSearch(problem)) throw new TypeError('the playground shows descents, and this medium is searched: give it layers');
  const run = iterateScenario(scenario, { toolkit });
  let step = run.next();
  while (!step.done) step = run.next();
  const result = step.value;
  const optimum = result.optimum ?? result;
  const objective = flatObjective((x: Tensor) => problem.time(x), Float64Array.of(0, 0));
  return {
    setup,
    scenario,
    problem,
    result,
    paths: result.iterations.map(({ x }) => problem.path(x)),
    landscape: travelTimes(objective, setup.offset),
    optimum,
    longestStep: (2 * (1 + setup.momentum)) / largestCurvature(objective, optimum.x),
  };
}

function travelTimes(objective: FlatObjective, offset: number): Landscape {
  const unknowns = Float64Array.of(0, 0);
  const range = unknownRange(offset);
  return sampleLandscape(
    (x1, x2) => {
      unknowns[0] = x1;
      unknowns[1] = x2;
      return objective.value(unknowns);
    },
    { x: range, y: range, columns: SAMPLES, rows: SAMPLES },
  );
}

/** The largest eigenvalue of the Hessian, whose columns are its products with both axes. */
function largestCurvature(objective: FlatObjective, x: readonly number[]): number {
  const [first, second] = [Float64Array.of(1, 0), Float64Array.of(0, 1)].map((axis) => {
    const column = Float64Array.of(0, 0);
    objective.hvp(Float64Array.from(x), axis, column);
    return column;
  });
  const [xx = 0, xy = 0] = first!;
  const [, yy = 0] = second!;
  return (xx + yy) / 2 + Math.hypot((xx - yy) / 2, xy);
}

/** The expression graph of the travel time, in Graphviz' language. */
export function expressionGraph({ problem, scenario }: Solution): string {
  return trace((unknowns: Tensor) => problem.time(unknowns))(Float64Array.from(scenario.start)).toDot();
}
