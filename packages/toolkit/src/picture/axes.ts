import { ticks } from 'd3-array';
import type { Scenario } from '../scenario/scenario.js';
import { formatNumber } from './formatNumber.js';
import type { Frame } from './frame.js';
import type { Mark, Spot } from './mark.js';
import { faintInk, softInk, type } from './theme.js';

/** Room for the axes' numbers and names on the left of the plot and below it. */
export const axisRoom = { left: 64, bottom: 80 };

const tick = 5;
/** The horizontal axis keeps this far below the plot, where the start has its name. */
const drop = 26;

/** The plot's outline, and both axes with their names and units. */
export function axes(frame: Frame, { length }: Scenario['units'], [along, across]: readonly [string, string]): readonly Mark[] {
  const { left, right, top, bottom } = frame;
  const floor = bottom + drop;
  const middle: Spot = [(left + right) / 2, (top + bottom) / 2];
  return [
    line([left, top], [left, bottom]),
    line([left, floor], [right, floor]),
    ...steps(frame.along, right - left).flatMap((value) => {
      const x = frame.at([value, frame.depth[0]])[0];
      return [line([x, floor], [x, floor + tick]), label([x, floor + 20], value, 'middle')];
    }),
    ...steps(frame.depth, bottom - top).flatMap((value) => {
      const y = frame.at([frame.along[0], value])[1];
      return [line([left - tick, y], [left, y]), label([left - 10, y + 4], value, 'end')];
    }),
    { kind: 'text', at: [middle[0], floor + 44], text: `${along} (${length})`, size: type.small, anchor: 'middle', color: softInk },
    { kind: 'text', at: [left - 46, middle[1]], text: `${across} (${length})`, size: type.small, anchor: 'middle', color: softInk, rotationDeg: -90 },
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
