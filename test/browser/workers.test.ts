import { minimize } from '@fermat/optim';
import { startsInBox } from '@fermat/optim/workers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wells } from '../wells.js';
import { bundle } from './bundle.js';
import { openSite, type Site } from './site.js';

const starts = startsInBox([0, 0] as [number, number], { bounds: [-2, 2], count: 20, seed: 1 });

/** A program that hands the starts to two workers, and tells how the search ended. */
const program = (worker: string, options: string): Promise<string> =>
  bundle(`
    import { multiStartInWorkers } from '@fermat/optim/workers';
    let made = 0;
    const worker = () => (made++, new Worker('${worker}', { type: 'module' }));
    const abort = new AbortController();
    multiStartInWorkers({ worker, starts: ${JSON.stringify(starts)}, workers: 2, ${options} }).then(
      ({ best, results }) => (globalThis.outcome = { made, best: best?.x, values: results.map(result => result?.value ?? null) }),
      error => (globalThis.outcome = { rejected: String(error) }),
    );
  `);

let site: Site;

beforeAll(async () => {
  site = await openSite({
    '/wells.js': { script: await bundle("import { serveObjective } from '@fermat/optim/workers'; import { wells } from '../wells.js'; serveObjective(wells);") },
    '/broken.js': { script: "throw new Error('no such terrain');" },
    '/whole.js': { script: await program('/wells.js', '') },
    '/aborted.js': { script: await program('/wells.js', 'signal: abort.signal, onResult: () => abort.abort()') },
    '/failing.js': { script: await program('/broken.js', '') },
    '/whole': { loads: '/whole.js' },
    '/aborted': { loads: '/aborted.js' },
    '/failing': { loads: '/failing.js' },
  });
}, 120_000);

afterAll(() => site.close());

describe('multiStartInWorkers in a browser', () => {
  it('spreads local searches over workers, and gives what one thread gives here', async () => {
    const alone = starts.map(start => minimize(wells, start));
    const lowest = Math.min(...alone.map(({ value }) => value));
    const { outcome, thrown } = await site.outcomeAt('/whole');
    expect(thrown).toEqual([]);
    expect(outcome).toEqual({ made: 2, best: alone.find(({ value }) => value === lowest)!.x, values: alone.map(({ value }) => value) });
  });

  it('ends when aborted, with what is done', async () => {
    const { values } = (await site.outcomeAt('/aborted')).outcome as { values: (number | null)[] };
    const done = values.filter(value => value !== null).length;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(starts.length);
  });

  it('rejects with what a worker throws', async () => {
    expect((await site.outcomeAt('/failing')).outcome).toEqual({ rejected: expect.stringContaining('no such terrain') as string });
  });
});
