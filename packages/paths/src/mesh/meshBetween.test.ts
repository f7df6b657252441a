import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meshBetween } from './meshBetween.js';
import { next } from './triMesh.js';

const number = fc.double({ min: 0, max: 1, noNaN: true });
const place = fc.tuple(number, number).map(([x, y]): [number, number] => [100 + 10 * x, -20 + 4 * y]);

describe('meshBetween', () => {
  it('covers a box by right-angled triangles, with the ends of the path among their corners', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 5 }), (path) => {
        const [start, goal] = [path[0]!, path.at(-1)!];
        fc.pre(Math.hypot(goal[0] - start[0], goal[1] - start[1]) > 1e-3);
        const { mesh, origin, ends } = meshBetween([100, -20, 110, -16], path);
        expect(ends.map((vertex) => [origin[0]! + mesh.xs[vertex]!, origin[1]! + mesh.ys[vertex]!]).flat().every((value, i) => Math.abs(value - [...start, ...goal][i]!) < 1e-12)).toBe(true);
        let area = 0;
        for (let h = 0; h < mesh.corners.length; h += 3) {
          const [a, b, c] = [0, 1, 2].map((k) => mesh.corners[h + k]!) as [number, number, number];
          const twice = mesh.side(a, b, mesh.xs[c]!, mesh.ys[c]!);
          const longest = Math.max(...[h, h + 1, h + 2].map((k) => (mesh.xs[mesh.corners[k]!]! - mesh.xs[mesh.corners[next(k)]!]!) ** 2 + (mesh.ys[mesh.corners[k]!]! - mesh.ys[mesh.corners[next(k)]!]!) ** 2));
          expect(twice / longest).toBeCloseTo(0.5, 5);
          area += twice / 2;
        }
        // The outermost points span a square, and the box lies in it.
        const [along, across] = [goal[0] - start[0], goal[1] - start[1]];
        const reach = [[100, -20], [110, -20], [100, -16], [110, -16]].map(([x, y]) => Math.max(Math.abs((x! - start[0]) * along + (y! - start[1]) * across), Math.abs((y! - start[1]) * along - (x! - start[0]) * across)) / Math.hypot(along, across));
        expect(area).toBeGreaterThanOrEqual((2 * Math.max(...reach)) ** 2);
      }),
    );
  });
});
