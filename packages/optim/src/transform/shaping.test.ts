import { tensor } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDecayedWeights, adam, centralize, clip, clipByGlobalNorm, masked, momentum, OptimError } from '../index.js';

const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 8 });

test('clip limits each element', () => {
  const rule = clip(2);
  expect(rule.update({ a: 5, b: [-3, 1] }, {}, { a: 0, b: [0, 0] })[0]).toEqual({ a: 2, b: [-2, 1] });
});

describe('clipByGlobalNorm', () => {
  test('keeps the direction over all leaves and limits the length', () => {
    fc.assert(
      fc.property(numbers, numbers, fc.double({ min: 0.1, max: 100, noNaN: true }), (a, b, limit) => {
        const grads = { a, b: Float64Array.from(b) };
        const [clipped] = clipByGlobalNorm(limit).update(grads, {}, grads);
        const before = Math.hypot(...a, ...b);
        const after = Math.hypot(...clipped.a, ...clipped.b);
        expect(after).toBeCloseTo(Math.min(before, limit), 8);
        a.forEach((g, i) => expect(clipped.a[i]! * before).toBeCloseTo(g * after, 6));
      }),
    );
  });

  test('leaves zero alone', () => {
    expect(clipByGlobalNorm(1).update([0, 0], {}, [0, 0])[0]).toEqual([0, 0]);
  });
});

test('centralize removes the mean of each row of a matrix, and nothing from vectors', () => {
  const grads = { matrix: tensor([[1, 2, 3], [4, 6, 11]]), vector: [1, 2] };
  const [{ matrix, vector }] = centralize().update(grads, {}, grads);
  expect(matrix.toArray()).toEqual([[-1, 0, 1], [-3, -1, 4]]);
  expect(vector).toEqual([1, 2]);
});

test('addDecayedWeights adds a share of the parameters', () => {
  expect(addDecayedWeights(0.5).update([1, 1], {}, [4, -2])[0]).toEqual([3, 0]);
});

test.each([undefined, {}, [{}]])('a chain refuses %j for its state', state => {
  const rule = adam({ learningRate: 0.1 });
  expect(() => rule.update(1, state as never, 1)).toThrow(expect.objectContaining({ code: 'TREE_MISMATCH', message: expect.stringMatching(/what init/) as string }));
});

describe('masked', () => {
  const params = { layers: [{ weight: [1, 2], offset: 3 }, { weight: [4, 5], offset: 6 }], gain: Float64Array.of(7) };
  const mask = { layers: [{ weight: true, offset: false }, true], gain: false };

  test('transforms what the mask selects, whole branches included', () => {
    const rule = masked(clip(0.5), mask);
    expect(rule.update(params, rule.init(params), params)[0]).toEqual({
      layers: [{ weight: [0.5, 0.5], offset: 3 }, { weight: [0.5, 0.5], offset: 0.5 }],
      gain: Float64Array.of(7),
    });
  });

  test('keeps state for the selected leaves only', () => {
    expect(masked(momentum({ decay: 0.9 }), mask).init(params)).toEqual({ velocity: [0, 0, 0, 0, 0] });
  });

  test('of everything is the transformation itself', () => {
    const [plain, all] = [adam({ learningRate: 0.1 }), masked(adam({ learningRate: 0.1 }), true)];
    expect(all.update(params, all.init(params), params)[0]).toEqual(plain.update(params, plain.init(params), params)[0]);
  });

  test('refuses a mask of another structure', () => {
    expect(() => masked(clip(1), { layers: true }).init(params)).toThrow(OptimError);
  });
});
