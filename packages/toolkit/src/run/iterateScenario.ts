import { iterate } from '@fermat/optim';
import type { Iteration } from '@fermat/optim';
import { Refusal, scenarioError } from '../errors.js';
import type { Toolkit } from '../plugins/createToolkit.js';
import type { Scenario } from '../scenario/scenario.js';
import { prepareScenario } from './prepareScenario.js';
import type { PreparedScenario } from './prepareScenario.js';
import { searchPath } from './searchPath.js';
import type { Problem } from './searchProblem.js';
import type { IterationRecord, ScenarioResult } from './scenarioResult.js';
import { summarise } from './summarise.js';

export interface IterateOptions {
  readonly toolkit: Toolkit;
  /** Once it is aborted, the run ends before its next step with what it has, and the reason `aborted`. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a scenario one optimiser step at a time, at the caller's pace: each value is one iteration, the first one the
 * start; the return value is the outcome. Where the medium searches the path itself there are no iterations.
 *
 * @throws ScenarioError where the toolkit cannot make what the scenario names.
 *
 * @example
 * ```ts
 * import { createToolkit, iterateScenario, parseScenario, paths } from '@fermat/toolkit';
 *
 * const toolkit = createToolkit({ plugins: [paths()] });
 * const scenario = parseScenario(toolkit.scenarios.get('three-terrains'), toolkit);
 * for (const { iteration, value } of iterateScenario(scenario, { toolkit })) {
 *   if (iteration <= 1) console.log(iteration, value.toFixed(8)); // 0 102.64529386, then 1 94.18493956
 * }
 * ```
 */
export function* iterateScenario(
  scenario: Scenario,
  { toolkit, signal }: IterateOptions,
): Generator<IterationRecord, ScenarioResult, void> {
  const made = prepared(scenario, toolkit);
  if (!('method' in made)) return searchPath(scenario, made);
  const { problem, objective, method, start } = made;
  const records: IterationRecord[] = [];
  const steps = iterate(objective, Float64Array.from(start), { method, ...scenario.stop, ...(signal && { signal }) });
  let step = steps.next();
  while (step.done !== true) {
    const record = toRecord(step.value);
    records.push(record);
    yield record;
    step = steps.next();
  }
  return summarise(scenario, problem, records, step.value);
}

/**
 * Makes the medium of a scenario alone, for programs that draw a landscape or run an optimiser of their own: its travel
 * time as traced code, its straight line and its optimum, or a map to search.
 *
 * @throws ScenarioError as {@link iterateScenario}.
 */
export const createProblem = (scenario: Scenario, toolkit: Toolkit): Problem => prepared(scenario, toolkit).problem;

function prepared(scenario: Scenario, toolkit: Toolkit): PreparedScenario {
  try {
    return prepareScenario(scenario, toolkit);
  } catch (error) {
    throw error instanceof Refusal ? scenarioError(error, { source: scenario.name }) : error;
  }
}

const toRecord = ({ iteration, x, value, gradientNorm, evaluations }: Iteration<Float64Array>): IterationRecord => ({
  iteration,
  x: [...x],
  value,
  gradientNorm,
  evaluations,
});
