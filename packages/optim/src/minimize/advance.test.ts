import { expect, test } from 'vitest';
import { advance, iterate, minimize, type VectorObjective } from '../index.js';

const rosenbrock: VectorObjective = {
  valueAndGrad([x, y], gradient) {
    const [a, b] = [1 - x!, y! - x! * x!];
    gradient.set([-2 * a - 400 * x! * b, 200 * b]);
    return a * a + 100 * b * b;
  },
};

test('a search in frames is the same search', () => {
  const whole = minimize(rosenbrock, [-1.2, 1]);
  const run = iterate(rosenbrock, [-1.2, 1]);
  const spent: number[] = [0];
  for (;;) {
    const frame = advance(run, { maxEvaluations: 10 });
    if (frame.done) {
      expect(frame.value).toEqual(whole);
      break;
    }
    spent.push(frame.value.evaluations);
  }
  expect(spent.length).toBeGreaterThan(3);
  // A line search may cost more than the one before it did.
  for (let i = 1; i < spent.length; i++) expect(spent[i]! - spent[i - 1]!).toBeLessThanOrEqual(20);
});

test('a frame without time takes one iteration, and one without limits the rest', () => {
  const run = iterate(rosenbrock, [-1.2, 1]);
  expect(advance(run, { maxTimeMs: 0 })).toMatchObject({ value: { iteration: 0 } });
  expect(advance(run, { maxTimeMs: 0 })).toMatchObject({ value: { iteration: 1 } });
  expect(advance(run, {}).done).toBe(true);
});
