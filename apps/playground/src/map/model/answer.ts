import { iterateScenario, parseScenario, type ScenarioInput, type ScenarioResult } from '@fermat/toolkit';
import { issuesOf, SETUP } from '../../page/issuesOf.js';
import { toolkit } from './scenario.js';

/** What comes of a setup: a result, or what is wrong with it. */
export type Answer = { readonly result: ScenarioResult } | { readonly issues: ReturnType<typeof issuesOf> };

export function answer(input: ScenarioInput): Answer {
  try {
    const step = iterateScenario(parseScenario(input, toolkit, { source: SETUP }), { toolkit }).next();
    if (step.done !== true) throw new TypeError('this page shows maps, which are searched, and this medium has unknowns to descend on');
    return { result: step.value };
  } catch (error) {
    return { issues: issuesOf(error) };
  }
}
