import { Worker } from 'node:worker_threads';
import { minimize } from '@fermat/optim';
import { multiStartInWorkers, startsInBox } from '@fermat/optim/workers';
import { expect, it } from 'vitest';
import { wells } from '../wells.js';

it('spreads local searches over threads, and gives what one thread gives', async () => {
  const starts = startsInBox([0, 0] as [number, number], { bounds: [-2, 2], count: 20, seed: 1 });
  const worker = (): Worker => new Worker(new URL('wells.worker.js', import.meta.url));
  const { best, results } = await multiStartInWorkers({ worker, starts, workers: 2 });
  expect(results.map(result => result!.value)).toEqual(starts.map(start => minimize(wells, start).value));
  expect(best!.x[0]).toBeLessThan(-0.9);
});
