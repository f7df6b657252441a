import { add } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import type { Method } from '@fermat/optim';
import { costField } from '@fermat/paths';
import type { LocalTerm, SolvableMedium } from '@fermat/paths';
import { Refusal, missingMethod, otherSort, tooMuchHistory, unmakeable, unusableStart, uselessPart, wrongStart } from '../errors.js';
import type { Toolkit } from '../plugins/createToolkit.js';
import { choose } from '../scenario/choose.js';
import type { Scenario, ScenarioFrame } from '../scenario/scenario.js';
import type { Cost } from './cost.js';
import type { PathProblem } from './pathProblem.js';
import { isSearch } from './searchProblem.js';
import type { SearchProblem } from './searchProblem.js';

/** How many numbers the iterations of one run may hold together: some 20 MB as JSON. */
const mostRecorded = 1_000_000;

/** A scenario with everything made that it names. */
export type PreparedScenario = PreparedDescent | PreparedSearch;

export interface PreparedSearch {
  readonly problem: SearchProblem;
  /** The map, with the cost terms added if there are any. */
  readonly objective: SolvableMedium;
}

export interface PreparedDescent {
  readonly problem: PathProblem;
  /** The travel time, and the cost terms if there are any. */
  readonly objective: (unknowns: Tensor) => Tensor;
  readonly method: Method;
  readonly start: readonly number[];
}

/** @throws Refusal with all that the plugins have against the scenario's choices. */
export function prepareScenario(scenario: ScenarioFrame, toolkit: Toolkit): PreparedScenario {
  const mediumChoice = choose(toolkit.media, 'medium', scenario.medium, ['medium']);
  const costChoices = scenario.costs.map((cost, index) => choose(toolkit.costs, 'cost', cost, ['costs', index]));
  const methodChoice = scenario.method && choose(toolkit.methods, 'method', scenario.method, ['method']);
  const findings = [mediumChoice, ...costChoices, ...(methodChoice ? [methodChoice] : [])].flatMap((choice) => choice.findings);
  if (findings.length > 0) throw new Refusal(findings);

  const problem = mediumChoice.make();
  const costs = costChoices.map((choice) => choice.make());
  if (isSearch(problem)) {
    checkSearched(scenario);
    return { problem, objective: summed(problem, costs) };
  }
  if (methodChoice === undefined) throw new Refusal([missingMethod()]);
  const terms = costs.map((cost, index) => {
    if (typeof cost !== 'function') throw new Refusal([otherSort(['costs', index], false)]);
    return cost;
  });
  const start = scenario.start ?? problem.straight;
  checkStart(start, problem, scenario.stop);
  const objective = (unknowns: Tensor): Tensor => {
    const time = problem.time(unknowns);
    if (terms.length === 0) return time;
    const vertices = problem.vertices(unknowns);
    return terms.reduce<Tensor>((total, term) => add(total, term(vertices)), time);
  };
  return { problem, objective, method: methodChoice.make(), start };
}

/** The map's medium and the costs of its places as one medium. */
function summed(problem: SearchProblem, costs: readonly Cost[]): SolvableMedium {
  if (costs.length === 0) return problem.medium;
  const terms = costs.map((cost, index) => [`cost ${index + 1}`, onMap(cost, problem, index)] as const);
  return costField({ terms: { time: problem.medium, ...Object.fromEntries(terms) }, bounds: problem.bounds });
}

function onMap(cost: Cost, problem: SearchProblem, index: number): LocalTerm {
  if (typeof cost === 'function') throw new Refusal([otherSort(['costs', index], true)]);
  try {
    return cost.onMap(problem);
  } catch (cause) {
    throw new Refusal([unmakeable(['costs', index], cause)], { cause });
  }
}

/** What only a descent has a use for would be ignored in silence. */
function checkSearched({ method, start }: ScenarioFrame): void {
  const given = { method: method !== undefined, start: start !== undefined && start.length > 0 };
  const useless = Object.entries(given).flatMap(([part, isGiven]) => (isGiven ? [uselessPart(part)] : []));
  if (useless.length > 0) throw new Refusal(useless);
}

function checkStart(start: readonly number[], problem: PathProblem, stop: Scenario['stop']): void {
  const unknowns = problem.labels.length;
  if (start.length !== unknowns) throw new Refusal([wrongStart(start.length, problem.labels)]);
  if (stop.maxIterations * unknowns > mostRecorded) throw new Refusal([tooMuchHistory(stop.maxIterations, unknowns, mostRecorded)]);
  const time = problem.time(Float64Array.from(start)).item();
  if (!Number.isFinite(time)) throw new Refusal([unusableStart(time)]);
}
