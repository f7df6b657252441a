import { leastTimePath, pathTime, verifySnell } from '@fermat/paths';
import type { Scenario } from '../scenario/scenario.js';
import { legsOf } from './legsOf.js';
import type { ScenarioResult } from './scenarioResult.js';
import type { SearchProblem } from './searchProblem.js';

/** Lets the medium search, and puts the outcome together as that of a descent of no steps. */
export function searchPath(scenario: Scenario, { medium, from, to }: SearchProblem): ScenarioResult {
  const { path, time, certificate } = leastTimePath(medium, { from, to });
  const found = path.length > 0;
  const straight = [from, to];
  return {
    version: 1,
    scenario,
    converged: found,
    reason: found ? 'searched' : 'unreachable',
    message: found ? 'the best of all ways that the search found, refined to rounding.' : 'no path joins start and goal.',
    x: [],
    path,
    time,
    value: time,
    gradientNorm: 0,
    evaluations: 0,
    iterations: [],
    legs: found ? legsOf(path, medium) : [],
    snell: found ? verifySnell(path, medium) : null,
    certificate,
    optimum: null,
    straight: { x: [], path: straight, time: pathTime(straight, medium) },
  };
}
