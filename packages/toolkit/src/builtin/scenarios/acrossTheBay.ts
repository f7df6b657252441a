import type { ScenarioInput } from '../../scenario/scenario.js';

export const acrossTheBay: ScenarioInput = {
  version: 1,
  name: 'across-the-bay',
  title: 'Across the bay',
  description:
    'A life guard on the beach, a swimmer beyond the rocks: how far along the sand, on which side of the rocks, and does the jetty help?',
  units: { length: 'm', time: 's' },
  medium: {
    type: 'regions',
    background: 1.4,
    bounds: [0, 0, 120, 90],
    regions: [
      { name: 'sand', polygon: [[0, 0], [120, 0], [120, 22], [84, 30], [46, 26], [0, 38]], speed: 6 },
      { name: 'dunes', polygon: [[22, 0], [38, 0], [42, 16], [32, 24], [20, 22]], speed: 4.6 },
      { name: 'jetty', polygon: [[60, 22], [64, 21], [80, 50], [76, 52]], speed: 6.5 },
      { name: 'kelp', polygon: [[104, 88], [90, 90], [84, 46], [100, 44]], speed: 1 },
      { name: 'rocks', polygon: [[86, 60], [95, 58], [98, 66], [92, 72], [84, 68]], speed: 0 },
    ],
    from: [8, 8],
    to: [112, 76],
  },
};
