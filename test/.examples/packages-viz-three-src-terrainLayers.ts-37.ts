import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { TerrainLayers } from '@fermat/viz-three';

const terrains = new TerrainLayers().update({
  layers: [{ thickness: 10, speed: 0.7 }, { thickness: 10, speed: 0.3 }, { thickness: 10, speed: 0.45 }],
  extent: [0, 20],
});
terrains.dispose();
export {};
