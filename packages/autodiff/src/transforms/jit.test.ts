import { describe, expect, it, vi } from 'vitest';
import {
  add, broadcastTo, concatenate, ConcretizationError, div, exp, flatObjective, grad, greater, jit, jvp, linearTranspose, mul, reshape, select, sin,
  slice, sqrt, square, sub, sum, tensor, transpose, valueAndGrad, vjp, type Tensor,
} from '../index.js';

const product = (x: Tensor): Tensor => mul(x, exp(x));

describe('jit', () => {
  it('compiles long chains in which every value is used more than once', () => {
    const chain = (x: Tensor): Tensor => Array.from({ length: 60 }).reduce((y: Tensor) => add(sin(y), mul(0.3, y)), x);
    const x = Float64Array.from({ length: 1000 }, (_, i) => i / 1000);
    expect(jit(chain)(x).toArray()).toEqual(chain(tensor(x)).toArray());
  });

  it('traces once for each structure, shape and dtype', () => {
    let traces = 0;
    const f = jit((x: Tensor) => {
      traces++;
      return square(x);
    });
    expect([f(2).item(), f(3).item()]).toEqual([4, 9]);
    expect(traces).toBe(1);
    expect(f(Float64Array.of(1, 2)).toArray()).toEqual([1, 4]);
    expect(f(Float32Array.of(1, 2)).dtype).toBe('float32');
    expect(traces).toBe(3);
  });

  it('returns trees as the function does, with fresh arrays', () => {
    const f = jit((x: Tensor) => ({ same: x, twice: [mul(x, 2), 7] as const }));
    const result = f(Float64Array.of(1, 2));
    expect([result.same.toArray(), result.twice[0].toArray(), result.twice[1]]).toEqual([[1, 2], [2, 4], 7]);
    const again = f(Float64Array.of(3, 4));
    expect([result.same.toArray(), again.same.toArray()]).toEqual([[1, 2], [3, 4]]);
  });

  it('takes static arguments', () => {
    const f = jit((x: Tensor, n: { k: number }) => mul(x, n.k), { staticArgnums: [1] });
    expect([f(3, { k: 2 } as never).item(), f(3, { k: 5 } as never).item()]).toEqual([6, 15]);
    const options = { k: [2] };
    const scaled = jit((x: Tensor, { k }: { k: ArrayLike<number> }) => mul(x, k[0]!), { staticArgnums: 1 });
    const results = [3, 7].map(k => {
      options.k[0] = k;
      return scaled(1, options).item();
    });
    expect([...results, scaled(1, { k: Float64Array.of(5) }).item(), scaled(1, { k: Float64Array.of(6) }).item()]).toEqual([3, 7, 5, 6]);
    for (const staticArgnums of [1, -1, [-1]]) {
      const chosen = jit((x: Tensor, sign: string) => (sign === '-' ? mul(x, -1) : x), { staticArgnums }) as unknown as (x: number, sign: string) => Tensor;
      expect([chosen(3, '-').item(), chosen(3, '+').item()]).toEqual([-3, 3]);
    }
  });

  it.each(['auto', 'interpreter', 'js', 'wasm'] as const)('takes and gives more values than a function has parameters, on %s', backend => {
    const points = Array.from({ length: 700 }, (_, i) => [i, Float64Array.of(i, 1)] as const);
    const scaled = (all: [Tensor, Tensor][]): [Tensor, Tensor][] => all.map(([x, y]) => [mul(2, x), mul(y, x)]);
    const found = jit(scaled, { backend })(points);
    expect(found.map(([x, y]) => [x.item(), y.toArray()])).toEqual(points.map(([i]) => [2 * i, [i * i, i]]));
    const slopes = jit(grad((all: [Tensor, Tensor][]) => scaled(all).reduce((total, [x, y]) => add(total, mul(x, sum(y))), tensor(0))), { backend })(points);
    // Of 2 x x (i + 1).
    expect(slopes.map(([x]) => x.item())).toEqual(points.map(([i]) => 4 * i * (i + 1)));
  });

  it('tells static functions apart, and warns of too many forms', () => {
    const apply = jit((x: Tensor, g: (y: Tensor) => Tensor) => g(x), { staticArgnums: [1] });
    expect([apply(4, sqrt as never).item(), apply(4, square as never).item()]).toEqual([2, 16]);
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const f = jit((x: Tensor) => sum(x));
    for (let n = 1; n <= 20; n++) f(new Float64Array(n));
    expect(warn.mock.calls.map(([message]) => String(message).slice(0, 30))).toEqual(['jit: a function was compiled f']);
    warn.mockRestore();
  });

  it('refuses host conditions, naming what to use', () => {
    const f = jit((x: Tensor) => (x.item() > 0 ? x : mul(x, 2)));
    expect(() => f(1)).toThrow(ConcretizationError);
    expect(() => f(1)).toThrow(/select/);
  });

  it('adds up what three interleaved parts of a vector receive', () => {
    const every = (x: Tensor, start: number): Tensor => slice(x, [start, null, 2]);
    const f = (x: Tensor): Tensor => add(sum(square(every(x, 0))), sum(mul(square(every(x, 0)), every(x, 1))));
    const x = Float64Array.of(1, 2, 3, 4);
    for (const backend of ['interpreter', 'js', 'wasm'] as const) expect(jit(grad(f), { backend })(x).toArray()).toEqual([6, 1, 30, 9]);
  });

  it('is differentiated like the function itself, in every order of nesting', () => {
    const exact = (order: number, x: number): number => (order + x) * Math.exp(x);
    const f = jit(product);
    expect(grad((x: Tensor) => f(x))(1)).toBeCloseTo(exact(1, 1), 12);
    expect(grad((x: Tensor) => grad((y: Tensor) => f(y))(x))(1)).toBeCloseTo(exact(2, 1), 12);
    expect(jit((x: Tensor) => grad((y: Tensor) => jit((z: Tensor) => grad((w: Tensor) => f(w))(z))(y))(x))(1).item()).toBeCloseTo(exact(2, 1), 12);
    expect(jvp((x: Tensor) => f(x), [1], [2])[1].item()).toBeCloseTo(2 * exact(1, 1), 12);
    expect(jvp((x: Tensor) => grad((y: Tensor) => f(y))(x), [1], [1])[1].item()).toBeCloseTo(exact(2, 1), 12);
    expect(grad((x: Tensor) => jvp((y: Tensor) => f(y), [x], [1])[1])(1)).toBeCloseTo(exact(2, 1), 12);
  });

  it('captures outer traced values as operands', () => {
    const f = (x: Tensor): Tensor => jit((y: Tensor) => mul(square(x), y))(x);
    expect(grad(f)(2)).toBe(12);
    expect(jit((x: Tensor) => grad(f)(x))(2).item()).toBe(12);
  });

  it('returns several results through transforms', () => {
    const f = jit((x: Tensor, y: Tensor) => [mul(x, y), add(x, y), 3] as const);
    const g = grad((x: Tensor, y: Tensor) => {
      const [p, s] = f(x, y);
      return mul(p, s);
    }, { argnums: [0, 1] });
    expect(g(2, 3)).toEqual([2 * 3 * 2 + 9, 2 * 2 * 3 + 4]);
  });
});

describe('vjp and linearTranspose', () => {
  it('pull cotangents of any results back, repeatedly', () => {
    const [value, pullback] = vjp((x: Tensor, y: Tensor) => [mul(x, y), square(x)] as const, 3, 4);
    expect(value.map(v => v.item())).toEqual([12, 9]);
    expect(pullback([1, 0])).toEqual([4, 3]);
    expect(pullback([1, 2])).toEqual([16, 3]);
    expect(() => pullback([1])).toThrow(/an array of 2, not an array of 1/);
  });

  it('transpose linear functions, compiled or not, and refuse others', () => {
    const f = (x: Tensor): Tensor => mul(3, sub(x, slice(concatenate([x, x]), [1, 4])));
    const transposed = linearTranspose(f, new Float64Array(3));
    const inCall = linearTranspose((x: Tensor) => jit(f)(x), new Float64Array(3));
    expect(transposed(Float64Array.of(1, 2, 4))).toEqual([Float64Array.of(3 - 12, 6 - 3, 12 - 6)]);
    expect(inCall(Float64Array.of(1, 2, 4))).toEqual(transposed(Float64Array.of(1, 2, 4)));
    expect(() => linearTranspose((x: Tensor) => mul(x, x), 1)(1)).toThrow(/not linear/);
    expect(() => linearTranspose((x: Tensor) => exp(x), 1)(1)).toThrow(/not linear.*exp/);
  });
});

describe('backends', () => {
  const functions: Record<string, (x: Tensor) => Tensor> = {
    'a sum of shifted differences': x => sum(sqrt(add(1, square(sub(slice(x, [1, null]), slice(x, [null, -1])))))),
    'views of views': x => sum(mul(transpose(reshape(slice(x, [0, 12]), [3, 4])), reshape(slice(x, [null, null, -3]), [-1, 1])), { axis: 0 }),
    'joins and choices': x => select(greater(x, 0.3), concatenate([slice(x, [3, null]), slice(x, [0, 3])]), exp(x)),
    'sums over several axes': x => sum(mul(broadcastTo(x, [3, 5, x.size]), reshape([1, 2, 3], [3, 1, 1])), { axis: [0, 1] }),
    'a value used twice': x => {
      const y = exp(x);
      return add(sum(y), mul(y, slice(y, [null, null, -1])));
    },
  };

  for (const [name, f] of Object.entries(functions)) {
    for (const size of [12, 4001]) {
      it(`agree to the bit on ${name}, of ${size} elements`, () => {
        if (name === 'views of views' && size !== 12) return;
        const x = Float64Array.from({ length: size }, (_, i) => Math.sin(i * 1.7));
        const plain = f(tensor(x)).data();
        for (const backend of ['interpreter', 'js'] as const) expect(jit(f, { backend })(x).data()).toEqual(plain);
        const gradient = (y: Tensor): Tensor => grad((z: Tensor) => sum(f(z)))(y);
        const expected = jit(gradient, { backend: 'interpreter' })(x).data();
        expect(jit(gradient, { backend: 'js' })(x).data()).toEqual(expected);
      });
    }
  }

  it('agree on functions of several arrays', () => {
    const [a, b, c] = [0, 1, 2].map(k => Float64Array.from({ length: 2000 }, (_, i) => Math.sin(i + k)));
    const step = (x: Tensor, y: Tensor, z: Tensor): Tensor[] => [add(x, mul(-0.1, y)), mul(y, z), sum(z)];
    const [expected, found] = (['interpreter', 'js'] as const).map(backend => jit(step, { backend })(a!, b!, c!).map(x => x.toArray()));
    expect(found).toEqual(expected);
    expect((found![0] as number[])[7]).toBe(a![7]! + -0.1 * b![7]!);
  });

  it('agree on irregular scalar programs too long for one function', () => {
    const program = (xs: Tensor[]): Tensor => {
      let [total, last] = [mul(xs[0]!, 1), xs[1]!];
      xs.forEach((x, i) => {
        const next = i % 3 === 0 ? select(greater(x, last), sqrt(add(1, square(x))), exp(mul(0.01, x))) : i % 3 === 1 ? sin(mul(x, last)) : div(x, add(2, square(last)));
        total = add(total, next);
        last = i % 7 === 0 ? mul(0.1, total) : next;
      });
      return total;
    };
    const xs = Array.from({ length: 900 }, (_, i) => Math.sin(i));
    const objectives = (['interpreter', 'js'] as const).map(backend => flatObjective(program, xs, { backend }));
    const [expected, found] = objectives.map(objective => {
      const gradient = objective.allocate();
      return [objective.valueAndGrad(Float64Array.from(xs), gradient), ...gradient];
    });
    expect(found).toEqual(expected);
  });

  it('are named', () => {
    expect(() => jit(product, { backend: 'fortran' as never })(1)).toThrow(/"fortran"; give auto, interpreter, js, wasm/);
  });
});

describe('flatObjective', () => {
  const f = ({ a, b }: { a: Tensor; b: readonly [Tensor, Tensor] }): Tensor => add(sum(square(sub(a, 1))), div(mul(b[0], b[1]), 2));
  const example = { a: Float64Array.of(0, 0), b: [1, 1] as [number, number] };

  it('flattens trees and back', () => {
    const objective = flatObjective(f, example);
    expect(objective.size).toBe(4);
    const x = objective.flatten({ a: Float64Array.of(2, 3), b: [4, 5] });
    expect(x).toEqual(Float64Array.of(2, 3, 4, 5));
    expect(objective.unflatten(x)).toEqual({ a: Float64Array.of(2, 3), b: [4, 5] });
    expect(() => objective.flatten({ a: Float64Array.of(2), b: [4, 5] })).toThrow(/\[1\] and \[2\]/);
  });

  it('computes value, gradient and Hessian products in place', () => {
    const objective = flatObjective(f, example);
    const x = Float64Array.of(2, 3, 4, 5);
    const [gradient, product] = [objective.allocate(), objective.allocate()];
    expect(objective.value(x)).toBe(15);
    expect(objective.valueAndGrad(x, gradient)).toBe(15);
    expect(gradient).toEqual(Float64Array.of(2, 4, 2.5, 2));
    objective.hvp(x, Float64Array.of(1, 0, 2, 0), product);
    expect(product).toEqual(Float64Array.of(2, 0, 0, 1));
  });

  it('gives a zero Hessian of a linear function', () => {
    const objective = flatObjective((x: Tensor[]) => sum(x), [1, 2]);
    const out = Float64Array.of(9, 9);
    objective.hvp(Float64Array.of(1, 2), Float64Array.of(1, 1), out);
    expect(out).toEqual(Float64Array.of(0, 0));
  });

  it('agrees with valueAndGrad on the first terrain problem', () => {
    const time = ([x1, x2]: readonly [Tensor, Tensor]): Tensor => {
      const leg = (x: Tensor, speed: number): Tensor => div(sqrt(add(square(x), 100)), speed);
      return add(add(leg(x1, 0.7), leg(x2, 0.3)), leg(sub(sub(20, x1), x2), 0.45));
    };
    const objective = flatObjective(time, [2, 17] as [number, number]);
    const gradient = objective.allocate();
    const [value, exact] = valueAndGrad(time)([2, 17]);
    expect(objective.valueAndGrad(Float64Array.of(2, 17), gradient)).toBe(value);
    expect(Array.from(gradient)).toEqual(exact);
    expect(value).toBeCloseTo(102.64529386, 8);
  });

  it('checks lengths and overlap', () => {
    const objective = flatObjective(f, example);
    const memory = new Float64Array(8);
    expect(() => objective.value(new Float64Array(3))).toThrow(/4 elements, not 3/);
    expect(() => objective.valueAndGrad(memory.subarray(0, 4), memory.subarray(2, 6))).toThrow(/share memory/);
    expect(() => flatObjective((x: Tensor) => x, Float64Array.of(1, 2)).value(Float64Array.of(1, 2))).toThrow(/scalar/);
  });
});
