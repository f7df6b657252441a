import { leastTimePath, pathTime, verifySnell } from '@fermat/paths';
import type { Point } from '@fermat/paths';
import type { Scenario } from '../scenario/scenario.js';
import { legsOf } from './legsOf.js';
import type { PreparedSearch } from './prepareScenario.js';
import type { ScenarioResult, TimedPath } from './scenarioResult.js';

/** Lets the medium search, and puts the outcome together as that of a descent of no steps. */
export function searchPath(scenario: Scenario, { problem: { medium, from, to }, objective }: PreparedSearch): ScenarioResult {
  const { path, time: value, certificate, alternatives } = leastTimePath(objective, { from, to });
  const found = path.length > 0;
  const timeAlone = scenario.costs.length === 0;
  // With cost terms, what the search calls time is their sum.
  const timed = (along: readonly Point[]): TimedPath => ({ x: [], path: along, time: pathTime(along, medium) });
  return {
    version: 1,
    scenario,
    converged: found,
    ...outcome(found, timeAlone),
    x: [],
    path,
    time: found && !timeAlone ? pathTime(path, medium) : value,
    value,
    gradientNorm: 0,
    evaluations: 0,
    iterations: [],
    legs: found ? legsOf(path, medium) : [],
    snell: found && timeAlone ? verifySnell(path, medium) : null,
    certificate: timeAlone ? certificate : null,
    optimum: null,
    straight: timed([from, to]),
    alternatives: alternatives.map((other) => (timeAlone ? { x: [], ...other } : timed(other.path))),
  };
}

function outcome(found: boolean, timeAlone: boolean): Pick<ScenarioResult, 'reason' | 'message'> {
  if (!found) return { reason: 'unreachable', message: 'no path joins start and goal.' };
  const how = timeAlone ? 'refined to rounding' : 'with the cost terms, pulled taut';
  return { reason: 'searched', message: `the best of all ways that the search found, ${how}.` };
}
