import { median } from '../quantile.js';
import { duration, significant } from '../report/duration.js';
import { table } from '../report/table.js';
import { measures } from './peers/peers.js';
import type { Finish } from './race.js';
import type { Task } from './task.js';

/** A task and who arrived when. */
export interface Race {
  readonly task: Pick<Task, 'name' | 'set'>;
  readonly finishes: readonly Finish[];
}

/** How someone did in a set, beside another. */
export interface Standing {
  readonly solved: number;
  /** Of the times to solution of what both solve, as multiples of the other's; NaN where that is nothing. */
  readonly medianRatio: number;
  readonly bothSolve: number;
  readonly otherFaster: number;
}

/** The results of a set as text for people. Those who are given residuals are compared with `leastSquares`, the others with `lbfgs`. */
export function formatRaces(set: string, races: readonly Race[]): string {
  const contestants = races[0]!.finishes.map(({ minimizer }) => minimizer);
  const summary = contestants.map(({ name, title, fits }) => {
    const { solved, medianRatio, bothSolve, otherFaster } = standing(races, name, measureOf(fits));
    const relative = name === measureOf(fits) ? ['1', ''] : [Number.isNaN(medianRatio) ? '-' : significant(medianRatio), `${otherFaster} of ${bothSolve}`];
    return [title, `${solved} of ${races.length}`, ...relative];
  });
  return [
    `${set}: time to a known minimum, objective included`,
    table([['', ...contestants.map(({ name }) => name)], ...races.map(({ task, finishes }) => [task.name, ...finishes.map(({ seconds }) => (seconds === null ? '-' : duration(seconds)))])]),
    `${set}: problems solved, and times as multiples of those of ${measureOf(false)} (${measureOf(true)} where residuals are given), where both solve`,
    table([['', 'solved', 'median of times', `slower than it`], ...summary]),
  ].join('\n\n');
}

const measureOf = (fits = false): string => measures.find(minimizer => (minimizer.fits ?? false) === fits)!.name;

export function standing(races: readonly Race[], name: string, other: string): Standing {
  const secondsOf = ({ finishes }: Race, who: string): number | null => finishes.find(({ minimizer }) => minimizer.name === who)!.seconds;
  const ratios = races.flatMap(each => {
    const [own, theirs] = [secondsOf(each, name), secondsOf(each, other)];
    return own === null || theirs === null ? [] : [own / theirs];
  });
  return {
    solved: races.filter(each => secondsOf(each, name) !== null).length,
    medianRatio: ratios.length === 0 ? NaN : median(ratios),
    bothSolve: ratios.length,
    otherFaster: ratios.filter(ratio => ratio > 1).length,
  };
}
