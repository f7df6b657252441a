import { checkAtLeast, checkFunctions, checkKeys, checkMade } from '../checks.js';
import { invalidOption } from '../errors.js';
import type { MinimizeResult } from '../minimize/minimize.js';
import type { Job, JobDone } from './serveObjective.js';
import { listen, type Port } from './port.js';

/** A worker: of a browser, or of `node:worker_threads`. */
export interface WorkerLike extends Port {
  terminate(): unknown;
}

export interface MultiStartInWorkersOptions<X> {
  /** Makes a worker whose module calls {@link serveObjective}. */
  readonly worker: () => WorkerLike;
  /** Where the local searches start; see {@link startsInBox}. */
  readonly starts: readonly X[];
  /** How many workers at most; by default as many as the machine runs at once, 4 where that is unknown. */
  readonly workers?: number;
  /** Called with each result as it comes, with the index of its start. */
  readonly onResult?: (result: MinimizeResult<X>, index: number) => void;
  /** An `AbortSignal`: ends the workers; what is done by then is the result. */
  readonly signal?: { readonly aborted: boolean; addEventListener(type: 'abort', listener: () => void): void };
}

export interface MultiStartResult<X> {
  /** The lowest of the results, the first of them where several are; undefined if it was aborted before any. */
  readonly best: MinimizeResult<X> | undefined;
  /** By start; undefined where the search was aborted. */
  readonly results: readonly (MinimizeResult<X> | undefined)[];
}

/**
 * Local searches from many starts, spread over workers, in browsers and in Node. An objective reaches a
 * worker by standing in the worker's own module, which bundlers understand:
 *
 * ```js
 * // objective.worker.js; in Node pass `parentPort` of node:worker_threads as a third argument
 * import { serveObjective } from '@fermat/optim/workers';
 * import { objective } from './objective.js';
 * serveObjective(objective);
 *
 * // elsewhere
 * const worker = () => new Worker(new URL('./objective.worker.js', import.meta.url), { type: 'module' });
 * const starts = startsInBox([0, 0], { bounds: [-5, 5], count: 100, seed: 1 });
 * const { best } = await multiStartInWorkers({ worker, starts });
 * ```
 *
 * The result does not depend on the number of workers. It rejects with what a worker throws.
 */
export function multiStartInWorkers<X>(options: MultiStartInWorkersOptions<X>): Promise<MultiStartResult<X>> {
  checkKeys('multiStartInWorkers', options, ['worker', 'starts', 'workers', 'onResult', 'signal']);
  const { worker, starts, workers, onResult, signal } = options;
  if (typeof worker !== 'function') throw invalidOption('worker', worker, 'a function that makes a worker');
  if (!Array.isArray(starts)) throw invalidOption('starts', starts, 'an array of starts');
  checkFunctions(options, ['onResult']);
  if (signal !== undefined) checkMade('signal', signal, ['addEventListener'], 'AbortSignal.timeout()');
  const count = workers ?? (globalThis as { navigator?: { hardwareConcurrency?: number } }).navigator?.hardwareConcurrency ?? 4;
  checkAtLeast('workers', count, 1);
  const results = new Array<MinimizeResult<X> | undefined>(starts.length).fill(undefined);
  const pool: WorkerLike[] = [];
  const outcome = new Promise<void>((resolve, reject) => {
    let next = 0;
    let left = starts.length;
    if (left === 0 || signal?.aborted) return resolve();
    signal?.addEventListener('abort', resolve);
    const hand = (port: WorkerLike): void => {
      if (next < starts.length) port.postMessage({ index: next, start: starts[next++] } satisfies Job);
    };
    while (pool.length < Math.min(count, starts.length)) {
      const member = worker();
      checkMade('what worker() returns', member, ['terminate'], 'new Worker()');
      pool.push(member);
      listen(member, ({ index, result }: JobDone) => {
        results[index] = result as MinimizeResult<X>;
        onResult?.(result as MinimizeResult<X>, index);
        if (--left === 0) resolve();
        else hand(member);
      }, reject);
      hand(member);
    }
  });
  return outcome.then(() => ({ best: lowest(results), results })).finally(() => pool.forEach(member => member.terminate()));
}

function lowest<X>(results: readonly (MinimizeResult<X> | undefined)[]): MinimizeResult<X> | undefined {
  return results.reduce((best, result) => (result && (!best || result.value < best.value) ? result : best), undefined);
}
