import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { createToolkit, iterateScenario, parseScenario, paths } from '@fermat/toolkit';

const toolkit = createToolkit({ plugins: [paths()] });
const scenario = parseScenario(toolkit.scenarios.get('three-terrains'), toolkit);
for (const { iteration, value } of iterateScenario(scenario, { toolkit })) {
  if (iteration <= 1) console.log(iteration, value.toFixed(8)); // 0 102.64529386, then 1 94.18493956
}
export {};
