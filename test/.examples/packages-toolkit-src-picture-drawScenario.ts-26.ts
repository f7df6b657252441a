import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { createToolkit, drawScenario, parseScenario, paths, solveScenario, toSvg } from '@fermat/toolkit';

const toolkit = createToolkit({ plugins: [paths()] });
const scenario = parseScenario(toolkit.scenarios.get('three-terrains'), toolkit);
const svg = toSvg(drawScenario(await solveScenario(scenario, { toolkit }), { toolkit }));
__prints("true", svg.startsWith('<svg')); // true
export {};
