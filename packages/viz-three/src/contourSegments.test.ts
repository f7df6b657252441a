import { describe, expect, it } from 'vitest';
import { contourSegments } from './contourSegments.js';

function collect(values: number[], columns: number, rows: number, levels: number[]): number[][] {
  const segments: number[][] = [];
  contourSegments(values, columns, rows, levels, (...segment) => segments.push(segment));
  return segments;
}

describe('contourSegments', () => {
  it('draws the level of a plane as a straight line from edge to edge, and nothing around it', () => {
    const columns = 5;
    const rows = 4;
    const values = Array.from({ length: columns * rows }, (_, i) => i % columns);
    const segments = collect(values, columns, rows, [1.25]);
    segments.forEach(([x0, , x1]) => expect([x0, x1]).toEqual([1.25, 1.25]));
    const ends = segments.flatMap(([, y0, , y1]) => [y0!, y1!]);
    expect([Math.min(...ends), Math.max(...ends)]).toEqual([0, rows - 1]);
    expect(segments.reduce((length, [, y0, , y1]) => length + Math.abs(y1! - y0!), 0)).toBe(rows - 1);
  });

  it('closes around a summit, at the right distance', () => {
    const size = 41;
    const values = Array.from({ length: size * size }, (_, i) => -Math.hypot((i % size) - 20, Math.floor(i / size) - 20));
    const segments = collect(values, size, size, [-12.3]);
    const visits = new Map<string, number>();
    for (const [x0, y0, x1, y1] of segments) {
      expect(Math.hypot(x0! - 20, y0! - 20)).toBeCloseTo(12.3, 1);
      for (const end of [`${x0},${y0}`, `${x1},${y1}`]) visits.set(end, (visits.get(end) ?? 0) + 1);
    }
    expect(new Set(visits.values())).toEqual(new Set([2]));
    const length = segments.reduce((sum, [x0, y0, x1, y1]) => sum + Math.hypot(x1! - x0!, y1! - y0!), 0);
    expect(length).toBeCloseTo(2 * Math.PI * 12.3, 0);
  });

  it('draws nothing for levels that are not reached', () => {
    expect(collect([0, 1, 0, 1], 2, 2, [-1, 2])).toEqual([]);
  });
});
