import { describe, expect, it } from 'vitest';
import { add, concatenate, exp, grad, jit, jvp, mul, reshape, sin, slice, square, stack, sum, tensor, transpose, vmap, type Tensor } from '../index.js';

const rows = tensor([[1, 2, 3], [4, 5, 6], [0.5, -1, 2], [7, 0, -3]]);

/** The function called on each row, stacked. */
const looped = (f: (x: Tensor) => Tensor, xs: Tensor): Tensor => stack(Array.from({ length: xs.shape[0]! }, (_, i) => f(slice(xs, i))));

describe('vmap', () => {
  const functions: Record<string, (x: Tensor) => Tensor> = {
    'elementwise ops with constants': x => add(mul(x, [1, 2, 3]), 1),
    'sums and broadcasts': x => mul(x, sum(x)),
    'slices and joins': x => concatenate([slice(x, [1, null]), [9], slice(x, 0)]),
    'flips and strides': x => slice(x, [null, null, -2]),
    'reshapes and transposes': x => transpose(reshape(mul(x, [[1], [2]]), [2, 3])),
    'stacks of scalars': x => stack([slice(x, 0), sin(slice(x, 2)), 3]),
    'compiled functions': x => jit((y: Tensor) => exp(sin(y)))(x),
    gradients: x => grad((y: Tensor) => sum(mul(square(y), y)))(x),
    'gradients through compiled functions': x => grad((y: Tensor) => sum(jit((z: Tensor) => square(sin(z)))(y)))(x),
    tangents: x => jvp((y: Tensor) => square(y), [x], [x])[1],
    'what does not depend on it': () => tensor([1, 2]),
  };

  for (const [name, f] of Object.entries(functions)) {
    it(`is a loop over ${name}`, () => {
      const expected = looped(f, rows).toArray();
      expect(vmap(f)(rows).toArray()).toEqual(expected);
      expect(jit((x: Tensor) => vmap(f)(x))(rows).toArray()).toEqual(expected);
    });
  }

  it('maps over chosen axes, and puts the new one where asked', () => {
    const f = (x: Tensor, y: Tensor): Tensor => mul(x, y);
    const xs = tensor([[1, 2], [3, 4], [5, 6]]);
    expect(vmap(f, { inAxes: [1, null] })(xs, Float64Array.of(1, 10, 100)).toArray()).toEqual([[1, 30, 500], [2, 40, 600]]);
    expect(vmap(f, { inAxes: [0, 0], outAxes: 1 })(xs, Float64Array.of(1, 10, 100)).toArray()).toEqual([[1, 30, 500], [2, 40, 600]]);
  });

  it('nests, and is differentiated with closures over outer values', () => {
    const outer = (w: Tensor): Tensor => sum(vmap((x: Tensor) => grad((y: Tensor) => mul(w, mul(y, square(y))))(x))(Float64Array.of(1, 2)));
    expect(outer(tensor(1)).item()).toBe(15);
    expect(grad(outer)(2)).toBe(15);
    const table = vmap((x: Tensor) => vmap((y: Tensor) => mul(x, y))(Float64Array.of(1, 2, 3)))(Float64Array.of(1, 10));
    expect(table.toArray()).toEqual([[1, 2, 3], [10, 20, 30]]);
  });

  it('says what cannot be mapped', () => {
    expect(() => vmap((x: Tensor) => x)(3)).toThrow(/argument 0 is a scalar/);
    expect(() => vmap((x: Tensor[]) => x[0]!)([1, 2])).toThrow(/array of scalars.*typed array/);
    expect(() => vmap((x: Tensor, y: Tensor) => add(x, y))(new Float64Array(2), new Float64Array(3))).toThrow(/3 elements.*2/);
    expect(() => vmap((x: Tensor) => x, { inAxes: null })(new Float64Array(2))).toThrow(/inAxes is null/);
    expect(() => vmap((x: Tensor) => (x.item() > 0 ? x : x))(new Float64Array(2))).toThrow(/traced by vmap/);
  });

  it('stacks results that are numbers, alone and in arrays', () => {
    const rows = Float64Array.of(1, 2);
    expect((vmap<[Tensor], number>(() => 3)(rows) as unknown as Tensor).toArray()).toEqual([3, 3]);
    const [a, b] = vmap<[Tensor], number[]>(() => [4, 5])(rows) as unknown as [Tensor, Tensor];
    expect([a.toArray(), b.toArray()]).toEqual([[4, 4], [5, 5]]);
    expect((vmap<[Tensor], Float64Array>(() => Float64Array.of(6, 7))(rows) as unknown as Tensor).toArray()).toEqual([[6, 7], [6, 7]]);
  });
});
