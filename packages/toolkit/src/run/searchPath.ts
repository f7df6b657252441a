import { leastTimePath, pathTime, verifySnell } from '@fermat/paths';
import type { Point } from '@fermat/paths';
import type { Scenario } from '../scenario/scenario.js';
import { legsOf } from './legsOf.js';
import type { PreparedSearch } from './prepareScenario.js';
import type { ScenarioResult, Way } from './scenarioResult.js';

/** Lets the medium search, and puts the outcome together as that of a descent of no steps. */
export function searchPath(scenario: Scenario, { problem: { medium, from, to }, objective }: PreparedSearch): ScenarioResult {
  const { path, time: value, certificate, alternatives } = leastTimePath(objective, { from, to });
  const found = path.length > 0;
  const timeAlone = scenario.costs.length === 0;
  // With cost terms, what the search calls time is their sum.
  const way = (along: readonly Point[], cost: number): Way => ({
    x: [],
    path: along,
    time: timeAlone ? cost : pathTime(along, medium),
    legs: legsOf(along, medium),
    snell: timeAlone ? verifySnell(along, medium) : null,
  });
  const nowhere: Way = { x: [], path: [], time: Infinity, legs: [], snell: null };
  return {
    version: 1,
    scenario,
    converged: found,
    ...outcome(found, timeAlone),
    ...(found ? way(path, value) : nowhere),
    value,
    gradientNorm: 0,
    evaluations: 0,
    iterations: [],
    certificate: timeAlone ? certificate : null,
    optimum: null,
    straight: { x: [], path: [from, to], time: pathTime([from, to], medium) },
    alternatives: alternatives.map((other) => way(other.path, other.time)),
  };
}

function outcome(found: boolean, timeAlone: boolean): Pick<ScenarioResult, 'reason' | 'message'> {
  if (!found) return { reason: 'unreachable', message: 'no path joins start and goal.' };
  const how = timeAlone ? 'refined to rounding' : 'with the cost terms, pulled taut';
  return { reason: 'searched', message: `the best of all ways that the search found, ${how}.` };
}
