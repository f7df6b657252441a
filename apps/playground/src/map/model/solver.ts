import type { Answer } from './answer.js';
import { toScenarioInput } from './scenario.js';
import type { Setup } from './state.js';

/** Solves one setup after the other beside the page. */
export interface Solver {
  /** The newest setup is solved next; those that it overtakes are not solved at all. */
  solve(setup: Setup): void;
}

export function createSolver(onAnswer: (setup: Setup, answer: Answer) => void): Solver {
  const worker = new Worker(new URL('./solver.worker.ts', import.meta.url), { type: 'module' });
  let solving: Setup | null = null;
  let next: Setup | null = null;
  const begin = (setup: Setup): void => {
    solving = setup;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
    worker.postMessage(toScenarioInput(setup));
  };
  const finish = (answer: Answer): void => {
    const setup = solving;
    solving = null;
    if (next) begin(next);
    next = null;
    if (setup) onAnswer(setup, answer);
  };
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => finish(data));
  worker.addEventListener('error', ({ message }) => finish({ issues: [{ path: '', message: `the search failed: ${message}` }] }));
  return {
    solve(setup) {
      if (solving) next = setup;
      else begin(setup);
    },
  };
}
