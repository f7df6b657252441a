import { Interner } from './interner.js';

/** A stretch of operations that repeats with a period, a number of times. */
export interface Run {
  readonly start: number;
  readonly period: number;
  readonly count: number;
}

/** Two stretches of so many operations that are equal suggest a period. */
const WINDOW = 4;

const FEWEST_REPEATS = 4;

/** Stretches of numbers that repeat, those that cover most first. */
export function findRuns(numbers: Int32Array): Run[] {
  const windows = new Interner();
  const lastAt: number[] = [];
  const testedTo = new Map<number, number>();
  const runs: Run[] = [];
  for (let i = 0; i + WINDOW <= numbers.length; i++) {
    let window = 0;
    for (let j = 0; j < WINDOW; j++) window = windows.pair(window, numbers[i + j]!);
    const period = i - (lastAt[window] ?? i);
    lastAt[window] = i;
    if (period === 0 || (testedTo.get(period) ?? 0) > i) continue;
    let start = i - period;
    let end = i;
    while (start > 0 && numbers[start - 1] === numbers[start - 1 + period]) start--;
    while (end < numbers.length && numbers[end] === numbers[end - period]) end++;
    testedTo.set(period, end);
    const count = Math.floor((end - start) / period);
    if (count >= FEWEST_REPEATS) runs.push({ start, period, count });
  }
  return runs.sort((a, b) => b.period * (b.count - 1) - a.period * (a.count - 1));
}
