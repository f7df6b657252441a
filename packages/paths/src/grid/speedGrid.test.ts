import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { speedGrid } from './speedGrid.js';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const speeds = [[1, 2, 4], [3, 1, 2]];
const grid = speedGrid({ speeds, bounds: [-1, 0, 1, 3] });

describe('speedGrid', () => {
  it('has the given speeds at its points, row 0 at ymin', () => {
    speeds.forEach((row, y) => row.forEach((speed, x) => expect(grid.speedAt([x - 1, 3 * y])).toBe(speed)));
    expect(grid.raster).toMatchObject({ columns: 3, rows: 2, spacing: [1, 3] });
  });

  it('is linear along the axes between them, and between the least and the largest', () => {
    fc.assert(
      fc.property(unit, unit, (right, up) => {
        const lower = 1 + right;
        const upper = 3 - 2 * right;
        expect(grid.speedAt([right - 1, 3 * up])).toBeCloseTo(lower + up * (upper - lower), 13);
        expect(grid.cost([right - 1, 3 * up], [3, 4]) * grid.speedAt([right - 1, 3 * up])).toBeCloseTo(5, 12);
      }),
    );
  });

  it('lets nothing pass outside, nor at a point of speed 0', () => {
    expect(grid.cost([1.01, 0], [1, 0])).toBe(Infinity);
    expect(speedGrid({ speeds: [[0, 1], [1, 1]], bounds: [0, 0, 1, 1] }).cost([0, 0], [1, 0])).toBe(Infinity);
  });

  it.each([
    ['one point', [[1]], 'INVALID_RASTER', /1 rows of 1 values/],
    ['no rows', [], 'INVALID_RASTER', /0 rows/],
    ['rows of different lengths', [[1, 2], [1, 2, 3]], 'INVALID_RASTER', /row 1 has 3 values and row 0 has 2/],
    ['a negative speed', [[1, 2], [1, -2]], 'INVALID_SPEED', /speeds\[1\]\[1\] is -2/],
    ['NaN', [[1, Number.NaN], [1, 2]], 'INVALID_SPEED', /speeds\[0\]\[1\] is NaN/],
  ])('refuses %s', (_, rows, code, message) => {
    const make = (): unknown => speedGrid({ speeds: rows, bounds: [0, 0, 1, 1] });
    expect(make).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) as string }));
  });

  it('refuses bounds that are no rectangle', () => {
    expect(() => speedGrid({ speeds, bounds: [0, 0, 0, 1, 1, 1] })).toThrow(expect.objectContaining({ code: 'INVALID_BOUNDS' }));
  });
});
