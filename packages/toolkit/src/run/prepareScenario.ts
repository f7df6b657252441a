import { add } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import type { Method } from '@fermat/optim';
import { Refusal, missingMethod, tooMuchHistory, uselessPart, unusableStart, wrongStart } from '../errors.js';
import type { Toolkit } from '../plugins/createToolkit.js';
import { choose } from '../scenario/choose.js';
import type { Scenario, ScenarioFrame } from '../scenario/scenario.js';
import type { PathProblem } from './pathProblem.js';
import { isSearch } from './searchProblem.js';
import type { SearchProblem } from './searchProblem.js';

/** How many numbers the iterations of one run may hold together: some 20 MB as JSON. */
const mostRecorded = 1_000_000;

/** A scenario with everything made that it names. */
export type PreparedScenario = PreparedDescent | PreparedSearch;

export interface PreparedSearch {
  readonly problem: SearchProblem;
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
  if (isSearch(problem)) {
    checkSearched(scenario);
    return { problem };
  }
  if (methodChoice === undefined) throw new Refusal([missingMethod()]);
  const terms = costChoices.map((choice) => choice.make());
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

/** What only a descent has a use for would be ignored in silence. */
function checkSearched({ method, costs, start }: ScenarioFrame): void {
  const given = { method: method !== undefined, costs: costs.length > 0, start: start !== undefined && start.length > 0 };
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
