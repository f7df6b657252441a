import type { ScenarioInput } from '../../scenario/scenario.js';

export const threeTerrains: ScenarioInput = {
  version: 1,
  name: 'three-terrains',
  title: 'Three terrains',
  description:
    'Walking from one corner of a field to the opposite one, across strips of grass, mud and sand: where should each border be crossed?',
  units: { length: 'm', time: 's' },
  medium: {
    type: 'layered',
    layers: [
      { name: 'grass', thickness: 10, speed: 0.7 },
      { name: 'mud', thickness: 10, speed: 0.3 },
      { name: 'sand', thickness: 10, speed: 0.45 },
    ],
    offset: 20,
  },
  start: [2, 17],
  method: { type: 'gradientDescent', learningRate: 1.5 },
  stop: { maxIterations: 200, tolerance: 1e-8 },
};
