import { describe, expect, it } from 'vitest';
import { PathHistory } from './pathHistory.js';
import { segmentsOf, watchDisposal } from './testing.js';

const paths = [0, 4, 8].map((x) => [[0, 0], [x, 10], [20, 20]]);

describe('PathHistory', () => {
  it('draws each path in the colour of its iteration, later ones above', () => {
    const history = new PathHistory({ colors: ['#000000', '#ffffff'], elevation: 1, rise: 1 }).update({ paths });
    const segments = segmentsOf(history);
    expect(segments.map(({ color }) => color)).toEqual(['000000', '000000', 'a1a1a1', 'a1a1a1', 'ffffff', 'ffffff']);
    const heights = segments.map(({ to }) => to[1]!);
    expect([heights[0], heights[5]]).toEqual([1, 2]);
    expect(heights[2]).toBeGreaterThan(1);
    expect(heights[2]).toBeLessThan(2);
    expect(segments.map(({ to }) => to[0])).toEqual([0, 20, 4, 20, 8, 20]);
  });

  it('spreads its colours over a total, so that a history still growing keeps them', () => {
    const history = new PathHistory({ colors: ['#000000', '#ffffff'] }).update({ paths: paths.slice(0, 2), total: 3 });
    expect(segmentsOf(history).map(({ color }) => color)).toEqual(['000000', '000000', 'a1a1a1', 'a1a1a1']);
  });

  it('shows none, and frees what it owns', () => {
    const history = new PathHistory().update({ paths: [] });
    expect(segmentsOf(history)).toEqual([]);
    const { owned, disposed } = watchDisposal(history);
    history.dispose();
    expect(owned).toBe(2);
    expect(disposed).toHaveBeenCalledTimes(owned);
  });
});
