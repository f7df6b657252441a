import { readFileSync } from 'node:fs';
import { flatObjective } from '@fermat/autodiff';
import { certifiedDigits, global, isSolved, nist, pairsOf, startOf } from '@fermat/problems';
import { expect, test } from 'vitest';
import { globalMinimize, lbfgs, leastSquares, minimize, newtonTrustRegion, type Method, type MinimizeResult } from '../src/index.js';
import { Recorder } from './problems/recorder.js';
import { sets, type Compiled } from './problems/sets.js';

declare const console: { log(text: string): void };

/** Evaluations to the target by SciPy, as `pnpm problems:scipy` counted them. */
const scipy = JSON.parse(readFileSync(new URL('problems/scipy.json', import.meta.url), 'utf8')) as { version: string; counts: Record<string, Record<string, number | null>> };

type Contestant = (problem: Compiled, recorder: Recorder, tolerance?: number) => MinimizeResult<Float64Array> | null;

const by = (method: Method): Contestant => ({ start }, recorder, tolerance) =>
  minimize(recorder, start, { method, ...(tolerance !== undefined && { tolerance }) });

const contestants: Readonly<Record<string, Contestant>> = {
  lbfgs: by(lbfgs()),
  newtonTrustRegion: by(newtonTrustRegion()),
  leastSquares: ({ residuals, start }, recorder, tolerance) =>
    residuals ? leastSquares(recorder.watched(residuals), start, tolerance === undefined ? {} : { tolerance }) : null,
};

/** For counting evaluations to the target, the test of convergence must not end the search before. */
const TIGHT = 1e-13;

const cell = (text: string | number): string => String(text).padStart(19);
const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

test.each(Object.keys(sets))('%s', title => {
  const problems = sets[title]!();
  const peers = scipy.counts[title] ?? {};
  const names = Object.keys(contestants);
  console.log(`\n${title}: evaluations to a known minimum; SciPy ${scipy.version}'s beside them (solved by the default options: ✓, with convergence verified: ✓✓)\n`);
  console.log(''.padEnd(32) + [...names, 'L-BFGS-B'].map(cell).join(''));
  const solved = names.map(() => 0);
  const verified = names.map(() => 0);
  const ratios: number[][] = names.map(() => []);
  const ratiosByGradients: number[][] = names.map(() => []);
  for (const problem of problems) {
    const peer = peers[problem.name] ?? null;
    const cells = names.map((name, i) => {
      const recorder = new Recorder(problem.objective, problem.minima);
      if (contestants[name]!(problem, recorder, TIGHT) === null) return cell('');
      const result = contestants[name]!(problem, new Recorder(problem.objective, problem.minima))!;
      const value = name === 'leastSquares' ? 2 * result.value : result.value;
      const isRight = isSolved(problem.minima, value);
      if (isRight) solved[i]!++;
      if (isRight && result.converged) verified[i]!++;
      if (peer !== null && recorder.reached !== null) {
        ratios[i]!.push(recorder.reached / peer);
        ratiosByGradients[i]!.push(recorder.reachedByGradients! / peer);
      }
      return cell(`${recorder.reached ?? '-'} ${isRight ? (result.converged ? '✓✓' : '✓ ') : '  '}`);
    });
    console.log(problem.name.padEnd(32) + cells.join('') + cell(peer ?? '-'));
  }
  const row = (label: string, texts: readonly (string | number)[]): void => console.log(label.padEnd(32) + texts.map(cell).join(''));
  row('solved', [...solved, `${problems.filter(({ name }) => peers[name] != null).length} of ${problems.length}`]);
  row('and convergence verified', verified);
  row("median of ratios to SciPy's", ratios.map(list => median(list).toFixed(2)));
  row('and without products', ratiosByGradients.map(list => median(list).toFixed(2)));
}, 600_000);

test('NIST: certified digits of the worst parameter, by leastSquares with default options', () => {
  console.log('\nNIST: certified digits of the worst parameter, from start 1 and start 2\n');
  for (const problem of nist) {
    const digits = problem.starts.map(start => certifiedDigits(problem, leastSquares(problem.residuals, start).x).toFixed(1));
    console.log(problem.name.padEnd(32) + digits.map(cell).join(''));
  }
}, 600_000);

test('global minima: evaluations of globalMinimize to the target, from three seeds', () => {
  console.log('\nGlobal minima: evaluations of globalMinimize to the target, from three seeds\n');
  let solved = 0;
  for (const problem of global) {
    const objective = flatObjective(problem.objective, startOf(problem));
    const target = problem.least + 1e-8 * (problem.least === 0 ? 1 : Math.abs(problem.least));
    const cells = [1, 2, 3].map(seed => {
      const result = globalMinimize(objective, startOf(problem), { bounds: pairsOf(problem), target, seed });
      const isRight = isSolved(problem, result.value);
      if (isRight) solved++;
      return cell(isRight ? result.evaluations : '-');
    });
    console.log(`${problem.name} ${problem.dimension}`.padEnd(32) + cells.join(''));
  }
  console.log(`solved ${solved} of ${3 * global.length}`);
  expect(solved).toBeGreaterThanOrEqual(53);
}, 600_000);
