import { describe, expect, test } from 'vitest';
import { createToolkit } from '../../plugins/createToolkit.js';
import { solveScenario } from '../../run/solveScenario.js';
import { parseScenario } from '../../scenario/parseScenario.js';
import { paths } from '../paths.js';

const toolkit = createToolkit({ plugins: [paths()] });
const ready = toolkit.scenarios.get('three-terrains');
const parameters: Readonly<Record<string, object>> = {
  gradientDescent: { learningRate: 1.5 },
  adam: { learningRate: 0.3 },
  nadam: { learningRate: 0.3 },
  amsgrad: { learningRate: 0.3 },
  rmsprop: { learningRate: 0.02 },
};
const solveBy = (type: string, given: object = {}) =>
  solveScenario(parseScenario({ ...ready, method: { type, ...given }, stop: { maxIterations: 3000, tolerance: 1e-6 } }, toolkit), { toolkit });

describe('each optimiser', () => {
  test.each(toolkit.methods.names())('%s crosses three terrains in the least time', async (type) => {
    const { time, optimum } = await solveBy(type, parameters[type]);
    expect(Math.abs(time - optimum!.time) / optimum!.time).toBeLessThan(1e-6);
  });

  test('Newton needs fewer iterations than any descent along the gradient', async () => {
    const counts = await Promise.all(['newtonTrustRegion', 'gradientDescent', 'adam'].map(async (type) => (await solveBy(type, parameters[type])).iterations.length));
    expect(counts[0]).toBeLessThan(Math.min(...counts.slice(1)) / 2);
  });

  test.each<[string, object, RegExp]>([
    ['adam', {}, /method.learningRate is missing: give a number above 0/],
    ['adam', { learningRate: 0.1, beta1: 1 }, /method.beta1 is 1: give a number from 0 to below 1/],
    ['rmsprop', { learningRate: -1 }, /method.learningRate is -1/],
    ['newtonTrustRegion', { subproblem: 'dogleg' }, /method.subproblem is "dogleg": give "exact" or "cg"/],
    ['bfgs', { memory: 3 }, /method.memory is not a known key/],
  ])('%s refuses %j', (type, given, message) => {
    expect(() => parseScenario({ ...ready, method: { type, ...given } }, toolkit)).toThrow(message);
  });
});
