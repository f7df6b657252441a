import { describe, expect, it } from 'vitest';
import { grad, jit, median, tensor, type Tensor } from '../index.js';

describe('median', () => {
  // Printed by NumPy.
  it.each<[string, Tensor, unknown]>([
    ['np.median([3, 1, 20])', median([3, 1, 20]), 3],
    ['np.median([[10, 7, 4], [3, 2, 1]])', median([[10, 7, 4], [3, 2, 1]]), 3.5],
    ['axis=0', median([[10, 7, 4], [3, 2, 1]], { axis: 0 }), [6.5, 4.5, 2.5]],
    ['axis=1, keepdims', median([[10, 7, 4], [3, 2, 1]], { axis: 1, keepdims: true }), [[7], [2]]],
    ['axis=(0, 1), keepdims', median([[10, 7, 4], [3, 2, 1]], { axis: [0, -1], keepdims: true }), [[3.5]]],
    ['of one', median(5), 5],
    ['of whole numbers', median(tensor([1, 2], 'int32')), 1.5],
    ['of infinities', median([-Infinity, Infinity, Infinity]), Infinity],
  ])('as NumPy: %s', (_, found, expected) => expect(found.toArray()).toEqual(expected));

  it('is NaN where an element is', () => {
    expect(median([[1, NaN, 2], [1, 2, 3]], { axis: 1 }).toArray()).toEqual([NaN, 2]);
  });

  it('has the slope of the elements in the middle, compiled as well', () => {
    const x = Float64Array.of(4, 1, 20, 3);
    const slope = grad((v: Tensor) => median(v));
    expect(slope(x)).toEqual(Float64Array.of(0.5, 0, 0, 0.5));
    expect(tensor(jit(slope)(x)).toArray()).toEqual([0.5, 0, 0, 0.5]);
  });

  it('of no elements is refused', () => {
    expect(() => median([])).toThrow('median of no elements');
    expect(() => median(tensor([[], []]), { axis: 1 })).toThrow('median of no elements');
  });
});
