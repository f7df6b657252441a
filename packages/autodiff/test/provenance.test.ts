import { describe, expect, it } from 'vitest';
import {
  add, definePrimitive, gather, grad, jit, jvp, linearize, mul, scan, sin, square, sum, tensor, vjp, vmap, whileLoop, less, type Tensor,
} from '../src/index.js';

/** A primitive without rules, called on the line that every message has to name. */
const lawless = definePrimitive<null>({
  name: 'lawless',
  infer: ([x]) => x!,
  lower: (target, inputs, _params, type) => target.map(type, (k, [x]) => k.neg(x as never), inputs),
});
const bare = definePrimitive<null>({
  name: 'bare',
  infer: ([x]) => ({ ...x!, shape: [], size: 1 }),
  lower: (target, [x], _params, type) => target.reduce(type, { combine: (k, [a, b]) => k.add(a as never, b as never), identity: -0, empty: 0 }, x!, [0]),
});

/** The line on which a function of this file is written, and with it the line of the call in its second line. */
const here = (): number => Number(/provenance\.test\.ts:(\d+)/.exec(new Error().stack!.split('\n')[2]!)![1]);

function failure(body: () => unknown): Error {
  try {
    body();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

const place = (error: Error): number => Number(/called at .*provenance\.test\.ts:(\d+):\d+\.$/.exec(error.message)?.[1]);

describe('an error of a transform names the line of the op', () => {
  let line = 0;
  const f = (x: Tensor): Tensor => {
    line = here() + 1;
    const y = lawless([mul(2, sin(x))], null);
    return sum(add(y, square(x)));
  };

  it.each<[string, () => unknown]>([
    ['grad', () => grad(f)(1)],
    ['grad of grad', () => grad((x: Tensor) => grad(f)(x))(1)],
    ['jvp', () => jvp(f, [1], [1])],
    ['linearize', () => linearize(f, 1)],
    ['vjp, when its pullback is called', () => vjp(f, 1)[1](1)],
    ['jit', () => jit((x: Tensor) => grad(f)(x))(1)],
    ['vmap', () => vmap((x: Tensor) => grad(f)(x))(Float64Array.of(1, 2))],
  ])('%s', (_, call) => {
    const error = failure(call);
    expect(error.message).toMatch(/^lawless has no derivative rule/);
    expect(place(error)).toBe(line);
    expect(error.stack).toContain('called at');
  });

  it('vmap, of an op without a batching rule', () => {
    const g = (x: Tensor): Tensor => {
      line = here() + 1;
      return bare([x], null);
    };
    const error = failure(() => vmap(g)(tensor([[1, 2], [3, 4]])));
    expect([error.message.includes('no batch rule'), place(error)]).toEqual([true, line]);
  });

  it('of a loop that has no way back', () => {
    const g = (x: Tensor): Tensor => {
      line = here() + 1;
      const y = whileLoop((z: Tensor) => less(z, 100), (z: Tensor) => mul(z, 2), x);
      return square(y);
    };
    const error = failure(() => grad(g)(1));
    expect([error.message.includes('maxIterations'), place(error)]).toEqual([true, line]);
  });
});

describe('an error of a compiled run names the line of the op', () => {
  let line = 0;
  const read = (x: Tensor, i: Tensor): Tensor => {
    line = here() + 1;
    return gather(x, i);
  };

  it.each(['interpreter', 'js', 'wasm'] as const)('on %s', backend => {
    const f = jit(read, { backend });
    expect(f(Float64Array.of(1, 2), 1).item()).toBe(2);
    const error = failure(() => f(Float64Array.of(1, 2), 2));
    expect([error.message.includes('outside of its axis'), place(error)]).toEqual([true, line]);
    expect(f(Float64Array.of(1, 2), 0).item()).toBe(1);
  });

  it('also within a loop', () => {
    const f = jit((x: Tensor) => scan((total: Tensor, i: Tensor) => [add(total, read(x, i)), []] as const, tensor(0), tensor([0, 1, 5]))[0]);
    expect(place(failure(() => f(Float64Array.of(1, 2))))).toBe(line);
  });
});

it('an error of an op itself keeps its message, and its stack has the line', () => {
  const error = failure(() => grad((x: Tensor) => sum(add(x, [1, 2, 3])))(Float64Array.of(1, 2)));
  expect(error.message).not.toContain('called at');
  expect(error.stack).toContain('provenance.test.ts');
});
