import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { speedGrid } from '../grid/speedGrid.js';
import { stackOf } from '../testing/media.js';
import { leastTimePath } from './leastTimePath.js';

const terrains = stackOf([10, 10, 10], [0.7, 0.3, 0.45], 20);
const park = stackOf([36, 4], [6.2, 8.2], 0);

describe('leastTimePath via points', () => {
  it('takes as long as its stages, and no less than the direct way', () => {
    const coordinate = fc.double({ min: 0, max: 30, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 3 }), (via) => {
        const way = leastTimePath(terrains, { via });
        const stops = [terrains.from, ...via, terrains.to];
        const stages = stops.slice(1).map((to, i) => leastTimePath(terrains, { from: stops[i]!, to }));
        expect(way.time).toBeCloseTo(stages.reduce((sum, { time }) => sum + time, 0), 9);
        expect(way.time).toBeGreaterThanOrEqual(leastTimePath(terrains).time * (1 - 1e-12));
        expect(way.legs.reduce((sum, { time }) => sum + time, 0)).toBeCloseTo(way.time, 9);
        expect(way.certificate.lowerBound).toBeLessThanOrEqual(way.time);
        expect(way.certificate.gap).toBeLessThan(1e-12);
        for (const stop of via) expect(way.path).toContainEqual([...stop]);
      }),
    );
  });

  it('is the direct way where it passes them anyway', () => {
    const direct = leastTimePath(terrains);
    const via = leastTimePath(terrains, { via: [direct.path[1]!] });
    expect(via.time).toBeCloseTo(direct.time, 12);
    expect(via.path).toHaveLength(direct.path.length);
  });

  it('knows the other ways of each stage, the faster first', () => {
    const { alternatives, time } = leastTimePath(park, { from: [0, 0], to: [400, 0], via: [[200, 0]], alternatives: 3 });
    expect(alternatives.length).toBeGreaterThan(1);
    let before = time;
    for (const other of alternatives) {
      expect(other.time).toBeGreaterThanOrEqual(before);
      before = other.time;
    }
  });

  it('is no way at all where one stage is none', () => {
    const split = speedGrid({ speeds: [[1, 1, 0, 1, 1], [1, 1, 0, 1, 1]], bounds: [0, 0, 4, 1] });
    expect(leastTimePath(split, { from: [0, 0], to: [1, 0], via: [[4, 0]] })).toMatchObject({ path: [], time: Infinity });
  });
});
