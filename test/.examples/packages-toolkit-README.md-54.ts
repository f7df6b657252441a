import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { createToolkit, drawScenario, parseScenario, paths, solveScenario, toSvg } from '@fermat/toolkit';

const toolkit = createToolkit({ plugins: [paths()] });
const scenario = parseScenario(toolkit.scenarios.get('three-terrains'), toolkit);
const result = await solveScenario(scenario, { toolkit });
__prints("81.911688 true", result.time.toFixed(6), result.snell?.ok); // 81.911688 true

const svg = toSvg(drawScenario(result, { toolkit }));
__prints("true", svg.startsWith('<svg')); // true
export {};
