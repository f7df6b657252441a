import { createToolkit, parseScenario, paths, type Scenario, type ScenarioInput, type Toolkit } from '@fermat/toolkit';
import { vizThree } from '@fermat/viz-three';
import { methods, type MethodName } from './methods.js';
import type { Setup, Strip } from './state.js';

export const toolkit: Toolkit = createToolkit({ plugins: [paths(), vizThree()] });

const template: ScenarioInput = toolkit.scenarios.get('three-terrains');

/** The setup of the ready scenario `three-terrains`, which the page begins with. */
export const initialSetup: Setup = toSetup(parseScenario(template, toolkit));

/** A setup as a scenario: what `solveScenario` takes, and the `fermat` command once it is written to a file. */
export function toScenarioInput({ layers, offset, start, method, learningRate, momentum, maxIterations }: Setup): ScenarioInput {
  const { uses } = methods[method];
  return {
    ...template,
    medium: { type: 'layered', layers, offset },
    start,
    method: {
      type: method,
      ...(uses.includes('learningRate') ? { learningRate } : {}),
      ...(uses.includes('momentum') && momentum !== 0 ? { momentum } : {}),
    },
    stop: { ...template.stop, maxIterations },
  };
}

function toSetup({ medium, start, method, stop }: Scenario): Setup {
  const { layers, offset } = medium as unknown as { layers: readonly Strip[]; offset: number };
  const { type, learningRate, momentum = 0 } = method as unknown as { type: MethodName; learningRate: number; momentum?: number };
  const [x1 = 0, x2 = 0] = start;
  return { layers, offset, start: [x1, x2], method: type, learningRate, momentum, maxIterations: stop.maxIterations };
}
