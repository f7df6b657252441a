import { expect, test } from 'vitest';
import { integral } from './integral.js';

test.each([
  ['a smooth function', (u: number) => Math.exp(3 * u), (Math.exp(3) - 1) / 3, 12],
  ['a step', (u: number) => (u > 0.7 ? 2 : 1), 1.3, 3],
  ['a narrow bell', (u: number) => 1 + 100 * Math.exp(-(((u - 0.3) / 0.003) ** 2)), 1 + 0.3 * Math.sqrt(Math.PI), 9],
  ['an infinite value at the start', (u: number) => 1 / Math.sqrt(u), 2, 6],
  ['an infinite value at the end', (u: number) => (1 - u) ** -0.5, 2, 6],
])('of %s', (_, f, exact, digits) => {
  expect(integral(f, 32)).toBeCloseTo(exact, digits);
});

test('is infinite where nothing ends', () => {
  expect(integral((u) => 1 / u, 1)).toBe(Infinity);
  expect(integral((u) => 1 / Math.abs(u - 1 / 3), 4)).toBe(Infinity);
  expect(integral((u) => (u > 0.5 ? Infinity : 1), 4)).toBe(Infinity);
});

test('ends where no halving helps', () => {
  expect(integral((u) => 1 + Math.abs(Math.sin(1e9 * u)), 1)).toBeCloseTo(1 + 2 / Math.PI, 1);
});
