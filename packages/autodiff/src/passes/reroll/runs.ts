import { Interner } from './interner.js';

/** A stretch of operations that repeats with a period, a number of times. */
export interface Run {
  readonly start: number;
  readonly period: number;
  readonly count: number;
}

const FEWEST_REPEATS = 4;

/** Equal stretches of so many operations suggest a period; longer ones, that of an outer loop. */
const WINDOWS = [4, 16, 64];

const covered = ({ period, count }: Run): number => period * (count - 1);

/** Stretches of numbers that repeat, those that cover most first. */
export function findRuns(numbers: Int32Array): Run[] {
  const runs: Run[] = [];
  const testedTo = new Map<number, number>();
  let windows = numbers;
  for (const width of WINDOWS) {
    windows = joined(windows, width / 4);
    findAt(windows, numbers, testedTo, runs);
    if (runs.some(run => 2 * covered(run) > numbers.length)) break;
  }
  return runs.sort((a, b) => covered(b) - covered(a));
}

/** For each place a number for the four that begin there, so many places apart. */
function joined(numbers: Int32Array, apart: number): Int32Array {
  const known = new Interner(1024);
  return Int32Array.from({ length: Math.max(0, numbers.length - 3 * apart) }, (_, i) => {
    let number = 0;
    for (let j = 0; j < 4; j++) number = known.pair(number, numbers[i + j * apart]!);
    return number;
  });
}

function findAt(windows: Int32Array, numbers: Int32Array, testedTo: Map<number, number>, runs: Run[]): void {
  const lastAt: number[] = [];
  windows.forEach((window, i) => {
    const period = i - (lastAt[window] ?? i);
    lastAt[window] = i;
    if (period === 0 || (testedTo.get(period) ?? 0) > i) return;
    let start = i - period;
    let end = i;
    while (start > 0 && numbers[start - 1] === numbers[start - 1 + period]) start--;
    while (end < numbers.length && numbers[end] === numbers[end - period]) end++;
    testedTo.set(period, end);
    const count = Math.floor((end - start) / period);
    if (count >= FEWEST_REPEATS) runs.push({ start, period, count });
  });
}
