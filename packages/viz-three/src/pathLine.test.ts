import { describe, expect, it } from 'vitest';
import { PathLine } from './pathLine.js';
import { segmentsOf, watchDisposal } from './testing.js';

describe('PathLine', () => {
  it('joins the points over the ground', () => {
    const line = new PathLine({ elevation: 0.5 }).update([[0, 0], [11, 10], Float64Array.of(20, 30, 7)]);
    expect(segmentsOf(line).map(({ from, to }) => [from, to])).toEqual([
      [[0, 0.5, -0], [11, 0.5, -10]],
      [[11, 0.5, -10], [20, 7.5, -30]],
    ]);
  });

  it('refuses less than two points', () => {
    expect(() => new PathLine().update([[0, 0]])).toThrow(expect.objectContaining({ code: 'short-path' }));
  });

  it('frees what it owns', () => {
    const line = new PathLine().update([[0, 0], [1, 1]]);
    const { owned, disposed } = watchDisposal(line);
    line.dispose();
    expect(owned).toBe(2);
    expect(disposed).toHaveBeenCalledTimes(owned);
  });
});
