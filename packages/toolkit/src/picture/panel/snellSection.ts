import type { SnellReport } from '@fermat/paths';
import type { ScenarioResult } from '../../run/scenarioResult.js';
import { formatAngle, formatNumber } from '../formatNumber.js';
import type { Mark } from '../mark.js';
import { fitText } from '../textWidth.js';
import { faintInk, hairline, type } from '../theme.js';
import { figure, heading, heightOfRows, label, panelWidth, rowBase } from './section.js';
import type { Section } from './section.js';

const mostRows = 6;

/** Where each column ends. */
const columns = [196, 244, panelWidth] as const;

/** Both angles and the residual at each crossing. */
export function snellSection({ legs }: ScenarioResult, { crossings }: SnellReport): Section {
  const shown = crossings.slice(0, mostRows);
  const hidden = crossings.length - shown.length;
  const row = (x: number, base: number, texts: readonly string[], color?: string): readonly Mark[] =>
    texts.map((text, column) => figure([x + (columns[column] ?? 0), base], text, color));
  return {
    height: heightOfRows(shown.length + 1 + Number(hidden > 0)),
    marks: ([x, y]) => [
      heading("Snell's law at each border", [x, y]),
      ...row(x, rowBase(y, 0), ['angle in', 'out', 'residual'], faintInk),
      ...shown.flatMap(({ angleInRad, angleOutRad, residual }, index): readonly Mark[] => {
        const base = rowBase(y, index + 1);
        const names = `${legs[index]?.name ?? ''} to ${legs[index + 1]?.name ?? ''}`;
        return [
          { kind: 'polyline', points: [[x, base - 15], [x + panelWidth, base - 15]], stroke: hairline, strokeWidth: 1 },
          label([x, base], fitText(names, 146, type.body)),
          ...row(x, base, [formatAngle(angleInRad), formatAngle(angleOutRad), formatNumber(residual, 2)]),
        ];
      }),
      ...(hidden > 0 ? [label([x, rowBase(y, mostRows + 1)], `and ${hidden} more`)] : []),
    ],
  };
}
