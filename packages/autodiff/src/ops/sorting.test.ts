import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { argsort, flip, gather, grad, jit, mul, searchsorted, sort, stack, sum, tensor, vmap, type Tensor } from '../index.js';

/** Few different numbers, so that they tie, and what is special. */
const element = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(NaN, -0, Infinity, -Infinity), fc.double());
const vector = fc.array(element, { maxLength: 40 }).map(list => Float64Array.from(list));
const compiled = { sort: jit((x: Tensor) => sort(x)), argsort: jit((x: Tensor) => argsort(x)) };

describe('sort', () => {
  it('is in order as typed arrays are, and a permutation, plainly and compiled', () => {
    fc.assert(
      fc.property(vector, x => {
        // The order of JavaScript's own, in which -0 and 0 differ and NaN is last.
        const expected = x.slice().sort();
        const order = argsort(x).data();
        expect([...order].sort((a, b) => a - b)).toEqual([...x.keys()]);
        expect(Array.from(sort(x).data(), y => y + 0)).toEqual(Array.from(expected, y => y + 0));
        expect(compiled.argsort(x).data()).toEqual(order);
        expect(compiled.sort(x).data()).toEqual(gather(x, order).data());
      }),
      { numRuns: 60 },
    );
  });

  it('leaves ties in their order', () => {
    expect(argsort([2, 1, 2, 1, NaN, NaN]).toArray()).toEqual([1, 3, 0, 2, 4, 5]);
    expect(compiled.argsort(Float64Array.of(2, 1, 2, 1, NaN, NaN)).toArray()).toEqual([1, 3, 0, 2, 4, 5]);
  });

  it('goes along any axis, and over batches', () => {
    const x = tensor([[3, 1], [1, 2], [2, 0]]);
    expect(sort(x, { axis: 0 }).toArray()).toEqual([[1, 0], [2, 1], [3, 2]]);
    expect(vmap((row: Tensor) => sort(row))(x).toArray()).toEqual(sort(x).toArray());
    expect(jit((y: Tensor) => sort(y, { axis: 0 }))(x).toArray()).toEqual([[1, 0], [2, 1], [3, 2]]);
  });

  it('carries slopes to the places that elements came from', () => {
    const weighted = (x: Tensor): Tensor => sum(mul(sort(x), [1, 10, 100]));
    expect(grad(weighted)(Float64Array.of(3, 1, 2))).toEqual(Float64Array.of(100, 1, 10));
    expect(jit(grad(weighted))(Float64Array.of(3, 1, 2)).toArray()).toEqual([100, 1, 10]);
    expect(vmap((x: Tensor) => grad(weighted)(x))(stack([[3, 1, 2], [1, 2, 3]])).toArray()).toEqual([[100, 1, 10], [1, 10, 100]]);
  });
});

describe('searchsorted', () => {
  it('counts the elements before each value', () => {
    fc.assert(
      fc.property(vector, vector, (x, values) => {
        const sorted = x.slice().sort().map(y => y + 0);
        const isBelow = (a: number, b: number): boolean => a < b || (Number.isNaN(b) && !Number.isNaN(a));
        const count = (holds: (element: number) => boolean): number => sorted.filter(holds).length;
        expect([...searchsorted(sorted, values).data()]).toEqual([...values].map(v => count(y => isBelow(y, v))));
        expect([...searchsorted(sorted, values, { side: 'right' }).data()]).toEqual([...values].map(v => count(y => !isBelow(v, y))));
      }),
      { numRuns: 60 },
    );
  });

  it('takes a vector', () => {
    expect(() => searchsorted([[1, 2]], 1)).toThrow(/sorted vector first, not shape \[1, 2\]/);
    expect(searchsorted(flip([3, 2, 1]), 2.5).item()).toBe(2);
  });
});
