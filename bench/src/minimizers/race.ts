import { cpuTime } from '../cpuTime.js';
import { median } from '../quantile.js';
import type { Minimizer } from './peers/minimizer.js';
import type { Task } from './task.js';
import { Watch } from './watch.js';

export interface Effort {
  /** How often everyone has a turn. */
  readonly rounds: number;
  /** What a turn takes at least, in seconds. */
  readonly turnSeconds: number;
  readonly warmUpSeconds: number;
}

/** Seconds to the solution; null where it is not reached. */
export interface Finish {
  readonly minimizer: Minimizer;
  readonly seconds: number | null;
}

/** Lets everyone solve a task, turn by turn, each turn of as many searches as fill it; the median over the turns counts. */
export function race(task: Task, minimizers: readonly Minimizer[], { rounds, turnSeconds, warmUpSeconds }: Effort): Finish[] {
  const solve = (minimizer: Minimizer): boolean => new Watch(task).solves(watch => minimizer.minimize(watch));
  const runners = minimizers.map(minimizer => ({ minimizer, solved: solve(minimizer), searches: 0, times: [] as number[] }));
  const solvers = runners.filter(({ solved }) => solved);
  for (const runner of solvers) {
    const begin = cpuTime();
    let searches = 0;
    do {
      solve(runner.minimizer);
      searches++;
    } while (cpuTime() - begin < warmUpSeconds);
    runner.searches = Math.max(1, Math.ceil((searches * turnSeconds) / (cpuTime() - begin)));
  }
  for (let round = 0; round < rounds; round++) {
    for (const { minimizer, searches, times } of solvers) {
      const begin = cpuTime();
      for (let i = 0; i < searches; i++) solve(minimizer);
      times.push((cpuTime() - begin) / searches);
    }
  }
  return runners.map(({ minimizer, solved, times }) => ({ minimizer, seconds: solved ? median(times) : null }));
}
