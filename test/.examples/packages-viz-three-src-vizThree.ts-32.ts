import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { createProblem, createToolkit, parseScenario, paths, solveScenario } from '@fermat/toolkit';
import { vizThree } from '@fermat/viz-three';
import { Scene } from 'three';

const toolkit = createToolkit({ plugins: [paths(), vizThree()] });
const scenario = parseScenario(toolkit.scenarios.get('three-terrains'), toolkit);
const result = await solveScenario(scenario, { toolkit });
const problem = createProblem(scenario, toolkit);
const scene = new Scene();
for (const name of ['terrainLayers', 'pathHistory', 'pathLine']) {
  scene.add(toolkit.layers.get(name).create({ result, problem }));
}
export {};
