import { describe, expect, it } from 'vitest';
import { grad, isfinite, isinf, isnan, mul, round, tensor, type Tensor } from '../index.js';

describe('round', () => {
  // Printed by NumPy: np.round(x, decimals).
  it.each<[number, number, number]>([
    [2.5, 0, 2], [3.5, 0, 4], [-0.017, 2, -0.02], [2.345, 2, 2.35], [2.675, 2, 2.68], [1250, -2, 1200], [1350, -2, 1400], [-1234.5678, 3, -1234.568], [17, -3, 0], [0.15, 1, 0.2],
  ])('of %d to %d decimals is NumPy’s', (x, decimals, expected) => expect(round(x, { decimals }).item()).toBe(expected));

  it('has no slope, and takes a whole number of decimals', () => {
    expect(grad((x: Tensor) => mul(x, round(x, { decimals: 1 })))(1.23)).toBe(1.2);
    for (const decimals of [0.5, NaN, Infinity, '1']) expect(() => round(1, { decimals: decimals as number })).toThrow(/round: decimals is .*; give a whole number/);
  });
});

it('what is finite, infinite and neither is told apart', () => {
  const x = [1, -Infinity, NaN, Infinity, -0];
  expect(isfinite(x).toArray()).toEqual([1, 0, 0, 0, 1]);
  expect(isinf(x).toArray()).toEqual([0, 1, 0, 1, 0]);
  expect(isnan(x).toArray()).toEqual([0, 0, 1, 0, 0]);
  expect([isfinite(tensor([3], 'int32')).toArray(), isinf(tensor([3], 'int32')).toArray()]).toEqual([[1], [0]]);
});
