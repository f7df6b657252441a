import { mean, mul, slice, square } from '@fermat/autodiff';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { paths } from '../builtin/paths.js';
import { ScenarioError } from '../errors.js';
import { createToolkit } from '../plugins/createToolkit.js';
import type { Toolkit } from '../plugins/createToolkit.js';
import { definePlugin } from '../plugins/definePlugin.js';
import { parseScenario } from '../scenario/parseScenario.js';
import type { Scenario } from '../scenario/scenario.js';
import { createProblem, iterateScenario } from './iterateScenario.js';
import type { IterationRecord, ScenarioResult } from './scenarioResult.js';
import { isSearch } from './searchProblem.js';

const toolkit = createToolkit({ plugins: [paths()] });
const ready = toolkit.scenarios.get('three-terrains');
const threeTerrains = parseScenario(ready, toolkit);
const twoTerrains = parseScenario(
  {
    ...ready,
    name: 'two-terrains',
    medium: { type: 'layered', layers: [{ thickness: 15, speed: 10 }, { thickness: 20, speed: 1.2 }], offset: 18 },
    start: [1.8],
    method: { type: 'gradientDescent', learningRate: 5 },
    stop: { maxIterations: 20 },
  },
  toolkit,
);

function run(scenario: Scenario, loaded: Toolkit = toolkit): { records: IterationRecord[]; result: ScenarioResult } {
  const records: IterationRecord[] = [];
  const steps = iterateScenario(scenario, { toolkit: loaded });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return { records, result: step.value };
    records.push(step.value);
  }
}

describe('three terrains', () => {
  const { records, result } = run(threeTerrains);

  test.each([
    [0, 102.64529386],
    [1, 94.18493956],
    [5, 83.98182596],
    [10, 82.1707307],
    [20, 81.91638301],
  ])('after %i steps of gradient descent the time is %f', (iteration, time) => {
    expect(records[iteration]?.iteration).toBe(iteration);
    expect(Math.abs((records[iteration]?.value ?? 0) - time)).toBeLessThan(1e-8);
  });

  test('after 20 steps the unknowns are those of the reference', () => {
    expect(records[20]?.x[0]).toBeCloseTo(10.92159256, 7);
    expect(records[20]?.x[1]).toBeCloseTo(3.49070087, 7);
  });

  test('the descent converges to the closed form', () => {
    expect(result.converged).toBe(true);
    expect(result.optimum?.time).toBeCloseTo(81.91168784496783, 12);
    expect(result.optimum?.x[0]).toBeCloseTo(11.173074074867204, 12);
    expect(result.optimum?.x[1]).toBeCloseTo(3.3699144801078833, 12);
    expect(Math.abs(result.time / 81.91168784496783 - 1)).toBeLessThan(1e-12);
  });

  test('Snell holds at both borders, and the certificate encloses the time', () => {
    expect(result.snell?.ok).toBe(true);
    expect(result.snell?.crossings).toHaveLength(2);
    expect(result.certificate?.lowerBound).toBeLessThanOrEqual(81.91168784496784);
    expect(result.certificate?.gap).toBeGreaterThanOrEqual(0);
    expect(result.certificate?.gap).toBeLessThan(1e-9);
  });

  test('the legs make up the path', () => {
    expect(result.legs.map(({ name }) => name)).toEqual(['grass', 'mud', 'sand']);
    expect(result.legs.map(({ speed }) => speed)).toEqual([0.7, 0.3, 0.45].map((speed) => expect.closeTo(speed, 12)));
    expect(result.legs.reduce((sum, { time }) => sum + time, 0)).toBeCloseTo(result.time, 10);
    expect(result.path).toHaveLength(4);
    expect(result.path.at(-1)).toEqual([20, 30]);
  });

  test('the straight line is the reference', () => {
    expect(result.straight.time).toBeCloseTo((Math.hypot(20, 30) / 3) * (1 / 0.7 + 1 / 0.3 + 1 / 0.45), 12);
  });

  test('the result lists what was yielded, and survives JSON', () => {
    expect(result.iterations).toEqual(records);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  test('the same scenario gives the same bits', () => {
    expect(JSON.stringify(run(threeTerrains).result)).toBe(JSON.stringify(result));
  });
});

test('two terrains: 20 steps stop short, and say so', () => {
  const { result } = run(twoTerrains);
  expect(result.iterations).toHaveLength(21);
  expect(result.x[0]).toBeCloseTo(16.09682972, 7);
  expect(result.time).toBeCloseTo(18.94220141, 7);
  expect(result.converged).toBe(false);
  expect(result.reason).toBe('iterations');
  expect(result.snell?.ok).toBe(false);
  expect(result.optimum?.x[0]).toBeCloseTo(16.23055875, 8);
  expect(result.optimum?.time).toBeCloseTo(18.94181467, 8);
  expect(result.certificate?.lowerBound).toBeLessThanOrEqual(18.941814675);
});

test('equal layers: the straight line is the least time', () => {
  const layers = [1, 2, 3, 4].map((thickness) => ({ thickness, speed: 2 }));
  const scenario = parseScenario({ ...ready, medium: { type: 'layered', layers, offset: 7 }, start: [3, 1, 0] }, toolkit);
  const { result } = run(scenario);
  expect(result.converged).toBe(true);
  expect(result.time).toBeCloseTo(Math.hypot(7, 10) / 2, 12);
});

test('an aborted run ends with what it has', () => {
  const controller = new AbortController();
  const steps = iterateScenario(threeTerrains, { toolkit, signal: controller.signal });
  steps.next();
  steps.next();
  controller.abort();
  const step = steps.next();
  expect(step.done).toBe(true);
  expect(step.value).toMatchObject({ converged: false, reason: 'aborted' });
});

test('a thousand layers by L-BFGS: the closed form, and Snell at every border', () => {
  const layers = Array.from({ length: 1000 }, (_, index) => ({ thickness: 1 + (index % 7), speed: 1 + ((index * 37) % 11) / 10 }));
  const medium = { type: 'layered', layers, offset: 2000 };
  const scenario = parseScenario({ ...ready, medium, start: undefined, method: { type: 'lbfgs' }, stop: { tolerance: 1e-10 } }, toolkit);
  const { result } = run(scenario);
  expect(result.converged).toBe(true);
  expect(result.time).toBeCloseTo(result.optimum?.time ?? 0, 9);
  expect(result.snell?.maxResidual).toBeLessThan(1e-4);
  expect(result.certificate?.gap).toBeLessThan(1e-9);
});

test('a learning rate that is too large is an outcome, not an exception', () => {
  const { result } = run(parseScenario({ ...ready, method: { type: 'gradientDescent', learningRate: 1e6 } }, toolkit));
  expect(result.converged).toBe(false);
  expect(Number.isFinite(result.time)).toBe(true);
});

describe('cost terms', () => {
  /** Dislikes to be far from the line along = 0. */
  const leash = {
    summary: 'grows with the square of the distance from the start',
    schema: z.strictObject({ weight: z.number().positive() }),
    create: ({ weight }: { weight: number }) => (vertices: Parameters<typeof slice>[0]) => mul(weight, mean(square(slice(vertices, [1, -1], 0)))),
  };
  const loaded = createToolkit({ plugins: [paths(), definePlugin({ name: 'costs', costs: { leash } })] });
  const scenario = parseScenario({ ...ready, costs: [{ type: 'leash', weight: 0.05 }] }, loaded);

  test('are added to the time', () => {
    const { records } = run(scenario, loaded);
    expect(records[0]?.value).toBeCloseTo(102.64529386 + (0.05 * (2 ** 2 + 19 ** 2)) / 2, 7);
  });

  test('move the optimum, and take back what holds for time alone', () => {
    const { result } = run(scenario, loaded);
    expect(result.converged).toBe(true);
    expect(result.x[0]).toBeLessThan(11);
    expect(result.value).toBeGreaterThan(result.time);
    expect(result.time).toBeGreaterThan(81.9117);
    expect([result.snell, result.certificate, result.optimum]).toEqual([null, null, null]);
  });
});

test('a toolkit without the method says so', () => {
  const loaded = createToolkit({ plugins: [] });
  expect(() => iterateScenario(threeTerrains, { toolkit: loaded }).next()).toThrow(ScenarioError);
});

test('createProblem makes the medium alone', () => {
  const problem = createProblem(threeTerrains, toolkit);
  if (isSearch(problem)) throw new Error('layers are descended on');
  expect(problem.labels).toEqual(['x1', 'x2']);
  expect(problem.time([2, 17]).item()).toBeCloseTo(102.64529386, 8);
  expect(problem.vertices([2, 17]).toArray()).toEqual(problem.path([2, 17]));
  expect(problem.time(problem.straight).item()).toBeCloseTo(83.93875985, 8);
});
