import { describe, expect, it } from 'vitest';
import { heightScale } from './heightScale.js';

describe.each(['linear', 'log'] as const)('heightScale, %s', (scale) => {
  const { heightOf, fractionOf } = heightScale({ lowest: 80, highest: 120, height: 5, scale });

  it('takes the lowest value to 0 and the highest to the height', () => {
    expect([80, 120].map(heightOf)).toEqual([0, 5]);
  });

  it('is increasing', () => {
    const heights = Array.from({ length: 41 }, (_, i) => heightOf(80 + i));
    heights.slice(1).forEach((height, i) => expect(height).toBeGreaterThan(heights[i]!));
  });

  it('takes what lies beyond to the nearest end, and what is no number to the top', () => {
    expect([0, -Infinity, 1e300, Infinity, NaN].map(fractionOf)).toEqual([0, 0, 1, 1, 1]);
  });

  it('is flat where all values are equal', () => {
    const flat = heightScale({ lowest: 3, highest: 3, height: 5, scale });
    expect([2, 3, 4, NaN].map(flat.heightOf)).toEqual([0, 0, 0, 0]);
  });
});

it('a logarithmic scale stretches the neighbourhood of the lowest value', () => {
  const options = { lowest: 0, highest: 1, height: 1 };
  expect(heightScale({ ...options, scale: 'linear' }).heightOf(0.01)).toBe(0.01);
  expect(heightScale({ ...options, scale: 'log' }).heightOf(0.01)).toBeCloseTo(Math.log(2) / Math.log(101), 12);
});
