import fc from 'fast-check';
import { incircle, orient2d } from 'robust-predicates';
import { describe, expect, it } from 'vitest';
import { next, previous } from './triMesh.js';
import { triangulate } from './triangulate.js';

const place = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }));

describe('flipToDelaunay', () => {
  it('leaves no free edge with a corner beyond it inside the circle, and the fixed edges where they are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(place, { minLength: 4, maxLength: 60, selector: ([x, y]) => 100 * x + y }), fc.boolean(), (points, joins) => {
        fc.pre(points.some(([x, y]) => orient2d(...points[0]!, ...points[1]!, x, y) !== 0));
        const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
        // The lowest point, the leftmost first, to the highest one, where nothing lies between: a fixed edge.
        const order = [...points.keys()].sort((a, b) => ys[a]! - ys[b]! || xs[a]! - xs[b]!);
        const [low, high] = [order[0]!, order.at(-1)!];
        const isFree = points.every((point, i) => i === low || i === high || orient2d(...points[low]!, ...points[high]!, ...point) !== 0);
        const fixed: [number, number][] = joins && isFree ? [[low, high]] : [];
        const { corners, twins } = triangulate(xs, ys, fixed, true);
        const endsOf = (h: number): [number, number] => [corners[h]!, corners[next(h)]!];
        let area = 0;
        corners.forEach((a, h) => {
          const [[, b], c, twin] = [endsOf(h), corners[previous(h)]!, twins[h]!];
          const turn = -orient2d(xs[a]!, ys[a]!, xs[b]!, ys[b]!, xs[c]!, ys[c]!);
          expect(turn).toBeGreaterThan(0);
          area += turn / 6;
          if (twin < 0) return;
          expect([twins[twin], endsOf(twin)]).toEqual([h, [b, a]]);
          const d = corners[previous(twin)]!;
          const isFixed = fixed.some((edge) => edge.includes(a) && edge.includes(b));
          if (!isFixed) expect(incircle(xs[a]!, ys[a]!, xs[b]!, ys[b]!, xs[c]!, ys[c]!, xs[d]!, ys[d]!)).toBeLessThanOrEqual(0);
        });
        const plain = triangulate(xs, ys, fixed, false).corners;
        const before = plain.reduce((sum, a, h) => (h % 3 > 0 ? sum : sum - orient2d(xs[a]!, ys[a]!, xs[plain[h + 1]!]!, ys[plain[h + 1]!]!, xs[plain[h + 2]!]!, ys[plain[h + 2]!]!) / 2), 0);
        expect(area).toBeCloseTo(before, 6);
        for (const [a, b] of fixed) expect(corners.some((_, h) => endsOf(h).includes(a) && endsOf(h).includes(b))).toBe(true);
      }),
    );
  });
});
