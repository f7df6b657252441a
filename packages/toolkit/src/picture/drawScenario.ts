import type { LayerKind } from '../plugins/plugin.js';
import type { Toolkit } from '../plugins/createToolkit.js';
import { createProblem } from '../run/iterateScenario.js';
import type { ScenarioResult } from '../run/scenarioResult.js';
import { isSearch } from '../run/searchProblem.js';
import { axes, axisRoom } from './axes.js';
import { clip } from './clip.js';
import type { Box } from './clip.js';
import { formatNumber } from './formatNumber.js';
import { createFrame } from './frame.js';
import { gutterWidth } from './layers/terrainLayer.js';
import type { Drawing, Mark, MarkGroup, Spot } from './mark.js';
import { panel } from './panel/panel.js';
import { panelWidth } from './panel/section.js';
import { fitText } from './textWidth.js';
import { ink, softInk, type } from './theme.js';

const margin = 40;
const headerHeight = 86;
const panelGap = 28;

/**
 * Draws a result on a page: what the toolkit's layers for `drawing` make of it, in the plugins' order, within axes, a
 * title and a panel of figures.
 *
 * @throws ScenarioError where the toolkit lacks what the result's scenario names.
 *
 * @example
 * ```ts
 * import { createToolkit, drawScenario, parseScenario, paths, solveScenario, toSvg } from '@fermat/toolkit';
 *
 * const toolkit = createToolkit({ plugins: [paths()] });
 * const scenario = parseScenario(toolkit.scenarios.get('three-terrains'), toolkit);
 * const svg = toSvg(drawScenario(await solveScenario(scenario, { toolkit }), { toolkit }));
 * console.log(svg.startsWith('<svg')); // true
 * ```
 */
export function drawScenario(result: ScenarioResult, { toolkit }: { readonly toolkit: Toolkit }): Drawing {
  const problem = createProblem(result.scenario, toolkit);
  const frame = createFrame(result, problem, [margin + axisRoom.left, margin + headerHeight]);
  const plot: Box = [frame.left, frame.top, frame.right, frame.bottom];
  const layers = toolkit.layers
    .list()
    .filter((offer): offer is typeof offer & { value: LayerKind<'drawing'> } => offer.value.target === 'drawing')
    .map(({ name, value }): MarkGroup => ({ name, marks: clip(value.create({ result, problem })(frame), plot) }));
  const panelLeft = frame.right + gutterWidth(problem, result, frame) + panelGap;
  const side = panel(result, [panelLeft, frame.top]);
  const width = Math.ceil(panelLeft + panelWidth + margin);
  const height = Math.ceil(Math.max(frame.bottom + axisRoom.bottom, frame.top + side.height) + margin);
  return {
    width,
    height,
    title: result.scenario.title,
    description: summary(result),
    groups: [
      { name: 'header', marks: header(result, [margin, margin], width - 2 * margin) },
      ...layers,
      { name: 'axes', marks: axes(frame, result.scenario.units, isSearch(problem) ? ['x', 'y'] : ['along the layers', 'across the layers']) },
      { name: 'panel', marks: side.marks },
    ],
  };
}

const header = (result: ScenarioResult, [x, y]: Spot, width: number): readonly Mark[] => [
  { kind: 'text', at: [x, y + 20], text: fitText(result.scenario.title, width, type.title), size: type.title, weight: 'semibold', color: ink },
  { kind: 'text', at: [x, y + 46], text: fitText(summary(result), width, type.lead), size: type.lead, color: softInk },
];

/** The outcome in a sentence. */
function summary({ time, straight, certificate, converged, scenario }: ScenarioResult): string {
  const unit = scenario.units.time;
  if (time === Infinity) return 'No path joins start and goal';
  const certified = typeof certificate?.gap === 'number';
  const claim = converged ? (certified ? 'Least time' : 'Locally least time') : 'Time (not converged)';
  const saved = 1 - time / straight.time;
  const parts = [
    `${claim} ${formatNumber(time)} ${unit}`,
    ...(saved > 0 && saved < 1 ? [`${formatNumber(100 * saved, 2)} % less than the straight line`] : []),
    ...(certified ? [`certified to a relative gap of ${formatNumber(certificate.gap ?? 0, 2)}`] : []),
  ];
  return parts.join(', ');
}
