import type { ScenarioResult } from '../../run/scenarioResult.js';
import { milestones } from '../../run/milestones.js';
import { formatNumber } from '../formatNumber.js';
import { progress } from '../layers/iteratesLayer.js';
import type { Mark, Spot } from '../mark.js';
import { textWidth } from '../textWidth.js';
import { faintInk, hairline, progressColor, softInk, type } from '../theme.js';
import { heading, headingHeight, panelWidth } from './section.js';
import type { Section } from './section.js';

const chartHeight = 104;
const barHeight = 11;
const barPieces = 64;
/** Room for the numbers of the vertical scale. */
const scaleWidth = 44;
/** Below this part of the largest excess, only rounding is left to see. */
const leastRelative = 1e-14;

/** How the descent came down: what each iteration took above the least time, over the scale of the colours. */
export function descentSection(result: ScenarioResult): Section {
  const last = result.iterations.length - 1;
  return {
    height: headingHeight + chartHeight + barHeight + 26,
    marks: ([x, y]) => {
      const left = x + scaleWidth;
      const place = (iteration: number): number => left + 4 + progress(iteration, last) * (panelWidth - scaleWidth - 8);
      const top = y + headingHeight - 4;
      const bar = top + chartHeight + 8;
      return [
        heading(`Time above the least, by iteration (${result.scenario.units.time})`, [x, y]),
        ...chart(result, place, left, top),
        ...colorBar(left, bar),
        ...iterationTicks(last, place, bar + barHeight),
      ];
    },
  };
}

function chart(result: ScenarioResult, place: (iteration: number) => number, left: number, top: number): readonly Mark[] {
  const points = apart(excesses(result), place);
  if (points.length === 0) return [];
  const logs = points.map(({ excess }) => Math.log10(excess));
  const low = Math.floor(Math.min(...logs));
  const high = Math.max(low + 1, Math.ceil(Math.max(...logs)));
  const height = (log: number): number => top + chartHeight * (1 - (log - low) / (high - low));
  const decades = Array.from({ length: high - low + 1 }, (_, step) => low + step).filter((log) => (high - log) % Math.ceil((high - low) / 4) === 0);
  const last = result.iterations.length - 1;
  const spots = points.map(({ iteration }, index): Spot => [place(iteration), height(logs[index] ?? low)]);
  return [
    ...decades.flatMap((log): readonly Mark[] => [
      { kind: 'polyline', points: [[left, height(log)], [left + panelWidth - scaleWidth, height(log)]], stroke: hairline, strokeWidth: 1 },
      { kind: 'text', at: [left - 8, height(log) + 4], text: formatNumber(10 ** log, 1), size: type.small, anchor: 'end', color: softInk },
    ]),
    { kind: 'polyline', points: spots, stroke: faintInk, strokeWidth: 1 },
    ...spots.map((center, index): Mark => {
      const fill = progressColor(progress(points[index]?.iteration ?? 0, last));
      return { kind: 'circle', center, radius: 2.6, fill };
    }),
  ];
}

interface Excess {
  readonly iteration: number;
  readonly excess: number;
}

/** Those that are not drawn on top of the one before. */
function apart(points: readonly Excess[], place: (iteration: number) => number): readonly Excess[] {
  let last = Number.NEGATIVE_INFINITY;
  return points.filter(({ iteration }) => {
    const clear = place(iteration) - last >= 1.5;
    if (clear) last = place(iteration);
    return clear;
  });
}

/** What the iterations took beyond the best that is known of the least time; those that reached it are left out. */
function excesses({ iterations, optimum, value }: ScenarioResult): readonly Excess[] {
  const least = Math.min(optimum?.time ?? value, value);
  const all = iterations.map((record) => ({ iteration: record.iteration, excess: record.value - least }));
  const largest = Math.max(...all.map(({ excess }) => (Number.isFinite(excess) ? excess : 0)));
  return all.filter(({ excess }) => Number.isFinite(excess) && excess > leastRelative * Math.max(largest, Math.abs(least)));
}

function colorBar(left: number, top: number): readonly Mark[] {
  const width = panelWidth - scaleWidth;
  return Array.from({ length: barPieces }, (_, piece): Mark => {
    const from = left + (piece / barPieces) * width;
    // Pieces overlap a little, lest the paper shows between them.
    const to = Math.min(left + width, from + width / barPieces + 0.6);
    return {
      kind: 'polygon',
      points: [[from, top], [to, top], [to, top + barHeight], [from, top + barHeight]],
      fill: progressColor((piece + 0.5) / barPieces),
    };
  });
}

const iterationTicks = (last: number, place: (iteration: number) => number, top: number): readonly Mark[] =>
  spaced(milestones(last), place).flatMap((iteration): readonly Mark[] => {
    const x = place(iteration);
    return [
      { kind: 'polyline', points: [[x, top], [x, top + 4]], stroke: faintInk, strokeWidth: 1 },
      { kind: 'text', at: [x, top + 18], text: String(iteration), size: type.small, anchor: 'middle', color: softInk },
    ];
  });

/** Those that have room for their numbers, the last one always. */
function spaced(values: readonly number[], place: (value: number) => number): readonly number[] {
  const last = values.at(-1) ?? 0;
  const room = (a: number, b: number): number => (textWidth(String(a), type.small) + textWidth(String(b), type.small)) / 2 + 5;
  const kept: number[] = [];
  for (const value of values) {
    const before = kept.at(-1);
    const clear = before === undefined || place(value) - place(before) > room(before, value);
    if (value === last || (clear && place(last) - place(value) > room(value, last))) kept.push(value);
  }
  return kept;
}
