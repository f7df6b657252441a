import { cpus, loadavg } from 'node:os';
import type { DuelResult, Effort, Measured } from '../duelResult.js';
import type { Peer } from '../peers/peer.js';
import type { SizedProblem } from '../options.js';
import { median } from '../quantile.js';
import { table } from './table.js';

/** One duel and its result. */
export interface Entry extends SizedProblem {
  readonly peer: Peer;
  readonly result: DuelResult;
}

/** The results as text for people: ratios, first calls, and why a contestant took no part. */
export function formatReport(entries: readonly Entry[]): string {
  const cases = [...new Set(entries.map(labelOf))];
  const names = [...new Set(entries.map(({ peer }) => peer.title))];
  const cells = (show: (result: Measured) => string): string[][] =>
    names.map(name => [
      name,
      ...cases.map(label => {
        const result = entries.find(entry => labelOf(entry) === label && entry.peer.title === name)?.result;
        return result?.status === 'measured' ? show(result) : 'n/a';
      }),
    ]);
  const byHand = cases.map(label =>
    duration(median(entries.filter(entry => labelOf(entry) === label).flatMap(({ result }) => (result.status === 'measured' ? [result.secondsByHand] : [])))),
  );
  const header = ['', ...cases];
  const absent = entries.flatMap(({ result, ...entry }) =>
    result.status === 'unavailable' ? [`${entry.peer.title}, ${labelOf(entry)}: ${result.reason}`] : [],
  );
  const wrong = entries.flatMap(({ result, ...entry }) =>
    result.status === 'measured' && !result.agrees
      ? [`${entry.peer.title}, ${labelOf(entry)}: differs by ${result.difference.toExponential(1)}, allowed are ${entry.peer.tolerance}`]
      : [],
  );
  return [
    'Time of a value and gradient, as a multiple of hand-written JS (* differs from it by more than is allowed)',
    table([header, ['one evaluation by hand', ...byHand], ...cells(({ agrees, ratio }) => `${significant(ratio)}${agrees ? '' : '*'}`)]),
    'First call, with tracing and compiling',
    table([header, ...cells(({ firstCallSeconds }) => (firstCallSeconds === null ? '-' : duration(firstCallSeconds)))]),
    ...section('Not within tolerance:', wrong),
    ...section('Not available:', absent),
  ].join('\n\n');
}

/** The results as data, with the machine they come from. */
export const reportData = (entries: readonly Entry[], effort: Effort): object => ({
  date: new Date().toISOString(),
  node: process.version,
  processor: cpus()[0]?.model ?? 'unknown',
  processors: cpus().length,
  loadAverage: loadavg(),
  effort,
  results: entries.map(({ problem, count, peer, result }) => ({ problem: problem.id, count, peer: peer.name, form: peer.form, ...result })),
});

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [[title, ...lines.map(line => `- ${line}`)].join('\n')];

const labelOf = ({ problem: { counts, id }, count }: SizedProblem): string =>
  counts.length === 1 && counts[0] === count ? id : `${id} ${count}`;

const significant = (x: number): string => (x < 10 ? x.toPrecision(2) : String(Math.round(x)));

function duration(seconds: number): string {
  if (Number.isNaN(seconds)) return 'n/a';
  const [unit, scale] = seconds < 1e-6 ? ['ns', 1e9] : seconds < 1e-3 ? ['us', 1e6] : seconds < 1 ? ['ms', 1e3] : ['s', 1];
  return `${significant(seconds * scale)} ${unit}`;
}
