import { Worker } from 'node:worker_threads';
import { add, mul, square, sub, type Tensor } from '@fermat/autodiff';
import { minimize } from '@fermat/optim';
import { multiStartInWorkers, startsInBox } from '@fermat/optim/workers';
import { expect, it } from 'vitest';

/** As in the worker. */
const wells = ([x, y]: [Tensor, Tensor]): Tensor => add(add(square(sub(square(x), 1)), mul(0.2, x)), square(sub(y, x)));

it('spreads local searches over threads, and gives what one thread gives', async () => {
  const starts = startsInBox([0, 0] as [number, number], { bounds: [-2, 2], count: 20, seed: 1 });
  const worker = (): Worker => new Worker(new URL('wells.worker.js', import.meta.url));
  const { best, results } = await multiStartInWorkers({ worker, starts, workers: 2 });
  expect(results.map(result => result!.value)).toEqual(starts.map(start => minimize(wells, start).value));
  expect(best!.x[0]).toBeLessThan(-0.9);
});
