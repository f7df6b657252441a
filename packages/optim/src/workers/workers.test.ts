import { MessageChannel } from 'node:worker_threads';
import { add, mul, square, sub, type Tensor } from '@fermat/autodiff';
import { describe, expect, test } from 'vitest';
import { minimize, OptimError, type TracedObjective, type VectorObjective } from '../index.js';
import { multiStartInWorkers, serveObjective, startsInBox, type WorkerLike } from './index.js';

/** A double well over a valley: least at x = -1. */
const wells = ({ x, y }: { x: Tensor; y: Tensor }): Tensor => add(add(square(sub(square(x), 1)), mul(0.2, x)), square(sub(y, x)));

/** A worker's messages without a thread of its own: what is sent is copied, as between threads. */
const channel = (f: TracedObjective<never> | VectorObjective, ended: WorkerLike[] = []) => (): WorkerLike => {
  const { port1, port2 } = new MessageChannel();
  serveObjective(f as VectorObjective, {}, port2);
  const worker: WorkerLike = {
    postMessage: message => port1.postMessage(message),
    on: (type, listener) => port1.on(type as 'message', listener),
    terminate() {
      ended.push(worker);
      port1.close();
    },
  };
  return worker;
};

const starts = startsInBox({ x: 0, y: 0 }, { bounds: [-2, 2], count: 12, seed: 5 });

describe('multiStartInWorkers', () => {
  test.each([1, 3, 50])('gives what searches one after the other give, by %d workers', async workers => {
    const ended: WorkerLike[] = [];
    const seen: number[] = [];
    const { best, results } = await multiStartInWorkers({ worker: channel(wells as never, ended), starts, workers, onResult: (_, index) => seen.push(index) });
    expect(results).toEqual(starts.map(start => minimize(wells, start)));
    expect(best!.value).toBe(Math.min(...results.map(result => result!.value)));
    expect(best!.x.x).toBeLessThan(0);
    expect(seen.sort((a, b) => a - b)).toEqual(starts.map((_, i) => i));
    expect(ended).toHaveLength(Math.min(workers, starts.length));
  });

  test('sends back what was thrown as text', async () => {
    let calls = 0;
    const fragile: VectorObjective = { valueAndGrad: ([x], gradient) => {
      if (++calls > 3) throw new Error('worn out');
      gradient.fill(Math.cos(x!));
      return Math.sin(x!);
    } };
    const { best } = await multiStartInWorkers({ worker: channel(fragile), starts: [[1]], workers: 1 });
    expect(best).toMatchObject({ reason: 'threw', error: 'worn out' });
  });

  test('ends its workers when aborted, with what is done', async () => {
    const abort = new AbortController();
    const ended: WorkerLike[] = [];
    const outcome = multiStartInWorkers({ worker: channel(wells as never, ended), starts, workers: 2, signal: abort.signal, onResult: () => abort.abort() });
    const { results } = await outcome;
    const done = results.filter(result => result !== undefined).length;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(starts.length);
    expect(ended).toHaveLength(2);
    expect(await multiStartInWorkers({ worker: channel(wells as never), starts: [] })).toEqual({ best: undefined, results: [] });
  });

  test('rejects with what a worker throws', async () => {
    const broken = (): WorkerLike => ({
      postMessage: () => undefined,
      on: (type, listener) => type === 'error' && queueMicrotask(() => listener(new Error('no such module'))),
      terminate: () => undefined,
    });
    await expect(multiStartInWorkers({ worker: broken, starts, workers: 1 })).rejects.toThrow('no such module');
    expect(() => multiStartInWorkers({ worker: broken, starts, workers: 0 })).toThrow(OptimError);
  });
});

describe('startsInBox', () => {
  test('gives the same starts from the same seed, inside the box', () => {
    expect(startsInBox({ x: 0, y: 0 }, { bounds: [-2, 2], count: 12, seed: 5 })).toEqual(starts);
    expect(startsInBox([0, 0], { bounds: [[3, 4], [-1, -1]], count: 20 }).every(([x, y]) => x >= 3 && x <= 4 && y === -1)).toBe(true);
    expect(() => startsInBox([0], { bounds: [0, null], count: 1 })).toThrow(OptimError);
  });
});
