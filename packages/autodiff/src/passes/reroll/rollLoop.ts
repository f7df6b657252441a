import type { Entry } from './entry.js';
import { Loop, type Reroll } from './loop.js';
import { planLoop, Trace, type Plan } from './plan.js';
import { findRuns } from './runs.js';

/** Shorter runs stay as they are. */
const FEWEST_REPLACED = 150;

/** More runs than this are not tried. */
const MOST_ATTEMPTS = 32;

/** Puts a loop in the place of the longest run of operations that is one, and tells whether there is any. */
export function rollLoop(entries: readonly Entry[], results: readonly Entry[], operationOf: (entry: Entry) => number, reroll: Reroll): boolean {
  const items = entries.filter(entry => entry.uses > 0 && entry.operands.length > 0);
  const trace = new Trace(items, entries.length);
  const runs = findRuns(Int32Array.from(items, operationOf));
  for (const run of runs.slice(0, MOST_ATTEMPTS)) {
    if (run.period * (run.count - 1) < FEWEST_REPLACED) return false;
    const plan = planLoop(trace, run);
    const loop = plan && Loop.of(plan, trace, reroll);
    if (loop !== null && replaceBy(loop, plan!, trace, entries, results)) return true;
  }
  return false;
}

/** Makes entries of a run results of its loop: those that are used elsewhere. */
function replaceBy(loop: Loop, { run: { start, period, count } }: Plan, trace: Trace, entries: readonly Entry[], results: readonly Entry[]): boolean {
  const isInside = (entry: Entry): boolean => {
    const place = trace.placeOf(entry) - start;
    return place >= 0 && place < period * count;
  };
  const outside = new Set(results);
  for (const entry of entries) if (entry.uses > 0 && !isInside(entry)) entry.operands.forEach(operand => outside.add(operand));
  const used: Entry[][] = [];
  for (const entry of outside) if (isInside(entry)) (used[(trace.placeOf(entry) - start) % period] ??= []).push(entry);
  if (used.some(([entry]) => (entry!.source ?? entry!).node.type.parts !== undefined)) return false;

  const iterationOf = (entry: Entry): number => Math.floor((trace.placeOf(entry) - start) / period);
  used.forEach((same, place) => {
    const values = loop.resultsAt(place, same.every(entry => iterationOf(entry) === count - 1));
    for (const entry of same) {
      entry.group = values;
      entry.place = values.isStacked ? iterationOf(entry) * ((entry.source ?? entry).node.size / entry.node.size) + entry.index : entry.index;
    }
  });
  for (const entry of entries) if (isInside(entry) && entry.group === null) entry.absorbed = true;
  return true;
}
