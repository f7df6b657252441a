import type { Certificate } from '@fermat/paths';
import { formatNumber } from '../formatNumber.js';
import { wrapText } from '../textWidth.js';
import { type } from '../theme.js';
import { figure, heading, heightOfRows, label, panelWidth, rowBase } from './section.js';
import type { Section } from './section.js';

/** The bound on the least time, or why there is none. */
export function certificateSection({ lowerBound, gap, time, reason }: Certificate, unit: string): Section {
  const rows: readonly (readonly [string, string])[] =
    lowerBound === null || gap === null
      ? wrapText(reason ?? 'no bound is known', panelWidth, type.body, 4).map((line) => [line, ''] as const)
      : [
          ['no path is faster than', `${formatNumber(lowerBound, 10)} ${unit}`],
          ['this one takes', `${formatNumber(time, 10)} ${unit}`],
          ['relative gap', formatNumber(gap, 2)],
        ];
  return {
    height: heightOfRows(rows.length),
    marks: ([x, y]) => [
      heading('Certificate', [x, y]),
      ...rows.flatMap(([text, value], row) => [
        label([x, rowBase(y, row)], text),
        ...(value === '' ? [] : [figure([x + panelWidth, rowBase(y, row)], value)]),
      ]),
    ],
  };
}
