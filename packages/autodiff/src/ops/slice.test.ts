import { describe, expect, it } from 'vitest';
import { arange, flip, grad, mul, reshape, slice, sum, type Range, type Tensor } from '../index.js';

/** NumPy's slice.indices, written out from its documentation, over an array. */
function picked<T>(list: readonly T[], start: number | null, stop: number | null, step: number): T[] {
  const n = list.length;
  const fix = (bound: number): number => (bound < 0 ? bound + n : bound);
  const result: T[] = [];
  if (step > 0) {
    const end = Math.min(stop === null ? n : fix(stop), n);
    for (let i = Math.max(start === null ? 0 : fix(start), 0); i < end; i += step) result.push(list[i]!);
  } else {
    const end = Math.max(stop === null ? -1 : fix(stop), -1);
    for (let i = Math.min(start === null ? n - 1 : fix(start), n - 1); i > end; i += step) result.push(list[i]!);
  }
  return result;
}

describe('slice', () => {
  it('takes what NumPy takes, for every small range', () => {
    const bounds = [null, -6, -5, -3, -1, 0, 1, 3, 5, 7];
    const list = [0, 1, 2, 3, 4];
    for (const start of bounds) {
      for (const stop of bounds) {
        for (const step of [-3, -2, -1, 1, 2, 3]) {
          expect(slice(arange(5), [start, stop, step]).toArray(), `${start}:${stop}:${step}`).toEqual(picked(list, start, stop, step));
        }
      }
    }
  });

  it('drops the axes that are indexed and keeps those left out', () => {
    const x = reshape(arange(24), [2, 3, 4]);
    expect(slice(x, 1).shape).toEqual([3, 4]);
    expect(slice(x, null, -1, [0, 2]).toArray()).toEqual([[8, 9], [20, 21]]);
    expect(slice(x, 1, 2, 3).item()).toBe(23);
  });

  it('puts cotangents back where their elements came from', () => {
    const ranges: Range[] = [[0, 3], [null, null, 2], [null, null, -1], [-2, null], 1];
    for (const range of ranges) {
      const weights = slice(arange(1, 6), range);
      const gradient = grad((x: Tensor) => sum(mul(slice(x, range), weights)))(new Float64Array(5));
      const taken = new Set([slice(arange(5), range).toArray()].flat());
      expect(Array.from(gradient)).toEqual([1, 2, 3, 4, 5].map((w, i) => (taken.has(i) ? w : 0)));
    }
  });

  it('flips', () => {
    expect(flip(reshape(arange(4), [2, 2])).toArray()).toEqual([[3, 2], [1, 0]]);
    expect(flip(reshape(arange(4), [2, 2]), 1).toArray()).toEqual([[1, 0], [3, 2]]);
  });

  it('refuses what is out of range, with the size', () => {
    expect(() => slice(arange(3), 3)).toThrow(/index 3 is outside of axis 0, which has 3 elements \(-3 to 2\)/);
    expect(() => slice(arange(3), 0.5)).toThrow(/0.5 is no range/);
    expect(() => slice(arange(3), [0, 2, 0])).toThrow(/step other than 0/);
    expect(() => slice(arange(3), 0, 0)).toThrow(/2 ranges for a value of shape \[3\]/);
  });
});
