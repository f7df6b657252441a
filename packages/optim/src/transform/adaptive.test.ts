import type { Tree } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  adadelta,
  adagrad,
  adam,
  adamw,
  amsgrad,
  gradientDescent,
  lion,
  minimize,
  nadam,
  rmsprop,
  sgd,
  type GradientTransformation,
} from '../index.js';

function updatesOf<P extends Tree>(rule: GradientTransformation, grads: readonly P[], params: P = grads[0]!): P[] {
  let state = rule.init(params);
  return grads.map(g => {
    const [updates, next] = rule.update(g, state, params);
    state = next;
    return updates;
  });
}

const learningRate = 0.01;
const scaleFree: readonly (readonly [string, GradientTransformation])[] = [
  ['adam', adam({ learningRate, epsilon: 0 })],
  ['nadam', nadam({ learningRate, epsilon: 0 })],
  ['amsgrad', amsgrad({ learningRate, epsilon: 0 })],
  ['rmsprop', rmsprop({ learningRate, epsilon: 0 })],
  ['adagrad', adagrad({ learningRate: 0.1, epsilon: 0 })],
  ['lion', lion({ learningRate })],
];
const all: readonly (readonly [string, GradientTransformation])[] = [
  ...scaleFree,
  ['sgd', sgd({ learningRate, momentum: 0.9 })],
  ['adamw', adamw({ learningRate })],
  ['rmsprop, centred, with momentum', rmsprop({ learningRate, centered: true, momentum: 0.5 })],
  ['adadelta', adadelta()],
];

const gradients = fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 1, maxLength: 6 });

describe.each(all)('%s', (_, rule) => {
  test('computes each coordinate by itself', () => {
    fc.assert(
      fc.property(gradients, gradients, (a, b) => {
        const pairs = a.slice(0, b.length).map((x, i) => [x, -b[i]!]);
        const [first, second] = [0, 1].map(k => updatesOf(rule, pairs.map(pair => pair[k]!)));
        updatesOf(rule, pairs).forEach((update, i) => {
          expect(update[0]).toBeCloseTo(first![i]!, 13);
          expect(update[1]).toBeCloseTo(second![i]!, 13);
        });
      }),
      { numRuns: 20 },
    );
  });

  test('is odd in the gradient when the parameters are zero', () => {
    const grads = [1, 3, 0.5, 2];
    const mirrored = updatesOf(rule, grads.map(g => -g), 0);
    updatesOf(rule, grads, 0).forEach((update, i) => expect(update).toBeCloseTo(-mirrored[i]!, 15));
  });

  test('takes up a stored state to the same bits', () => {
    const grads = [1, -3, 0.5, 2, 7, -1];
    let state: Tree = rule.init(1);
    const resumed = grads.map(g => {
      const [update, next] = rule.update(g, JSON.parse(JSON.stringify(state)) as Tree, 1);
      state = next;
      return update;
    });
    expect(resumed).toEqual(updatesOf(rule, grads, 1));
  });

  test('minimises when compiled', () => {
    const bowl = {
      valueAndGrad(x: Float64Array, gradient: Float64Array): number {
        gradient[0] = Math.tanh(x[0]! - 0.3);
        gradient[1] = 10 * (x[1]! + 0.2);
        return Math.log(Math.cosh(x[0]! - 0.3)) + 5 * (x[1]! + 0.2) ** 2;
      },
    };
    const result = minimize(bowl, [1, 1], { method: gradientDescent(rule), maxIterations: 3000 });
    expect(result.value).toBeLessThan(0.02);
  });
});

describe.each(scaleFree)('%s', (_, rule) => {
  test('does not depend on the scale of the gradients', () => {
    const grads = [1, 3, -0.5, 2];
    const scaled = updatesOf(rule, grads.map(g => 1e6 * g));
    updatesOf(rule, grads).forEach((update, i) => expect(scaled[i]).toBeCloseTo(update, 14));
  });
});

describe('for a constant gradient', () => {
  const constant = Array.from({ length: 5 }, () => 4);

  test.each([
    ['adam', adam({ learningRate, epsilon: 0 })],
    ['amsgrad', amsgrad({ learningRate, epsilon: 0 })],
    ['lion', lion({ learningRate })],
  ])('%s steps by the learning rate', (_, rule) => {
    for (const update of updatesOf(rule, constant)) expect(update).toBeCloseTo(-learningRate, 14);
  });

  test('nadam leads adam by (1 - b1^t) b1 / (1 - b1^(t+1)) + (1 - b1) / (1 - b1^t)', () => {
    updatesOf(nadam({ learningRate, epsilon: 0 }), constant).forEach((update, i) => {
      const [now, next] = [1 - 0.9 ** (i + 1), 1 - 0.9 ** (i + 2)];
      expect(update).toBeCloseTo(-learningRate * ((0.9 * now) / next + 0.1 / now), 14);
    });
  });

  test('adagrad steps by the learning rate over the root of the count', () => {
    updatesOf(adagrad({ learningRate, epsilon: 0 }), constant).forEach((update, i) => {
      expect(update).toBeCloseTo(-learningRate / Math.sqrt(i + 1), 14);
    });
  });

  test('rmsprop steps by the learning rate over sqrt(1 - decay^t)', () => {
    updatesOf(rmsprop({ learningRate, epsilon: 0, decay: 0.8 }), constant).forEach((update, i) => {
      expect(update).toBeCloseTo(-learningRate / Math.sqrt(1 - 0.8 ** (i + 1)), 14);
    });
  });

  test('adadelta begins with sqrt(epsilon / (1 - decay))', () => {
    expect(updatesOf(adadelta({ epsilon: 1e-12 }), constant)[0]).toBeCloseTo(-Math.sqrt(1e-12 / 0.1), 12);
  });
});

test.each([
  ['adam', adam({ learningRate })],
  ['amsgrad', amsgrad({ learningRate })],
  ['rmsprop', rmsprop({ learningRate })],
  ['adagrad', adagrad({ learningRate })],
  ['adadelta', adadelta()],
  ['lion', lion({ learningRate })],
])('%s stays where the gradient is zero', (_, rule) => {
  for (const update of updatesOf(rule, [0, 0])) expect(Math.abs(update)).toBe(0);
});

test('amsgrad never enlarges its steps after a burst', () => {
  const burst = [100, ...Array.from({ length: 2000 }, () => 0.01)];
  const last = Math.abs(updatesOf(amsgrad({ learningRate: 1 }), burst).at(-1)!);
  expect(last).toBeLessThan(1e-3);
  expect(Math.abs(updatesOf(adam({ learningRate: 1 }), burst).at(-1)!)).toBeGreaterThan(10 * last);
});

test('adamw decays apart from the gradient', () => {
  const [plain] = updatesOf(adam({ learningRate }), [1], 5);
  const [decayed] = updatesOf(adamw({ learningRate, weightDecay: 0.1 }), [1], 5);
  expect(decayed! - plain!).toBeCloseTo(-learningRate * 0.1 * 5, 14);
});

test('centred rmsprop divides by the deviation', () => {
  const [plain, centred] = [false, true].map(centered => updatesOf(rmsprop({ learningRate, centered }), [1, 1.1, 0.9, 1]).at(-1)!);
  expect(Math.abs(centred!)).toBeGreaterThan(Math.abs(plain!));
});
