import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { createToolkit, parseScenario, paths, solveScenario } from '@fermat/toolkit';

const toolkit = createToolkit({ plugins: [paths()] });
const scenario = parseScenario(toolkit.scenarios.get('three-terrains'), toolkit);
const { time, snell } = await solveScenario(scenario, { toolkit });
__prints("81.911688 true", time.toFixed(6), snell?.ok); // 81.911688 true
export {};
