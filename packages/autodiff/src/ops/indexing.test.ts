import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, arange, at, full, gather, grad, hessian, jacobian, jit, jvp, matmul, mul, reshape, scatterAdd, select, slice, square, sum, take, takeAlongAxis, tanh, tensor, vmap, type Tensor } from '../index.js';
import { checkBackends } from '../testing/index.js';

const x = reshape(arange(24), [2, 3, 4]);
const backends = ['interpreter', 'js', 'wasm'] as const;

describe('indices', () => {
  // Printed by NumPy for x = arange(24).reshape(2, 3, 4).
  it.each<[string, Tensor, unknown]>([
    ['x[0, :, [0, 2]]', slice(x, 0, null, Int32Array.of(0, 2)), [[0, 4, 8], [2, 6, 10]]],
    ['x[:, [0, 2], 1]', slice(x, null, Int32Array.of(0, 2), 1), [[1, 9], [13, 21]]],
    ['x[1, [[0, 2], [1, 1]], ::-2]', slice(x, 1, tensor([[0, 2], [1, 1]], 'int32'), [null, null, -2]), [[[15, 13], [23, 21]], [[19, 17], [19, 17]]]],
    ['take(x, [3, -1])', take(x, [3, -1]), [3, 23]],
    ['take(x, [5, -7], 2, mode=wrap)', take(slice(x, 0), [5, -7], { axis: 1, mode: 'wrap' }), [[1, 1], [5, 5], [9, 9]]],
    ['take([1, 2, 3], [5, -7], mode=clip)', take([1, 2, 3], [5, -7], { mode: 'clip' }), [3, 1]],
    ['take_along_axis', takeAlongAxis([[3, 1, 2], [9, 8, 7]], [[1, 2, 0], [2, 1, 0]]), [[1, 2, 3], [7, 8, 9]]],
  ])('as NumPy: %s', (_, found, expected) => expect(found.toArray()).toEqual(expected));

  it('keep the dtype, may be none, and are no bools', () => {
    expect(gather(tensor([1, 2, 3], 'int32'), -1).dtype).toBe('int32');
    expect(gather([1, 2, 3], tensor([], 'int32')).shape).toEqual([0]);
    expect(() => gather([1, 2], tensor([true, false]))).toThrow(/bools are no indices.*select/);
  });

  it('outside of their axis throw, with the index, the axis and its size', () => {
    expect(() => gather([1, 2, 3], [0, 3])).toThrow(/index 3 is outside of axis 0, which has 3 elements/);
    expect(() => slice(x, null, Int32Array.of(-4))).toThrow(/index -4 is outside of axis 1/);
    expect(() => at(x, 2)).not.toThrow();
    expect(() => at(x, 2).set(0)).toThrow(/at: index 2/);
    expect(() => at(x, 0, 0, 0, 0)).toThrow(/4 ranges/);
    expect(() => gather([1, 2, 3], 0.5)).toThrow(/index 0.5/);
  });

  it.each(backends)('that are computed are checked after the run, and nothing is read or written beyond (%s)', backend => {
    const read = jit((v: Tensor, i: Tensor) => slice(v, i), { backend });
    const write = jit((v: Tensor, i: Tensor) => at(v, i).set(9), { backend });
    expect(read(Float64Array.of(1, 2, 3), -1).item()).toBe(3);
    expect(write(Float64Array.of(1, 2, 3), 1).toArray()).toEqual([1, 9, 3]);
    for (const index of [3, -4, 1e9, 0.5, NaN]) {
      expect(() => read(Float64Array.of(1, 2, 3), index)).toThrow(/computed index is outside of its axis/);
      expect(() => write(Float64Array.of(1, 2, 3), index)).toThrow(/computed index is outside of its axis/);
    }
    expect(read(Float64Array.of(1, 2, 3), 2).item()).toBe(3);
    expect(() => jit((v: Tensor) => select(false, slice(v, sum(v)), 0), { backend })(Float64Array.of(1, 2))).toThrow(/select/);
  });
});

describe('at', () => {
  it('leaves the value itself as it is', () => {
    const values = Float64Array.of(1, 2, 3);
    const base = tensor(values);
    expect(at(base, 1).set(7).toArray()).toEqual([1, 7, 3]);
    expect([base.toArray(), [...values]]).toEqual([[1, 2, 3], [1, 2, 3]]);
    const f = jit((v: Tensor) => [at(v, 0).set(5), v, at(v, 0).get()] as const);
    expect(f(values).map(y => y.toArray())).toEqual([[5, 2, 3], [1, 2, 3], 1]);
    expect([...values]).toEqual([1, 2, 3]);
  });

  it('sets the last of several, and adds all', () => {
    expect(at([0, 0, 0], Int32Array.of(1, 1)).set([5, 6]).toArray()).toEqual([0, 6, 0]);
    expect(at([0, 0, 0], Int32Array.of(1, 1)).add([5, 6]).toArray()).toEqual([0, 11, 0]);
    expect(grad((u: Tensor) => sum(square(at([0, 0, 0], Int32Array.of(1, 1)).set(u))))(Float64Array.of(5, 6))).toEqual(Float64Array.of(0, 12));
    expect(grad((v: Tensor) => sum(square(at(v, Int32Array.of(1, 1)).set(5))))(Float64Array.of(1, 2, 3))).toEqual(Float64Array.of(2, 0, 6));
  });

  it('meets in one dtype', () => {
    expect(at(tensor([1, 2], 'int32'), 0).set(5).dtype).toBe('int32');
    expect(at(tensor([1, 2], 'int32'), 0).set(0.5).toArray()).toEqual([0.5, 2]);
    expect(at(full([2], 1, 'float32'), 0).add(tensor(1)).dtype).toBe('float64');
  });

  it('is a scatter, whose transpose gathers', () => {
    const indices = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(indices, list => {
        const u = Float64Array.from(list, (_, i) => Math.cos(i));
        const v = Float64Array.of(1, -2, 3, 5, 7);
        const scattered = scatterAdd(new Float64Array(5), list, u).data();
        const inner = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((total, y, i) => total + y * b[i]!, 0);
        expect(inner(scattered, v)).toBeCloseTo(inner(u, gather(v, list).data()), 12);
        expect(jacobian((w: Tensor) => scatterAdd(new Float64Array(5), list, w))(u).toArray()).toEqual(Array.from({ length: 5 }, (_, row) => list.map(i => (i === row ? 1 : 0))));
      }),
    );
  });

  it('works in loops over batches, with an index of its own for each', () => {
    const rows = tensor([[1, 2], [3, 4], [5, 6]]);
    expect((vmap((row: Tensor, i: Tensor) => at(row, i).add(10))(rows, tensor([0, 1, -1]))).toArray()).toEqual([[11, 2], [3, 14], [5, 16]]);
    expect((vmap((i: Tensor) => gather(rows, i))(tensor([2, 0]))).toArray()).toEqual([[5, 6], [1, 2]]);
    expect(() => jit(vmap((row: Tensor, i: Tensor) => gather(row, i)))(rows, tensor([0, 1, 2]))).toThrow(/outside/);
  });

  it('is not read before it is written, where its loop computes what others want', () => {
    const order = [[1, 0, 2], [0, 1, 1], [2, 2, 0]];
    const f = (v: Tensor): Tensor => tanh(add(tanh(matmul(v, v)), tanh(takeAlongAxis(v, order, { axis: 0 }))));
    const both = (v: Tensor): readonly Tensor[] => [f(v), grad((w: Tensor) => sum(f(w)))(v)];
    expect(() => checkBackends(both, [reshape(arange(9), [3, 3]).div(10)])).not.toThrow();
  });

  it('keeps tangents apart in nested derivatives', () => {
    const f = (v: Tensor): Tensor => sum(mul(square(at(v, Int32Array.of(0, 0)).set([slice(v, 1), slice(v, 2)])), v));
    const [a, b, c] = [1, 2, 3];
    // f = c² a + b³ + c³
    expect(grad(f)(Float64Array.of(a, b, c))).toEqual(Float64Array.of(c ** 2, 3 * b ** 2, 2 * a * c + 3 * c ** 2));
    expect(jvp((v: Tensor) => grad(f)(v), [Float64Array.of(a, b, c)], [Float64Array.of(0, 0, 1)])[1].toArray()).toEqual([2 * c, 0, 2 * a + 6 * c]);
  });
});

describe('at(...).mul, min and max', () => {
  const indices = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 0, maxLength: 9 });
  const host = { mul: (a: number, b: number) => a * b, min: Math.min, max: Math.max };

  it.each(['mul', 'min', 'max'] as const)('%s combines all that an index is given, known or computed', name => {
    fc.assert(
      fc.property(indices, fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 9, maxLength: 9 }), (places, numbers) => {
        const base = [2, -1, 0, 3, 1];
        const updates = Float64Array.from(numbers.slice(0, places.length));
        const expected = base.slice();
        places.forEach((place, i) => (expected[place] = host[name](expected[place]!, updates[i]!)));
        const plus = (found: Tensor): number[] => Array.from(found.data(), value => value + 0);
        const combine = (at_: Tensor): Tensor => at(base, at_)[name](updates);
        expect(plus(combine(tensor(places, 'int32')))).toEqual(expected.map(value => value + 0));
        expect(plus(jit(combine)(tensor(places, 'int32')))).toEqual(expected.map(value => value + 0));
      }),
    );
  });

  it('have exact derivatives of second order where several factors of a place are 0', () => {
    const product = (u: Tensor): Tensor => slice(at([5, 7], Int32Array.of(0, 0, 1)).mul(u), 0);
    expect(hessian(product)(Float64Array.of(0, 0, 2)).toArray()).toEqual([[0, 5, 0], [5, 0, 0], [0, 0, 0]]);
  });

  it('share slopes at a tie as maximum does, and keep infinities', () => {
    expect(grad((u: Tensor) => sum(at([-Infinity, 1], Int32Array.of(0, 1)).max(u)))(Float64Array.of(3, 1))).toEqual(Float64Array.of(1, 0.5));
    expect(at([-Infinity, -Infinity], 0).max(-Infinity).toArray()).toEqual([-Infinity, -Infinity]);
  });

  it('broadcast, take the wider dtype, and map over batches', () => {
    expect(at([[1, 2], [3, 4]], null, 0).mul(10).toArray()).toEqual([[10, 2], [30, 4]]);
    expect(at(tensor([1, 2], 'int32'), 0).min(tensor(0, 'int32')).dtype).toBe('int32');
    expect(at(tensor([1, 2], 'int32'), 0).mul(0.5).toArray()).toEqual([0.5, 2]);
    const rows = vmap((at_: Tensor, u: Tensor) => at([1, 1], at_).mul(u))(tensor([[0, 0], [0, 1]], 'int32'), tensor([[2, 3], [2, 3]]));
    expect(rows.toArray()).toEqual([[6, 1], [2, 3]]);
  });
});
