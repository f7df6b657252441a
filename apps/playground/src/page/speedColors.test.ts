import { expect, it } from 'vitest';
import { speedColors, speedScale } from './speedColors.js';

/** Where along all colours one lies. */
function place(color: string): number {
  const [, below = '', percent = ''] = /color-mix\(in srgb, (#\w+), #\w+ ([\d.]+)%\)/.exec(color) ?? [];
  return (speedColors as readonly string[]).indexOf(below) + Number(percent) / 100;
}

it('tells speeds apart by their ratios, from the first colour to the last', () => {
  const colors = speedScale([0, 1, 2, 64]);
  expect([1, 2, 4, 8, 16, 32, 64].map((speed) => place(colors(speed)))).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

it('uses less than all colours for speeds that are close together', () => {
  const colors = speedScale([2, 4]);
  expect([4, 2].map((speed) => place(colors(speed)))).toEqual([6, 3]);
  expect(place(speedScale([3])(3))).toBe(6);
});

it('shows what is no speed as the slowest', () => {
  const colors = speedScale([1, 8]);
  expect([0, -1, NaN].map((speed) => place(colors(speed)))).toEqual([0, 0, 0]);
});
