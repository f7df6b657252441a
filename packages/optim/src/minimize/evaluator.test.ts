import { expect, test, vi } from 'vitest';
import { Box } from '../bounds/box.js';
import { Evaluator } from './evaluator.js';
import type { VectorObjective } from './objective.js';

const squares: VectorObjective = {
  valueAndGrad(x, gradient) {
    let sum = 0;
    for (let i = 0; i < x.length; i++) {
      sum += x[i]! ** 2;
      gradient[i] = 2 * x[i]!;
    }
    return sum;
  },
};
const unlimited = { maxEvaluations: Infinity, deadline: Infinity, signal: undefined };
const fromOne = (): Box => new Box(Float64Array.of(1, -Infinity), Float64Array.of(Infinity, Infinity));

test.each([() => undefined, fromOne])('no evaluation makes a vector: bounds %#', makeBox => {
  let made = 0;
  class Counted extends Float64Array {
    constructor(...given: [never]) {
      super(...given);
      made++;
    }
  }
  vi.stubGlobal('Float64Array', Counted);
  const evaluator = new Evaluator(squares, 2, unlimited, makeBox());
  const [x, gradient] = [Counted.of(2, 3), Counted.of(0, 0)];
  const before = made;
  evaluator.valueAndGrad(x, gradient);
  evaluator.gradientAt(x, gradient);
  expect(made).toBe(before);
  vi.unstubAllGlobals();
});

test('what a bound holds is no part of the gradient whose length is remembered', () => {
  const evaluator = new Evaluator(squares, 2, unlimited, fromOne());
  const gradient = new Float64Array(2);
  evaluator.valueAndGrad(Float64Array.of(0, 1e-4), gradient);
  expect(Array.from(gradient)).toEqual([2, 2e-4]);
  expect(Array.from(evaluator.best.gradient)).toEqual([2, 2e-4]);
  expect(evaluator.norms.fellTo(2e-9)).toBe(true);
  expect(evaluator.norms.fellTo(2e-8)).toBe(false);
});
