export { ScenarioError, ToolkitError } from './errors.js';
export type { ScenarioIssue } from './errors.js';

export { definePlugin } from './plugins/definePlugin.js';
export type { PluginDefinition } from './plugins/definePlugin.js';
export type {
  CostKind,
  Kind,
  LayerInput,
  LayerKind,
  LayerTargets,
  MediumKind,
  MethodKind,
  Plugin,
  Schema,
} from './plugins/plugin.js';
export { createToolkit } from './plugins/createToolkit.js';
export type { Toolkit } from './plugins/createToolkit.js';
export type { Catalogue, Offer } from './plugins/catalogue.js';
export { paths } from './builtin/paths.js';

export { parseScenario } from './scenario/parseScenario.js';
export type { ParseOptions } from './scenario/parseScenario.js';
export type { Chosen, Scenario, ScenarioInput } from './scenario/scenario.js';
export { scenarioJsonSchema } from './scenario/scenarioJsonSchema.js';

export { createProblem, iterateScenario } from './run/iterateScenario.js';
export type { IterateOptions } from './run/iterateScenario.js';
export { solveScenario } from './run/solveScenario.js';
export type { SolveOptions } from './run/solveScenario.js';
export type { Cost, CostTerm, MapCost } from './run/cost.js';
export type { Band, PathProblem } from './run/pathProblem.js';
export { labelPoint } from './map/labelPoint.js';
export { isSearch } from './run/searchProblem.js';
export type { Area, Problem, SearchProblem } from './run/searchProblem.js';
export type { IterationRecord, ResultLeg, ScenarioResult, TimedPath, Way } from './run/scenarioResult.js';

export { drawScenario } from './picture/drawScenario.js';
export { toSvg } from './picture/toSvg.js';
export type { Frame } from './picture/frame.js';
export type { Circle, Drawing, Mark, MarkGroup, Polygon, Polyline, Spot, Text } from './picture/mark.js';
