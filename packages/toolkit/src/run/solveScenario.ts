import type { Scenario } from '../scenario/scenario.js';
import { iterateScenario } from './iterateScenario.js';
import type { IterateOptions } from './iterateScenario.js';
import type { IterationRecord, ScenarioResult } from './scenarioResult.js';

export interface SolveOptions extends IterateOptions {
  readonly onIteration?: (record: IterationRecord) => void;
}

/** How long a run keeps the event loop waiting: a frame at 60 Hz. */
const turnMs = 16;

/**
 * Solves a scenario, and gives the event loop its turn about every 16 ms, so that a page stays alive and `signal` can
 * be aborted meanwhile. What comes out does not depend on that pace.
 *
 * @throws ScenarioError (as a rejection) where the toolkit cannot make what the scenario names.
 *
 * @example
 * ```ts
 * import { createToolkit, parseScenario, paths, solveScenario } from '@fermat/toolkit';
 *
 * const toolkit = createToolkit({ plugins: [paths()] });
 * const scenario = parseScenario(toolkit.scenarios.get('three-terrains'), toolkit);
 * const { time, snell } = await solveScenario(scenario, { toolkit });
 * console.log(time.toFixed(6), snell?.ok); // 81.911688 true
 * ```
 */
export async function solveScenario(scenario: Scenario, { onIteration, ...options }: SolveOptions): Promise<ScenarioResult> {
  const steps = iterateScenario(scenario, options);
  let turnEnds = performance.now() + turnMs;
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    onIteration?.(step.value);
    if (performance.now() >= turnEnds) {
      await new Promise((resolve) => setTimeout(resolve));
      turnEnds = performance.now() + turnMs;
    }
  }
}
