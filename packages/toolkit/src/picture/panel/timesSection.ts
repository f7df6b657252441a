import type { ScenarioResult } from '../../run/scenarioResult.js';
import { formatNumber } from '../formatNumber.js';
import type { Mark } from '../mark.js';
import { alternative, best, faint, straight as straightStroke } from '../strokes.js';
import type { Stroke } from '../strokes.js';
import { progressColor } from '../theme.js';
import { figure, heading, heightOfRows, label, panelWidth, rowBase } from './section.js';
import type { Section } from './section.js';

/** The legend of the lines, with their times. */
export function timesSection({ optimum, straight, iterations: [first], alternatives: [second], time, scenario }: ScenarioResult): Section {
  const rows: readonly (readonly [string, number, Stroke])[] = [
    optimum ? ['least time', optimum.time, best] : ['best path found', time, best],
    ...(second ? [['next best way', second.time, alternative] as const] : []),
    ['straight line', straight.time, straightStroke],
    ...(first ? [['start of the descent', first.value, { ...faint, stroke: progressColor(0) }] as const] : []),
  ];
  return {
    height: heightOfRows(rows.length),
    marks: ([x, y]) => [
      heading('Travel time', [x, y]),
      ...rows.flatMap(([text, seconds, stroke], row): readonly Mark[] => {
        const base = rowBase(y, row);
        return [
          { kind: 'polyline', points: [[x, base - 4], [x + 26, base - 4]], ...stroke },
          label([x + 36, base], text),
          figure([x + panelWidth, base], seconds === Infinity ? 'blocked' : `${formatNumber(seconds)} ${scenario.units.time}`),
        ];
      }),
    ],
  };
}
