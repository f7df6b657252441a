import type { ScenarioResult } from '../run/scenarioResult.js';
import { milestones } from '../run/milestones.js';
import { formatAngle, formatNumber } from './formatNumber.js';
import { progress } from './layers/iteratesLayer.js';
import type { Mark, Spot } from './mark.js';
import { fitText } from './textWidth.js';
import { faintInk, hairline, ink, progressColor, softInk, type } from './theme.js';

/** The column beside the plot: what the lines are, the scale of the iterations, Snell's law, the certificate. */
export const panelWidth = 308;

const row = 21;

/** A part of the panel, from its top downwards. */
interface Section {
  readonly height: number;
  readonly marks: (corner: Spot) => readonly Mark[];
}

export interface Panel {
  readonly height: number;
  readonly marks: readonly Mark[];
}

export function panel(result: ScenarioResult, [x, top]: Spot): Panel {
  const sections = [lines(result), colorBar(result), ...snell(result), ...certificate(result)];
  const gap = 26;
  let y = top;
  const marks: Mark[] = [];
  for (const section of sections) {
    marks.push(...section.marks([x, y]));
    y += section.height + gap;
  }
  return { height: y - gap - top, marks };
}

function lines({ value, optimum, straight, iterations, time, scenario }: ScenarioResult): Section {
  const unit = scenario.units.time;
  const best = optimum?.time ?? time;
  const first = iterations[0]?.value ?? value;
  const rows: readonly { text: string; time: number; sample: Partial<Mark> & { stroke: string } }[] = [
    { text: optimum ? 'least time' : 'best path found', time: best, sample: { stroke: ink, strokeWidth: 2.75 } },
    { text: 'straight line', time: straight.time, sample: { stroke: softInk, strokeWidth: 1.75, dash: [7, 5] } },
    { text: 'start of the descent', time: first, sample: { stroke: progressColor(0), strokeWidth: 1.75 } },
  ];
  return {
    height: heading + rows.length * row - 8,
    marks: ([x, y]) => [
      title('Travel time', [x, y]),
      ...rows.flatMap(({ text, time: rowTime, sample }, index): readonly Mark[] => {
        const base = y + heading + index * row + 6;
        return [
          { kind: 'polyline', points: [[x, base - 4], [x + 26, base - 4]], ...sample } as Mark,
          body([x + 36, base], text),
          body([x + panelWidth, base], `${formatNumber(rowTime)} ${unit}`, { anchor: 'end', color: ink }),
        ];
      }),
    ],
  };
}

/** The logarithmic scale of colours, a tick at each milestone that has room for its number. */
function colorBar({ iterations }: ScenarioResult): Section {
  const last = iterations.length - 1;
  const pieces = 64;
  const barHeight = 11;
  return {
    height: heading + barHeight + 22,
    marks: ([x, y]) => {
      const top = y + heading - 6;
      const place = (k: number): number => x + progress(k, last) * panelWidth;
      const bar = Array.from({ length: pieces }, (_, piece): Mark => {
        const from = x + (piece / pieces) * panelWidth;
        const to = Math.min(x + panelWidth, from + panelWidth / pieces + 0.6);
        return {
          kind: 'polygon',
          points: [[from, top], [to, top], [to, top + barHeight], [from, top + barHeight]],
          fill: progressColor((piece + 0.5) / pieces),
        };
      });
      const ticks = spaced(milestones(last), place).flatMap((k): readonly Mark[] => {
        const at = place(k);
        const anchor = k === 0 ? 'start' : k === last ? 'end' : 'middle';
        return [
          { kind: 'polyline', points: [[at, top + barHeight], [at, top + barHeight + 4]], stroke: faintInk, strokeWidth: 1 },
          { kind: 'text', at: [at, top + barHeight + 18], text: String(k), size: type.small, anchor, color: softInk },
        ];
      });
      return [title('Iteration', [x, y]), ...bar, ...ticks];
    },
  };
}

/** Those that keep their distance, the last one always. */
function spaced(values: readonly number[], place: (value: number) => number): readonly number[] {
  const last = values.at(-1) ?? 0;
  const kept: number[] = [];
  for (const value of values) {
    const left = kept.at(-1);
    const clear = left === undefined || place(value) - place(left) > 26;
    if (value === last || (clear && place(last) - place(value) > 36)) kept.push(value);
  }
  return kept;
}

function snell({ snell: report, legs }: ScenarioResult): readonly Section[] {
  if (!report) return [];
  const most = 6;
  const crossings = report.crossings.slice(0, most);
  const more = report.crossings.length - crossings.length;
  const columns = [150, 206, panelWidth];
  return [
    {
      height: heading + (crossings.length + 1 + Number(more > 0)) * row - 8,
      marks: ([x, y]) => [
        title("Snell's law at each border", [x, y]),
        ...['angle in', 'out', 'residual'].map((text, column) =>
          body([x + (columns[column] ?? 0), y + heading + 4], text, { anchor: 'end', color: faintInk }),
        ),
        ...crossings.flatMap(({ angleInRad, angleOutRad, residual }, index): readonly Mark[] => {
          const base = y + heading + (index + 1) * row + 2;
          const names = [legs[index]?.name ?? '', legs[index + 1]?.name ?? ''];
          const values = [formatAngle(angleInRad), formatAngle(angleOutRad), formatNumber(residual, 2)];
          return [
            { kind: 'polyline', points: [[x, base - 15], [x + panelWidth, base - 15]], stroke: hairline, strokeWidth: 1 },
            body([x, base], fitText(names.join(' to '), 92, type.body)),
            ...values.map((text, column) => body([x + (columns[column] ?? 0), base], text, { anchor: 'end', color: ink })),
          ];
        }),
        ...(more > 0 ? [body([x, y + heading + (most + 1) * row + 2], `and ${more} more`, { color: faintInk })] : []),
      ],
    },
  ];
}

function certificate({ certificate: proof, scenario }: ScenarioResult): readonly Section[] {
  if (!proof) return [];
  const unit = scenario.units.time;
  const rows: readonly (readonly [string, string])[] =
    proof.lowerBound === null || proof.gap === null
      ? [['no bound', fitText(proof.reason ?? '', panelWidth - 90, type.body)]]
      : [
          ['no path is faster than', `${formatNumber(proof.lowerBound, 10)} ${unit}`],
          ['this one takes', `${formatNumber(proof.time, 10)} ${unit}`],
          ['relative gap', formatNumber(proof.gap, 2)],
        ];
  return [
    {
      height: heading + rows.length * row - 8,
      marks: ([x, y]) => [
        title('Certificate', [x, y]),
        ...rows.flatMap(([text, value], index) => [
          body([x, y + heading + index * row + 6], text),
          body([x + panelWidth, y + heading + index * row + 6], value, { anchor: 'end', color: ink }),
        ]),
      ],
    },
  ];
}

const heading = 24;

const title = (text: string, [x, y]: Spot): Mark => ({ kind: 'text', at: [x, y + 4], text, size: type.heading, weight: 'semibold', color: ink });

const body = (at: Spot, text: string, { anchor = 'start', color = softInk }: { anchor?: 'start' | 'end'; color?: string } = {}): Mark => ({
  kind: 'text',
  at,
  text,
  size: type.body,
  anchor,
  color,
});
