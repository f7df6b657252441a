import type { Measured } from '../duelResult.js';
import { labelOf } from '../parseOptions.js';
import { median } from '../quantile.js';
import { duration, significant } from './duration.js';
import type { Entry } from './entry.js';
import { table } from './table.js';

/** The results as text for people: ratios, first calls, and who disagreed or took no part. */
export function formatReport(all: readonly Entry[]): string {
  const entries = all.filter(({ peer }) => peer.reference === undefined);
  const cases = [...new Set(entries.map(labelOf))];
  const titles = [...new Set(entries.map(({ peer }) => peer.title))];
  const header = ['', ...cases];
  const cells = (show: (result: Measured) => string): string[][] =>
    titles.map(title => [
      title,
      ...cases.map(label => {
        const result = entries.find(entry => labelOf(entry) === label && entry.peer.title === title)?.result;
        if (result?.status === 'measured') return show(result);
        return result?.status === 'failed' ? 'failed' : 'n/a';
      }),
    ]);
  const byHand = cases.map(label => {
    const times = entries.flatMap(entry =>
      labelOf(entry) === label && entry.result.status === 'measured' ? [entry.result.referenceSeconds] : [],
    );
    return times.length === 0 ? 'n/a' : duration(median(times));
  });
  return [
    'Time of a value and gradient, as a multiple of hand-written JS (* differs from it by more than is allowed)',
    table([
      header,
      ['one evaluation by hand', ...byHand],
      ...cells(({ agrees, ratio }) => `${significant(ratio)}${agrees ? '' : '*'}`),
    ]),
    'First call, with tracing and compiling',
    table([header, ...cells(({ firstCallSeconds }) => (firstCallSeconds === null ? '-' : duration(firstCallSeconds)))]),
    ...otherCosts(all),
    ...remarks('Not within tolerance:', all, ({ peer, result }) =>
      result.status === 'measured' && !result.agrees
        ? `differs by ${result.difference.toExponential(1)}, allowed are ${peer.tolerance}`
        : null,
    ),
    ...remarks('Not available:', all, ({ result }) => (result.status === 'unavailable' ? result.reason : null)),
    ...remarks('Failed:', all, ({ result }) => (result.status === 'failed' ? result.reason : null)),
  ].join('\n\n');
}

/** What is not a gradient, as a multiple of what its cost is counted in. */
function otherCosts(entries: readonly Entry[]): string[] {
  const rows = entries.flatMap(({ peer, result, ...sized }) => {
    if (peer.reference === undefined || result.status !== 'measured') return [];
    const { agrees, ratio, referenceSeconds, seconds } = result;
    return [[`${peer.title}, ${labelOf(sized)}`, duration(seconds), `${significant(ratio)}${agrees ? '' : '*'}`, `${peer.reference.title} (${duration(referenceSeconds)})`]];
  });
  return rows.length === 0 ? [] : ['Other costs', table([['', 'time', 'ratio', 'to'], ...rows])];
}

function remarks(title: string, entries: readonly Entry[], remark: (entry: Entry) => string | null): string[] {
  const lines = entries.flatMap(entry => {
    const text = remark(entry);
    return text === null ? [] : [`- ${entry.peer.title}, ${labelOf(entry)}: ${text}`];
  });
  return lines.length === 0 ? [] : [[title, ...lines].join('\n')];
}
