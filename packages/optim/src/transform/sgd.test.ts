import type { Tensor} from '@fermat/autodiff';
import { add, div, grad, jit, mul, sqrt, square, sub, type Tree } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyUpdates, chain, momentum, OptimError, scale, scaleBySchedule, sgd, type GradientTransformation } from '../index.js';

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(x => x + 0);

/** The updates of a rule for a series of gradients at fixed parameters. */
function updatesOf<P extends Tree>(rule: GradientTransformation, grads: readonly P[]): P[] {
  let state = rule.init(grads[0]!);
  return grads.map(g => {
    const [updates, next] = rule.update(g, state, grads[0]!);
    state = next;
    return updates;
  });
}

describe('sgd', () => {
  test('steps down the gradient by the learning rate', () => {
    expect(updatesOf(sgd({ learningRate: 0.5 }), [4, -2])).toEqual([-2, 1]);
  });

  test('accumulates a geometric series with momentum', () => {
    const updates = updatesOf(sgd({ learningRate: 1, momentum: 0.5 }), [1, 1, 1, 1]);
    expect(updates).toEqual([-1, -1.5, -1.75, -1.875]);
  });

  test("looks one update ahead with nesterov", () => {
    const updates = updatesOf(sgd({ learningRate: 1, momentum: 0.5, nesterov: true }), [1, 1, 1]);
    expect(updates).toEqual([-1.5, -1.75, -1.875]);
  });

  test('takes a schedule of the count', () => {
    const updates = updatesOf(sgd({ learningRate: count => div(1, add(count, 1)) }), [12, 12, 12]);
    expect(updates).toEqual([-12, -6, -4]);
  });

  test('with zero momentum is sgd without', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1 }), grads => {
        expect(updatesOf(sgd({ learningRate: 0.1, momentum: 0 }), grads)).toEqual(updatesOf(sgd({ learningRate: 0.1 }), grads));
      }),
    );
  });
});

describe('transformations', () => {
  const params = { weight: 2, offsets: [1, -1], table: Float64Array.of(1, 2, 3), deep: [{ x: 1 }, 2] };
  const rule = sgd({ learningRate: 0.1, momentum: 0.9 });

  test('keep structure and kinds', () => {
    const [updates, state] = rule.update(params, rule.init(params), params);
    expect(updates).toEqual({
      weight: -0.2,
      offsets: [-0.1, 0.1],
      table: Float64Array.of(1, 2, 3).map(x => -0.1 * x),
      deep: [{ x: -0.1 }, -0.2],
    });
    expect(state).toEqual([{ velocity: params }, {}]);
    expect(applyUpdates(params, updates).offsets).toEqual([0.9, -0.9]);
  });

  test('resume from a stored state to the same bits', () => {
    const optimizer = chain(momentum({ decay: 0.9 }), scaleBySchedule(count => div(-0.3, add(count, 1))));
    const gradient = (p: { a: number; b: number[] }): typeof p => ({ a: Math.sin(p.a), b: p.b.map(Math.cos) });
    const start = { a: 1, b: [0.1, 0.2] };
    const run = (steps: number, from: { params: typeof start; state: Tree }): typeof from => {
      let { params: at, state } = from;
      for (let i = 0; i < steps; i++) {
        const [updates, next] = optimizer.update(gradient(at), state as never, at);
        at = applyUpdates(at, updates);
        state = next;
      }
      return { params: at, state };
    };
    const begin = { params: start, state: optimizer.init(start) as Tree };
    const stored = JSON.parse(JSON.stringify(run(7, begin))) as typeof begin;
    expect(run(5, stored)).toEqual(run(12, begin));
  });

  test('do not change what they are given', () => {
    const state = rule.init(params);
    const before = JSON.stringify({ params, state });
    rule.update(params, state, params);
    expect(JSON.stringify({ params, state })).toBe(before);
  });

  test('give the same under jit', () => {
    const grads = Float64Array.of(1, -2, 3);
    const state = rule.init(grads);
    const compiled = jit((g: Tensor, s: never) => rule.update(g, s, g)[0]);
    expect((compiled(grads, state as never)).data()).toEqual(rule.update(grads, state, grads)[0]);
  });

  test('can be differentiated through, by the learning rate and the momentum', () => {
    const target = (x: Tensor): Tensor => square(sub(x, 3));
    const after = (steps: number, rate: Tensor | number, decay: Tensor | number): Tensor => {
      const optimizer = sgd({ learningRate: rate, momentum: decay });
      let x = mul(1, 1);
      let state = optimizer.init(x);
      for (let i = 0; i < steps; i++) {
        const [updates, next] = optimizer.update(grad(target)(x), state, x);
        x = applyUpdates(x, updates);
        state = next;
      }
      return target(x);
    };
    const [byRate, byDecay] = grad((rate: Tensor, decay: Tensor) => after(5, rate, decay), { argnums: [0, 1] })(0.05, 0.3);
    const h = 1e-6;
    const central = (f: (t: number) => number, t: number): number => (f(t + h) - f(t - h)) / (2 * h);
    expect(byRate).toBeCloseTo(central(t => after(5, t, 0.3).item(), 0.05), 6);
    expect(byDecay).toBeCloseTo(central(t => after(5, 0.05, t).item(), 0.3), 6);
  });

  test('refuse trees of another structure, naming the place', () => {
    const update = (): unknown => rule.update({ ...params, deep: [{ y: 1 }, 2] } as never, rule.init(params), params);
    expect(update).toThrow(OptimError);
    expect(update).toThrow(/\.deep\[0\]/);
  });

  test('scale by a number', () => {
    expect(updatesOf(scale(-2), [Float64Array.of(1, 2)])).toEqual([Float64Array.of(-2, -4)]);
  });

  test('an empty chain passes the gradient on', () => {
    expect(updatesOf(chain(), [3])).toEqual([3]);
  });

  test('leave empty parts of a tree alone', () => {
    expect(updatesOf(rule, [{ none: [], nothing: {}, a: sqrt(4).item() }])).toEqual([{ none: [], nothing: {}, a: -0.2 }]);
  });
});
