import { describe, expect, test } from 'vitest';
import { formatRaces, standing, type Race } from './formatRaces.js';
import { fermatLeastSquares, fermatLbfgs } from './peers/fermat.js';
import { minimizerNamed, minimizers } from './peers/peers.js';
import { race } from './race.js';
import { sets } from './task.js';
import { Watch } from './watch.js';

const rosenbrock = sets['More, Garbow and Hillstrom']![0]!();
const effort = { rounds: 1, turnSeconds: 0, warmUpSeconds: 0 };

describe('a race', () => {
  test.each(minimizers)('is run by $title', minimizer => {
    const [finish] = race(rosenbrock, [minimizer], effort);
    expect(finish!.seconds).toBeGreaterThanOrEqual(0);
  });

  test('is not finished by a search that stops elsewhere, throws or goes on for ever', () => {
    const solves = (minimize: (watch: Watch) => unknown): boolean => new Watch(rosenbrock).solves(minimize);
    expect(solves(watch => watch.value([0, 0]))).toBe(false);
    expect(solves(() => { throw new Error('lost'); })).toBe(false);
    expect(solves(watch => { for (let i = 0; ; i++) watch.value([i, 0]); })).toBe(false);
    expect(solves(watch => watch.value([1, 1]))).toBe(true);
  });
});

test('who is chosen by a name that nobody has is told the names', () => {
  expect(() => minimizerNamed('bfgs')).toThrow(/lbfgs, newton, numeric/);
});

test('a standing compares what both solve', () => {
  const finishes = (seconds: number | null, others: number | null): Race['finishes'] => [
    { minimizer: fermatLbfgs, seconds },
    { minimizer: fermatLeastSquares, seconds: others },
  ];
  const races: Race[] = [finishes(1, 2), finishes(2, 8), finishes(1, null), finishes(null, 3)].map((each, i) => ({ task: { name: `${i}`, set: 'all' }, finishes: each }));
  expect(standing(races, 'leastSquares', 'lbfgs')).toEqual({ solved: 3, medianRatio: 3, bothSolve: 2, otherFaster: 2 });
  expect(formatRaces('all', races)).toContain('3 of 4');
});
