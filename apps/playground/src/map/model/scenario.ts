import type { Point } from '@fermat/paths';
import { createToolkit, parseScenario, paths, type Scenario, type ScenarioInput, type Toolkit } from '@fermat/toolkit';
import { placed, type Setup, type Spot } from './state.js';

export const toolkit: Toolkit = createToolkit({ plugins: [paths()] });

const template: ScenarioInput = toolkit.scenarios.get('across-the-bay');

/** The setup of the ready scenario `across-the-bay`, which the page begins with. */
export const initialSetup: Setup = toSetup(parseScenario(template, toolkit));

/** A setup as a scenario: what `solveScenario` takes, and the `fermat` command once it is written to a file. */
export function toScenarioInput({ terrains, background, bounds, from, to, clearance }: Setup): ScenarioInput {
  const regions = terrains.map((terrain) => ({ name: terrain.name, polygon: placed(terrain), speed: terrain.speed }));
  const costs = clearance.weight === 0 ? [] : [{ type: 'clearance', ...clearance }];
  return { ...template, medium: { type: 'regions', background, bounds, regions, from, to }, costs };
}

interface RegionsParameters extends Pick<Setup, 'background' | 'bounds' | 'from' | 'to'> {
  readonly regions: readonly { readonly name: string; readonly polygon: readonly Point[] | readonly (readonly Point[])[]; readonly speed: number }[];
}

function toSetup({ medium }: Scenario): Setup {
  const { regions, background, bounds, from, to } = medium as unknown as RegionsParameters;
  const terrains = regions.map(({ name, polygon, speed }) => ({ name, rings: isRing(polygon) ? [polygon] : polygon, moved: [0, 0] as Spot, speed }));
  return { terrains, background, bounds, from, to, clearance: { weight: 0, within: 8 } };
}

function isRing(polygon: RegionsParameters['regions'][number]['polygon']): polygon is readonly Point[] {
  return typeof polygon[0]?.[0] === 'number';
}
