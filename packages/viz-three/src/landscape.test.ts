import { describe, expect, it } from 'vitest';
import { finiteExtent, sampleLandscape } from './landscape.js';

describe('sampleLandscape', () => {
  it('samples row by row, both ends included', () => {
    const { values } = sampleLandscape((x, y) => 10 * x + y, { x: [0, 2], y: [5, 6], columns: 3, rows: 2 });
    expect([...(values as Float64Array)]).toEqual([5, 15, 25, 6, 16, 26]);
  });

  it('writes into a given array', () => {
    const into = new Float64Array(4);
    const { values } = sampleLandscape((x, y) => x + y, { x: [0, 1], y: [0, 1], columns: 2, rows: 2 }, into);
    expect(values).toBe(into);
    expect([...into]).toEqual([0, 1, 1, 2]);
  });

  it.each([
    ['grid-too-small', { x: [0, 1], y: [0, 1], columns: 1, rows: 5 }],
    ['grid-too-small', { x: [0, 1], y: [0, 1], columns: -2, rows: 5 }],
    ['grid-too-small', { x: [0, 1], y: [0, 1], columns: NaN, rows: 5 }],
    ['empty-range', { x: [1, 1], y: [0, 1], columns: 2, rows: 2 }],
    ['empty-range', { x: [0, 1], y: [NaN, 1], columns: 2, rows: 2 }],
    ['empty-range', { x: [0, 1], y: [0, Infinity], columns: 2, rows: 2 }],
  ] as const)('refuses with %s: %o', (code, grid) => {
    expect(() => sampleLandscape(() => 0, grid)).toThrow(expect.objectContaining({ code }));
  });

  it('refuses an array that does not fit', () => {
    const grid = { x: [0, 1], y: [0, 1], columns: 2, rows: 2 } as const;
    expect(() => sampleLandscape(() => 0, grid, new Float64Array(3))).toThrow(
      expect.objectContaining({ code: 'grid-length', message: expect.stringContaining('needs 4 values, but got 3') }),
    );
  });
});

describe('finiteExtent', () => {
  it('leaves out what is not finite', () => {
    expect(finiteExtent([NaN, 3, -Infinity, 7, Infinity])).toEqual([3, 7]);
  });

  it('is [0, 0] where nothing is finite', () => {
    expect(finiteExtent([NaN, Infinity])).toEqual([0, 0]);
  });
});
