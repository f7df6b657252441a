import type { ScenarioResult } from '@fermat/toolkit';
import { duration, plain, scientific } from '../../page/format.js';
import type { Verdict } from '../../page/verdictView.js';

/** Below this relative gap nobody would tell the path from the fastest one. */
const CLOSE = 1e-3;

/** What came of the search, in words. */
export function judge({ scenario, converged, time, straight, certificate, alternatives: [second] }: ScenarioResult): Verdict {
  if (!converged) {
    return { tone: 'problem', title: 'No way through', text: 'Whatever the way, something that nothing passes lies across it. Give it a speed, or move it.' };
  }
  const saved = 1 - time / straight.time;
  const comparison =
    straight.time === Infinity
      ? 'The straight line is blocked.'
      : saved > 1e-9
        ? `That is ${plain(100 * saved, 1)} % less than straight on.`
        : saved < -1e-9
          ? `That is ${plain(-100 * saved, 1)} % more than straight on.`
          : 'It is the straight line.';
  if (scenario.costs.length > 0) {
    return { tone: 'note', title: `${duration(time)}, staying clear`, text: `The best way that was found for time and clearance together. ${comparison}` };
  }
  const other = second ? ` The next best way takes ${duration(second.time)}, ${plain(100 * (second.time / time - 1), 1)} % more.` : '';
  const { gap = null, reason = null } = certificate ?? {};
  if (gap === null) return { tone: 'note', title: `${duration(time)}, not proven`, text: `${comparison}${other} ${reason ?? ''}` };
  const proven = `No path is faster by more than ${scientific(100 * gap)} %: that is certified.`;
  return { tone: gap < CLOSE ? 'good' : 'note', title: `Least time ${duration(time)}`, text: `${proven} ${comparison}${other}` };
}
