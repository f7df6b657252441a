import { createToolkit, parseScenario, paths, type Scenario, type ScenarioInput, type Toolkit } from '@fermat/toolkit';
import { vizThree } from '@fermat/viz-three';
import type { Setup, Strip } from './state.js';

export const toolkit: Toolkit = createToolkit({ plugins: [paths(), vizThree()] });

const template: ScenarioInput = toolkit.scenarios.get('three-terrains');

/** The setup of the ready scenario `three-terrains`, which the page begins with. */
export const initialSetup: Setup = toSetup(parseScenario(template, toolkit));

/** A setup as a scenario: what `solveScenario` takes, and the `fermat` command once it is written to a file. */
export function toScenarioInput({ layers, offset, start, learningRate, momentum, maxIterations }: Setup): ScenarioInput {
  return {
    ...template,
    medium: { type: 'layered', layers, offset },
    start,
    method: { type: 'gradientDescent', learningRate, ...(momentum === 0 ? {} : { momentum }) },
    stop: { ...template.stop, maxIterations },
  };
}

function toSetup({ medium, start, method, stop }: Scenario): Setup {
  const { layers, offset } = medium as unknown as { layers: readonly Strip[]; offset: number };
  const { learningRate, momentum = 0 } = method as unknown as { learningRate: number; momentum?: number };
  const [x1 = 0, x2 = 0] = start;
  return { layers, offset, start: [x1, x2], learningRate, momentum, maxIterations: stop.maxIterations };
}
