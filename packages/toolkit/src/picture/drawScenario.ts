import type { LayerKind } from '../plugins/plugin.js';
import type { Toolkit } from '../plugins/createToolkit.js';
import { createProblem } from '../run/iterateScenario.js';
import type { ScenarioResult } from '../run/scenarioResult.js';
import { axes, axisRoom } from './axes.js';
import { formatNumber } from './formatNumber.js';
import { createFrame } from './frame.js';
import { gutter } from './layers/terrainLayer.js';
import type { Drawing, Mark, MarkGroup, Spot } from './mark.js';
import { panel, panelWidth } from './panel.js';
import { fitText } from './textWidth.js';
import { ink, softInk, type } from './theme.js';

const margin = 40;
const headerHeight = 78;
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
  const layers = toolkit.layers
    .list()
    .filter((offer): offer is typeof offer & { value: LayerKind<'drawing'> } => offer.value.target === 'drawing')
    .map(({ name, value }): MarkGroup => ({ name, marks: value.create({ result, problem })(frame) }));
  const panelLeft = frame.right + gutter + panelGap;
  const side = panel(result, [panelLeft, frame.top]);
  const width = Math.ceil(panelLeft + panelWidth + margin);
  const height = Math.ceil(Math.max(frame.bottom + axisRoom.bottom, frame.top + side.height) + margin);
  const bleed = 12;
  return {
    width,
    height,
    title: result.scenario.title,
    description: summary(result),
    clip: { left: frame.left, top: frame.top - bleed, width: frame.right - frame.left, height: frame.bottom - frame.top + 2 * bleed },
    groups: [
      { name: 'header', marks: header(result, [margin, margin], width - 2 * margin) },
      ...layers,
      { name: 'axes', marks: axes(frame, result.scenario.units) },
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
  const saved = 1 - time / straight.time;
  const parts = [
    `${converged ? 'Least time' : 'Time (not converged)'} ${formatNumber(time)} ${unit}`,
    ...(saved > 0 ? [`${formatNumber(100 * saved, 2)} % less than the straight line`] : []),
    ...(typeof certificate?.gap === 'number' ? [`certified to a relative gap of ${formatNumber(certificate.gap, 2)}`] : []),
  ];
  return parts.join(', ');
}
