import type { MinimizeResult } from '@fermat/optim';
import { certify, pathTime, verifySnell } from '@fermat/paths';
import type { Scenario } from '../scenario/scenario.js';
import type { PathProblem } from './pathProblem.js';
import { legsOf } from './legsOf.js';
import type { IterationRecord, ScenarioResult, TimedPath } from './scenarioResult.js';

/** Puts the optimiser's outcome together with what can be said about it independently. */
export function summarise(
  scenario: Scenario,
  problem: PathProblem,
  iterations: readonly IterationRecord[],
  outcome: MinimizeResult<Float64Array>,
): ScenarioResult {
  const best = timedPath([...outcome.x], problem);
  const timeAlone = scenario.costs.length === 0;
  return {
    version: 1,
    scenario,
    converged: outcome.converged,
    reason: outcome.reason,
    message: outcome.message,
    ...best,
    value: outcome.value,
    gradientNorm: outcome.gradientNorm,
    evaluations: outcome.evaluations,
    iterations,
    legs: legsOf(best.path, problem.medium),
    snell: timeAlone ? verifySnell(best.path, problem.medium) : null,
    certificate: timeAlone ? certify(best.path, problem.medium) : null,
    optimum: timeAlone && problem.optimum ? timedPath(problem.optimum(), problem) : null,
    straight: timedPath(problem.straight, problem),
    alternatives: [],
  };
}

function timedPath(x: readonly number[], problem: PathProblem): TimedPath {
  const path = problem.path(x);
  return { x, path, time: pathTime(path, problem.medium) };
}
