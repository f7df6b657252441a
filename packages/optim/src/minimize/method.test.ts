import { square, stack, type Tensor } from '@fermat/autodiff';
import { describe, expect, test } from 'vitest';
import { minimize, type Method, type VectorObjective } from '../index.js';

/** A method of someone else's: tries a step along each axis, and halves the step where none helps. */
const compass: Method = {
  name: 'compass search',
  start(problem, point) {
    let step = 1;
    const trial = point.x.slice();
    return {
      measure: () => NaN,
      restart: () => false,
      advance(at) {
        for (let axis = 0; axis < problem.size; axis++) {
          for (const sign of [1, -1]) {
            trial.set(at.x);
            trial[axis]! += sign * step;
            if (problem.value(trial) < at.value) {
              at.x.set(trial);
              at.value = problem.valueAndGrad(at.x, at.gradient);
              return 'moved';
            }
          }
        }
        step /= 2;
        return step < 1e-9 ? 'precision' : 'moved';
      },
    };
  },
};

function bowl(): VectorObjective & { values: number; gradients: number } {
  return {
    values: 0,
    gradients: 0,
    value([x, y]) {
      this.values++;
      return (x! - 3) ** 2 + 2 * (y! + 1) ** 2 + 1;
    },
    valueAndGrad([x, y], gradient) {
      this.gradients++;
      gradient.set([2 * (x! - 3), 4 * (y! + 1)]);
      return (x! - 3) ** 2 + 2 * (y! + 1) ** 2 + 1;
    },
  };
}

describe('a method of one’s own', () => {
  test('gets limits, counting and the best point from the loop', () => {
    const objective = bowl();
    const result = minimize(objective, [0.3, 0.4], { method: compass });
    expect(result.x[0]).toBeCloseTo(3, 7);
    expect(result.x[1]).toBeCloseTo(-1, 7);
    expect(result.evaluations).toBe(objective.values + objective.gradients);
    expect(objective.values).toBeGreaterThan(objective.gradients);
    expect(minimize(bowl(), [0.3, 0.4], { method: compass, maxEvaluations: 9 })).toMatchObject({
      reason: 'evaluations',
      evaluations: 9,
    });
  });

  test('cannot claim a convergence that it does not measure', () => {
    expect(minimize(bowl(), [0.3, 0.4], { method: compass })).toMatchObject({ converged: false, reason: 'precision' });
  });

  test('may ask for values of an objective that has none apart', () => {
    const { valueAndGrad } = bowl();
    expect(minimize({ gradients: 0, valueAndGrad } as VectorObjective, [0.3, 0.4], { method: compass }).x[0]).toBeCloseTo(3, 7);
  });
});

describe('a traced objective', () => {
  test('that returns a vector is refused, with the shape', () => {
    expect(() => minimize(([x, y]: [Tensor, Tensor]) => stack([x, y]), [1, 2])).toThrow(/scalar|shape/i);
  });

  test('takes an empty tree for a misuse', () => {
    expect(() => minimize((x: readonly Tensor[]) => square(x.length), [])).toThrow();
  });
});
