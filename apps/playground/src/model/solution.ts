import { flatObjective, grad, jvp, trace, type Tensor } from '@fermat/autodiff';
import type { Point } from '@fermat/paths';
import {
  createProblem,
  iterateScenario,
  parseScenario,
  type PathProblem,
  type Scenario,
  type ScenarioResult,
} from '@fermat/toolkit';
import { sampleLandscape, type Landscape } from '@fermat/viz-three';
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
  /** The longest step with which the descent can settle at the optimum, from the curvature there. */
  readonly longestStep: number;
}

const SAMPLES = 61;

/** @throws ScenarioError where the setup makes no sense, naming what and why */
export function solve(setup: Setup): Solution {
  const scenario = parseScenario(toScenarioInput(setup), toolkit, { source: 'This setup' });
  const problem = createProblem(scenario, toolkit);
  const run = iterateScenario(scenario, { toolkit });
  let step = run.next();
  while (!step.done) step = run.next();
  const result = step.value;
  const optimum = result.optimum ?? result;
  return {
    setup,
    scenario,
    problem,
    result,
    paths: result.iterations.map(({ x }) => problem.path(x)),
    landscape: travelTimes(problem, setup.offset),
    optimum,
    longestStep: (2 * (1 + setup.momentum)) / largestCurvature(problem, optimum.x),
  };
}

function travelTimes({ time }: PathProblem, offset: number): Landscape {
  const unknowns = Float64Array.of(0, 0);
  const objective = flatObjective((x: Tensor) => time(x), unknowns);
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

/** The largest eigenvalue of the Hessian of the travel time: derivatives of the gradient along both axes. */
function largestCurvature({ time }: PathProblem, x: readonly number[]): number {
  const gradient = grad((unknowns: Tensor) => time(unknowns));
  const along = (direction: readonly number[]): Float64Array =>
    jvp(gradient, [Float64Array.from(x)], [Float64Array.from(direction)])[1] as Float64Array;
  const [xx = 0, xy = 0] = along([1, 0]);
  const [, yy = 0] = along([0, 1]);
  return (xx + yy) / 2 + Math.hypot((xx - yy) / 2, xy);
}

/** The expression graph of the travel time, in Graphviz' language. */
export function expressionGraph({ problem, scenario }: Solution): string {
  return trace((unknowns: Tensor) => problem.time(unknowns))(Float64Array.from(scenario.start)).toDot();
}
