import type { LayerKind } from '../../plugins/plugin.js';
import type { Band } from '../../run/pathProblem.js';
import { formatNumber } from '../formatNumber.js';
import type { Frame } from '../frame.js';
import type { Mark } from '../mark.js';
import { fitText } from '../textWidth.js';
import { bandColor, ink, paper, softInk, type } from '../theme.js';

/** The width beside the plot that is kept for the bands' names. */
export const gutter = 132;

const lineHeight = 17;

/** The bands of terrain, shaded by speed, their names and speeds beside them. */
export const terrainLayer: LayerKind<'drawing'> = {
  summary: 'bands of terrain with their names and speeds',
  target: 'drawing',
  create: ({ problem, result }) => (frame) => {
    const bands = problem.bands ?? [];
    const speeds = bands.map((band) => band.speed);
    const slowest = Math.min(...speeds);
    const fastest = Math.max(...speeds);
    const ease = (speed: number): number => (fastest > slowest ? (speed - slowest) / (fastest - slowest) : 1);
    const { length, time } = result.scenario.units;
    return bands.flatMap((band): readonly Mark[] => [
      { kind: 'polygon', points: corners(band, frame), fill: bandColor(ease(band.speed)), stroke: paper, strokeWidth: 1.5, clipped: true },
      ...label(band, frame, `${length}/${time}`),
    ]);
  },
};

function corners(band: Band, frame: Frame): readonly (readonly [number, number])[] {
  const [, near] = frame.at([0, band.from]);
  const [, far] = frame.at([0, band.to]);
  return [
    [frame.left, near],
    [frame.right, near],
    [frame.right, far],
    [frame.left, far],
  ];
}

/** As many lines as the band is high enough for. */
function label(band: Band, frame: Frame, unit: string): readonly Mark[] {
  const [, near] = frame.at([0, band.from]);
  const [, far] = frame.at([0, band.to]);
  const speed = `${formatNumber(band.speed)} ${unit}`;
  const two = [band.name, speed, ...(band.note === undefined ? [] : [band.note])];
  const height = near - far;
  const lines = height >= two.length * lineHeight + 4 ? two : height >= lineHeight ? [`${band.name}, ${speed}`] : [];
  const firstBase = (near + far) / 2 + 4.5 - ((lines.length - 1) * lineHeight) / 2;
  return lines.map((line, index) => ({
    kind: 'text',
    at: [frame.right + 12, firstBase + index * lineHeight],
    text: fitText(line, gutter - 14, type.body),
    size: type.body,
    weight: index === 0 && lines.length > 1 ? 'semibold' : 'regular',
    color: index === 0 ? ink : softInk,
  }));
}
