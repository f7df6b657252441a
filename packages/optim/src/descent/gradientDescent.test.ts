import { add, div, grad, sqrt, square, sub, type Tensor } from '@fermat/autodiff';
import { describe, expect, test } from 'vitest';
import { applyUpdates, gradientDescent, minimize, sgd } from '../index.js';

const width = 20;
const depth = 10;

/** The time through one strip of the three-terrain crossing, for a run of x along it. */
const strip = (x: Tensor, speed: number): Tensor => div(sqrt(add(square(x), depth * depth)), speed);

const crossingTime = ([x1, x2]: readonly [Tensor, Tensor]): Tensor =>
  add(add(strip(x1, 0.7), strip(x2, 0.3)), strip(sub(sub(width, x1), x2), 0.45));

describe('gradient descent on the three-terrain crossing', () => {
  const method = gradientDescent(sgd({ learningRate: 1.5 }));

  test('passes the published times', () => {
    const { history, x, value, reason } = minimize(crossingTime, [2, 17], { method, maxIterations: 20, history: true });
    const published = [
      [0, 102.64529386],
      [1, 94.18493956],
      [5, 83.98182596],
      [10, 82.1707307],
      [20, 81.91638301],
    ] as const;
    for (const [iteration, time] of published) {
      expect(history[iteration]!.iteration).toBe(iteration);
      expect(Math.abs(history[iteration]!.value - time)).toBeLessThan(1e-8);
    }
    expect(x).toEqual([expect.closeTo(10.92159256, 8), expect.closeTo(3.49070087, 8)]);
    expect(value).toBe(history[20]!.value);
    expect(reason).toBe('iterations');
  });

  test('reaches the optimum and says so', () => {
    const result = minimize(crossingTime, [2, 17], { method });
    expect(result).toMatchObject({ converged: true, reason: 'gradient' });
    expect(result.value).toBeCloseTo(81.91168784496783, 12);
    expect(result.x).toEqual([expect.closeTo(11.173074074867204, 6), expect.closeTo(3.3699144801078833, 6)]);
  });

  test('takes any tree and returns its kind', () => {
    const named = ({ first, second }: { first: Tensor; second: Tensor }): Tensor => crossingTime([first, second]);
    const { x } = minimize(named, { first: 2, second: 17 }, { method, maxIterations: 20 });
    expect(x).toEqual({ first: expect.closeTo(10.92159256, 8) as number, second: expect.closeTo(3.49070087, 8) as number });
  });

  test('is the loop of update and applyUpdates', () => {
    const rule = sgd({ learningRate: 0.8, momentum: 0.5, nesterov: true });
    const { history } = minimize(crossingTime, [2, 17], { method: gradientDescent(rule), maxIterations: 30, history: true });
    const gradient = grad(crossingTime);
    let x: readonly [number, number] = [2, 17];
    let state = rule.init(x);
    for (const { x: iterate } of history) {
      expect(iterate).toEqual(x.map(value => expect.closeTo(value, 11) as number));
      const [updates, next] = rule.update(gradient(x) as typeof x, state, x);
      x = applyUpdates(x, updates);
      state = next;
    }
  });
});
