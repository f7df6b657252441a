import { gradientDescent, sgd } from '@fermat/optim';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { paths } from '../builtin/paths.js';
import { createToolkit } from '../plugins/createToolkit.js';
import { definePlugin } from '../plugins/definePlugin.js';
import { parseScenario } from '../scenario/parseScenario.js';
import { solveScenario } from './solveScenario.js';

/** Descends as usual, after a pause before each step: longer than a turn of the event loop. */
const slow = definePlugin({
  name: 'slow',
  methods: {
    slow: {
      summary: 'gradient descent with pauses',
      schema: z.strictObject({}),
      create() {
        const { init, update } = sgd({ learningRate: 1e-6 });
        return gradientDescent({
          init,
          update(gradients, state, params) {
            const end = performance.now() + 20;
            while (performance.now() < end);
            return update(gradients, state, params);
          },
        });
      },
    },
  },
});

const toolkit = createToolkit({ plugins: [paths(), slow] });
const ready = toolkit.scenarios.get('three-terrains');

test('reports each iteration and gives the result', async () => {
  const seen: number[] = [];
  const result = await solveScenario(parseScenario(ready, toolkit), {
    toolkit,
    onIteration: ({ iteration }) => seen.push(iteration),
  });
  expect(seen).toEqual(result.iterations.map(({ iteration }) => iteration));
  expect(result.converged).toBe(true);
});

test('the event loop has its turn, so that a timer can abort a run', async () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort());
  const scenario = parseScenario({ ...ready, method: { type: 'slow' }, stop: { maxIterations: 100_000 } }, toolkit);
  const result = await solveScenario(scenario, { toolkit, signal: controller.signal });
  expect(result.reason).toBe('aborted');
  expect(result.iterations.length).toBeLessThan(100);
});

test('a signal aborted beforehand ends the run at its start', async () => {
  const result = await solveScenario(parseScenario(ready, toolkit), { toolkit, signal: AbortSignal.abort() });
  expect(result).toMatchObject({ converged: false, reason: 'aborted' });
});
