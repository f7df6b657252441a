import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MinHeap } from './minHeap.js';

describe('MinHeap', () => {
  it('gives its indices in the order of their keys, lowered ones too', () => {
    const keys = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(keys, keys, (first, lowered) => {
        const values = Float64Array.from(first);
        const heap = new MinHeap(values);
        values.forEach((_, index) => heap.push(index));
        lowered.slice(0, first.length).forEach((key, index) => {
          values[index] = Math.min(values[index]!, key);
          heap.push(index);
        });
        const order = Array.from(values, () => heap.pop());
        expect(heap.size).toBe(0);
        expect(new Set(order).size).toBe(values.length);
        expect(order.map((index) => values[index])).toEqual(Array.from(values).sort((a, b) => a - b));
      }),
    );
  });
});
