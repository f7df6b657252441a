import { ticks } from 'd3-array';
import type { Scenario } from '../scenario/scenario.js';
import { formatNumber } from './formatNumber.js';
import type { Frame } from './frame.js';
import type { Mark, Spot } from './mark.js';
import { faintInk, softInk, type } from './theme.js';

/** Room for the axes' numbers and names on the left of the plot and below it. */
export const axisRoom = { left: 64, bottom: 56 };

const tick = 5;

/** The plot's outline, and both axes with their units. */
export function axes(frame: Frame, { length }: Scenario['units']): readonly Mark[] {
  const { left, right, top, bottom } = frame;
  const middle: Spot = [(left + right) / 2, (top + bottom) / 2];
  return [
    { kind: 'polyline', points: [[left, top], [left, bottom], [right, bottom]], stroke: faintInk, strokeWidth: 1 },
    ...steps(frame.along, right - left).flatMap((value) => {
      const x = frame.at([value, frame.depth[0]])[0];
      return [line([x, bottom], [x, bottom + tick]), label([x, bottom + 20], value, 'middle')];
    }),
    ...steps(frame.depth, bottom - top).flatMap((value) => {
      const y = frame.at([frame.along[0], value])[1];
      return [line([left - tick, y], [left, y]), label([left - 10, y + 4], value, 'end')];
    }),
    { kind: 'text', at: [middle[0], bottom + 44], text: `along the layers (${length})`, size: type.small, anchor: 'middle', color: softInk },
    { kind: 'text', at: [left - 46, middle[1]], text: `across the layers (${length})`, size: type.small, anchor: 'middle', color: softInk, rotationDeg: -90 },
  ];
}

/** Round values, some 70 page units apart. */
const steps = ([low, high]: readonly [number, number], room: number): readonly number[] => ticks(low, high, Math.max(2, room / 70));

const line = (from: Spot, to: Spot): Mark => ({ kind: 'polyline', points: [from, to], stroke: faintInk, strokeWidth: 1 });

const label = (at: Spot, value: number, anchor: 'middle' | 'end'): Mark => ({
  kind: 'text',
  at,
  text: formatNumber(value),
  size: type.small,
  anchor,
  color: softInk,
});
