import { arange, grad, jit, stack, sum, vmap, type Tensor } from '@fermat/autodiff';
import { describe, expect, it } from 'vitest';
import { choice, key, permutation, split } from './index.js';

const COUNT = 20_000;
const sorted = (x: Tensor): number[] => [...x.data()].sort((a, b) => a - b);

/** Pearson's statistic of numbers of draws, which its mean k - 1 exceeds by five deviations once in some millions. */
function expectFrequencies(counts: readonly number[], probabilities: readonly number[]): void {
  const total = counts.reduce((a, b) => a + b, 0);
  const statistic = counts.reduce((sum, n, i) => sum + (n - total * probabilities[i]!) ** 2 / (total * probabilities[i]!), 0);
  const freedom = counts.length - 1;
  expect(statistic).toBeLessThan(freedom + 5 * Math.sqrt(2 * freedom) + 10);
}

const countsOf = (draws: ArrayLike<number>, kinds: number): number[] => {
  const counts = new Array<number>(kinds).fill(0);
  for (const draw of Array.from(draws)) counts[draw]!++;
  return counts;
};

describe('permutation', () => {
  it('has every number once, in an order of its key', () => {
    const found = permutation(key(3), 1000);
    expect(sorted(found)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    expect(found.dtype).toBe('int32');
    expect(permutation(key(3), 1000).toArray()).toEqual(found.toArray());
    expect(permutation(key(4), 1000).toArray()).not.toEqual(found.toArray());
    expect([permutation(key(1), 0).size, permutation(key(1), 1).toArray()]).toEqual([0, [0]]);
  });

  it('is the same compiled and mapped', () => {
    const plain = permutation(key(5), 9).toArray();
    expect(jit((k: Tensor) => permutation(k, 9))(key(5)).toArray()).toEqual(plain);
    expect(vmap((k: Tensor) => permutation(k, 9))(stack([key(5), key(6)])).toArray()).toEqual([plain, permutation(key(6), 9).toArray()]);
  });

  it('has each order as often', () => {
    const orders = vmap((k: Tensor) => permutation(k, 3))(stack(split(key(7), 3000))).data();
    const names = Array.from({ length: 3000 }, (_, i) => orders[3 * i]! * 2 + Number(orders[3 * i + 1]! > orders[3 * i + 2]!));
    expectFrequencies(countsOf(names, 6), new Array<number>(6).fill(1 / 6));
  });

  it('moves rows, with their slopes', () => {
    const rows = arange(6).mul(1);
    expect(sorted(permutation(key(2), rows))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(permutation(key(2), [[1, 2], [1, 2]]).toArray()).toEqual([[1, 2], [1, 2]]);
    expect(grad((x: Tensor) => sum(permutation(key(2), x)))(Float64Array.of(1, 2, 3))).toEqual(Float64Array.of(1, 1, 1));
  });
});

describe('choice', () => {
  it('draws each as often as it is likely', () => {
    expectFrequencies(countsOf(choice(key(1), 5, COUNT).data(), 5), new Array<number>(5).fill(0.2));
    const p = [0.1, 0.2, 0.7];
    expectFrequencies(countsOf(choice(key(2), 3, COUNT, { p }).data(), 3), p);
    expectFrequencies(countsOf(choice(key(2), 3, COUNT, { p: [1, 2, 7] }).data(), 3), p);
  });

  it('draws none twice where it must not', () => {
    const drawn = choice(key(3), 100, [4, 5], { replace: false });
    expect(drawn.shape).toEqual([4, 5]);
    expect(new Set(drawn.data()).size).toBe(20);
    const likely = choice(key(4), 4, 3, { replace: false, p: [0, 1, 1, 1] });
    expect(sorted(likely)).toEqual([1, 2, 3]);
    const first = vmap((k: Tensor) => choice(k, 3, 1, { replace: false, p: [0.1, 0.2, 0.7] }))(stack(split(key(5), 3000)));
    expectFrequencies(countsOf(first.data(), 3), [0.1, 0.2, 0.7]);
  });

  it('gives rows, and their slopes', () => {
    expect(choice(key(1), [[5, 6]], 2).toArray()).toEqual([[5, 6], [5, 6]]);
    expect(choice(key(1), [[5, 6]]).toArray()).toEqual([5, 6]);
    const slopes = grad((x: Tensor) => sum(choice(key(6), x, 100)))(Float64Array.of(1, 2, 3, 4));
    expect(slopes.reduce((a, b) => a + b, 0)).toBe(100);
  });

  it('refuses what cannot be chosen', () => {
    expect(() => choice(key(1), 0)).toThrow(/choosing 1 of 0/);
    expect(() => choice(key(1), 3, 4, { replace: false })).toThrow(/4 of 3 without replacement/);
    expect(() => choice(key(1), 3, 2, { p: [1, 2] })).toThrow(/2 probabilities for 3/);
    expect(() => permutation(key(1), -1)).toThrow(/population of -1/);
    for (const wrong of [-0.1, NaN, Infinity]) expect(() => choice(key(1), 3, 2, { p: [wrong, 1, 2] })).toThrow(new RegExp(`a row with the probability ${wrong}`));
    expect(() => choice(key(1), 3, 2, { p: [0, 0, 0] })).toThrow(/1 different rows where 0 are likely/);
    expect(() => choice(key(1), 3, 2, { p: [0, 0, 1], replace: false })).toThrow(/2 different rows where 1 are likely/);
  });
});
