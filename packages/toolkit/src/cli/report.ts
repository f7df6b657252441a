import { milestones } from '../run/milestones.js';
import type { ScenarioResult } from '../run/scenarioResult.js';
import { table } from './table.js';

/** How many crossings are printed: the JSON has them all. */
const mostCrossings = 40;

/** How many unknowns the table of iterations still shows. */
const mostUnknowns = 3;

/** What `fermat solve` prints of a result. */
export function report(result: ScenarioResult): string {
  const sections = [title(result), iterations(result), crossings(result), proof(result), comparison(result)];
  return sections.filter((section) => section !== '').join('\n\n');
}

function title({ scenario }: ScenarioResult): string {
  return [scenario.title, ...(scenario.description === undefined ? [] : [scenario.description])].join('\n');
}

function iterations({ iterations: records, scenario, x, converged, message }: ScenarioResult): string {
  const verdict = `${converged ? 'Converged' : 'Not converged'}: ${message}`;
  if (records.length === 0) return converged ? `Found: ${message}` : `Not found: ${message}`;
  const { time, length } = scenario.units;
  const labels = x.length <= mostUnknowns ? x.map((_, index) => `x${index + 1} (${length})`) : [];
  const rows = milestones(records.length - 1).flatMap((k) => {
    const record = records[k];
    if (!record) return [];
    const unknowns = record.x.slice(0, labels.length).map((value) => value.toFixed(6));
    return [[String(record.iteration), record.value.toFixed(8), record.gradientNorm.toExponential(3), ...unknowns]];
  });
  return `${table([['iteration', `time (${time})`, 'gradient norm', ...labels], ...rows])}\n\n${verdict}`;
}

function crossings({ snell, legs, scenario, iterations: records, converged }: ScenarioResult): string {
  if (!snell && !converged) return '';
  if (!snell) return "Snell's law is not checked: the scenario adds cost terms to the time.";
  const shown = snell.crossings.slice(0, mostCrossings);
  const rows = shown.map(({ point, angleInRad, angleOutRad, residual, kind }, index) => [
    `${legs[index]?.name ?? '?'} to ${legs[index + 1]?.name ?? '?'}`,
    ...point.map((coordinate) => coordinate.toFixed(6)),
    degrees(angleInRad),
    degrees(angleOutRad),
    residual.toExponential(2),
    kind,
  ]);
  const axes = (shown[0]?.point ?? []).map((_, axis, all) => `${axisName(axis, all.length, records.length === 0)} (${scenario.units.length})`);
  const head = ['Crossing', ...axes, 'angle in', 'angle out', 'Snell residual', ''];
  const more = snell.crossings.length - shown.length;
  return [
    table([head, ...rows], { leftFirst: true }),
    ...(more > 0 ? [`  and ${more} more, in the JSON`] : []),
    '',
    snell.summary,
  ].join('\n');
}

/** A map has coordinates, layers have a direction along them and one across. */
function axisName(axis: number, count: number, isMap: boolean): string {
  if (isMap) return axis === 0 ? 'x' : 'y';
  return axis === count - 1 ? 'across' : 'along';
}

function proof({ certificate, scenario }: ScenarioResult): string {
  const unit = scenario.units.time;
  if (!certificate) return 'Certificate: none, since the scenario adds cost terms to the time.';
  const { time, lowerBound, gap, reason } = certificate;
  if (lowerBound === null || gap === null) return `Certificate: none, ${reason ?? 'for a reason unknown'}`;
  return `Certificate: the path takes ${time.toPrecision(14)} ${unit}, and no path less than ${lowerBound.toPrecision(14)} ${unit}: a relative gap of ${gap.toExponential(2)}`;
}

function comparison({ time, optimum, straight, alternatives, scenario }: ScenarioResult): string {
  const unit = scenario.units.time;
  const rows = [
    ['this path', time.toPrecision(14), ''],
    ...(optimum ? [['closed form', optimum.time.toPrecision(14), difference(time, optimum.time)]] : []),
    ...alternatives.map((way, i) => [i === 0 ? 'next best way' : `way ${i + 2}`, way.time.toPrecision(14), difference(time, way.time)]),
    ['straight line', straight.time.toPrecision(14), difference(time, straight.time)],
  ];
  return table([['Time', `(${unit})`, 'this path is'], ...rows], { leftFirst: true });
}

function difference(time: number, other: number): string {
  if (other === Infinity) return 'blocked';
  const relative = (time - other) / other;
  if (relative === 0) return 'equal';
  const size = Math.abs(relative);
  const amount = size < 1e-4 ? size.toExponential(1) : `${(100 * size).toFixed(2)} %`;
  return `${amount} ${relative < 0 ? 'faster' : 'slower'}`;
}

const degrees = (angleRad: number): string => `${((angleRad * 180) / Math.PI).toFixed(3)}°`;
