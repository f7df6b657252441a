import { describe, expect, it } from 'vitest';
import { leastTimePath } from '../search/leastTimePath.js';
import { clearance } from './clearance.js';
import { costField } from './costField.js';
import type { LocalTerm } from './costField.js';

const distance = (x: number, y: number): number => Math.hypot(x, y) - 1;
const length: LocalTerm = (_, step) => Math.hypot(...step);

describe('clearance', () => {
  it('costs nothing far away, most beside and within, and grows smoothly', () => {
    const term = clearance({ distance, within: 2, weight: 5 });
    expect(term([3, 0], [1, 0])).toBe(0);
    expect(term([2, 0], [0, 2])).toBeCloseTo(2 * 5 * 0.25, 12);
    expect(term([1, 0], [1, 0])).toBe(5);
    expect(term([0, 0], [1, 0])).toBe(5);
    expect(term([3 - 1e-4, 0], [1, 0])).toBeLessThan(1e-7);
  });

  it('keeps paths the further away the more it weighs', () => {
    const nearest = [0.2, 2].map((weight) => {
      const yard = costField({ terms: { length, apart: clearance({ distance, within: 2, weight }) }, bounds: [-5, -5, 5, 5], resolution: 6 });
      const { path } = leastTimePath(yard, { from: [-4, 0.2], to: [4, 0] });
      return path.reduce((least, [x, y]) => Math.min(least, distance(x!, y!)), Infinity);
    });
    expect(nearest[1]).toBeGreaterThan(nearest[0]!);
    expect(nearest[1]).toBeGreaterThan(0.8);
  });

  it.each([{ within: 0, weight: 1 }, { within: 1, weight: NaN }])('refuses %j', (options) => {
    expect(() => clearance({ distance, ...options })).toThrow(expect.objectContaining({ code: 'INVALID_COST' }));
  });
});
