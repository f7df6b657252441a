import { extent } from 'd3-array';
import type { LayerKind } from '../../plugins/plugin.js';
import type { Band } from '../../run/pathProblem.js';
import type { ScenarioResult } from '../../run/scenarioResult.js';
import { isSearch } from '../../run/searchProblem.js';
import type { Problem } from '../../run/searchProblem.js';
import { formatNumber } from '../formatNumber.js';
import type { Frame } from '../frame.js';
import type { Mark, Spot } from '../mark.js';
import { fitText, textWidth } from '../textWidth.js';
import { mapMarks } from './mapMarks.js';
import { bandColor, bandEdge, ink, softInk, type } from '../theme.js';

/** A band's name and figures stand this far from the plot, and are no wider than that. */
const labelGap = 12;
const widestLabel = 132;
const lineHeight = 17;

/** The bands of terrain, shaded by speed, their names and speeds beside them. */
export const terrainLayer: LayerKind<'drawing'> = {
  summary: 'bands or areas of terrain with their names and speeds',
  target: 'drawing',
  create: ({ problem, result }) => (frame) => {
    if (isSearch(problem)) return mapMarks(problem.areas, frame);
    const bands = problem.bands ?? [];
    const [slowest = 0, fastest = 0] = extent(bands, ({ speed }) => speed);
    const ease = (speed: number): number => (fastest > slowest ? (speed - slowest) / (fastest - slowest) : 1);
    return bands.flatMap((band): readonly Mark[] => [
      { kind: 'polygon', points: corners(band, frame), fill: bandColor(ease(band.speed)), stroke: bandEdge, strokeWidth: 1, clipped: true },
      ...label(band, frame, result),
    ]);
  },
};

/** How much room the bands' labels take beside the plot. */
export function gutterWidth(problem: Problem, result: ScenarioResult, frame: Frame): number {
  if (isSearch(problem)) return 0;
  const lines = (problem.bands ?? []).flatMap((band) => labelLines(band, frame, result));
  return lines.length === 0 ? 0 : labelGap + Math.max(...lines.map((line) => textWidth(line, type.body)));
}

function corners(band: Band, frame: Frame): readonly Spot[] {
  const [near, far] = edges(band, frame);
  return [
    [frame.left, near],
    [frame.right, near],
    [frame.right, far],
    [frame.left, far],
  ];
}

const edges = ({ from, to }: Band, frame: Frame): readonly [near: number, far: number] => [frame.at([0, from])[1], frame.at([0, to])[1]];

function label(band: Band, frame: Frame, result: ScenarioResult): readonly Mark[] {
  const [near, far] = edges(band, frame);
  const lines = labelLines(band, frame, result);
  const firstBase = (near + far) / 2 + 4.5 - ((lines.length - 1) * lineHeight) / 2;
  return lines.map((text, line) => ({
    kind: 'text',
    at: [frame.right + labelGap, firstBase + line * lineHeight],
    text,
    size: type.body,
    weight: line === 0 && lines.length > 1 ? 'semibold' : 'regular',
    color: line === 0 ? ink : softInk,
  }));
}

/** What a band is called and how fast it is, in as many lines as it is high enough for. */
function labelLines(band: Band, frame: Frame, { scenario }: ScenarioResult): readonly string[] {
  const [near, far] = edges(band, frame);
  const { length, time } = scenario.units;
  const speed = `${formatNumber(band.speed)} ${length}/${time}`;
  const all = [band.name, speed, ...(band.note === undefined ? [] : [band.note])];
  const height = near - far;
  const lines = height >= all.length * lineHeight + 4 ? all : height >= lineHeight ? [`${band.name}, ${speed}`] : [];
  return lines.map((line) => fitText(line, widestLabel, type.body));
}
