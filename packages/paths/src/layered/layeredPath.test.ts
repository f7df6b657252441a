import { describe, expect, it } from 'vitest';
import { stackOf } from '../testing/media.js';
import { layered } from './layered.js';
import { layeredPath, straightSpans } from './layeredPath.js';
import { solveLayered } from './solveLayered.js';

const medium = stackOf([1, 2, 3], [1, 2, 1], 6);

describe('layeredPath', () => {
  it('reads spans of all layers, of all but the last, and crossings alike', () => {
    const path = [[0, 0], [3, 1], [4, 3], [6, 6]];
    expect(layeredPath(medium, { spans: [3, 1] })).toEqual(path);
    expect(layeredPath(medium, { spans: [3, 1, 2] })).toEqual(path);
    expect(layeredPath(medium, { crossings: new Float64Array([3, 4]) })).toEqual(path);
  });

  it('takes a solution as it is', () => {
    const solution = solveLayered(medium);
    expect(layeredPath(medium, solution).slice(1, -1)).toEqual([[solution.crossings[0], 1], [solution.crossings[1], 3]]);
  });

  it('lies in the plane of the offset in 3D, and ends at the end exactly', () => {
    const deep = layered({ layers: medium.layers, offset: [0.6, -0.8] });
    const path = layeredPath(deep, { spans: [0.5, 0.25] });
    expect(path[0]).toEqual([0, 0, 0]);
    expect(path[1]).toEqual([0.3, -0.4, 1]);
    expect(path[3]).toEqual([0.6, -0.8, 6]);
  });

  it('goes straight with straight spans', () => {
    expect(layeredPath(medium, { spans: straightSpans(medium) })).toEqual([[0, 0], [1, 1], [3, 3], [6, 6]]);
  });

  it.each([
    ['WRONG_UNKNOWNS', /1 spans, but this medium has 2 .* or 3/, { spans: [1] }],
    ['WRONG_UNKNOWNS', /3 crossings, but this medium has 2/, { crossings: [1, 2, 3] }],
    ['INVALID_UNKNOWN', /unknown 1 is NaN/, { crossings: [1, Number.NaN] }],
    ['INVALID_UNKNOWN', /unknown 0 is Infinity/, { spans: [Infinity, 1] }],
  ])('refuses with %s, %s', (code, message, unknowns) => {
    expect(() => layeredPath(medium, unknowns)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });
});
