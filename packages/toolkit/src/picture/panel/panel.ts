import type { ScenarioResult } from '../../run/scenarioResult.js';
import type { Mark, Spot } from '../mark.js';
import { certificateSection } from './certificateSection.js';
import { descentSection } from './descentSection.js';
import { snellSection } from './snellSection.js';
import { timesSection } from './timesSection.js';

const gap = 30;

/** The column of figures beside the plot. */
export interface Panel {
  readonly height: number;
  readonly marks: readonly Mark[];
}

/** What the lines are and take, how the descent went, Snell's law, the certificate: from `corner` downwards. */
export function panel(result: ScenarioResult, [x, top]: Spot): Panel {
  const { snell, certificate, scenario } = result;
  const sections = [
    timesSection(result),
    ...(result.iterations.length > 0 ? [descentSection(result)] : []),
    ...(snell ? [snellSection(result, snell)] : []),
    ...(certificate ? [certificateSection(certificate, scenario.units.time)] : []),
  ];
  let y = top;
  const marks = sections.flatMap((section) => {
    const placed = section.marks([x, y]);
    y += section.height + gap;
    return placed;
  });
  return { height: y - gap - top, marks };
}
