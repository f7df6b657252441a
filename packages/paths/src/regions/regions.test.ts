import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivalTimes } from '../grid/arrivalTimes.js';
import { speedGrid } from '../grid/speedGrid.js';
import { layered } from '../layered/layered.js';
import { solveLayered } from '../layered/solveLayered.js';
import { pathTime } from '../medium/pathTime.js';
import { verifySnell } from '../proof/verifySnell.js';
import { leastTimePath } from '../search/leastTimePath.js';
import { anyRegions, rectangle, regularPolygon } from '../testing/maps.js';
import { regions } from './regions.js';

const relative = (a: number, b: number): number => Math.abs(a / b - 1);
const kinds = (way: ReturnType<typeof leastTimePath>): string[] => way.legs.map(({ region, kind }) => `${region}, ${kind}`);

describe('leastTimePath through regions', () => {
  it('crosses slabs as solveLayered does', () => {
    const speed = fc.double({ min: -3, max: 3, noNaN: true }).map((power) => 10 ** power);
    fc.assert(
      fc.property(fc.array(speed, { minLength: 1, maxLength: 6 }), fc.double({ min: 0, max: 30, noNaN: true }), (speeds, offset) => {
        const map = regions({
          regions: speeds.map((one, i) => ({ polygon: rectangle(-100, i, 100, i + 1), speed: one })),
          background: 0,
          bounds: [-100, 0, 100, speeds.length],
        });
        const { time } = leastTimePath(map, { from: [0, 0], to: [offset, speeds.length] });
        // Along the border of the map nothing is faster than the layer there.
        expect(relative(time, solveLayered(layered({ layers: speeds.map((one) => ({ thickness: 1, speed: one })), offset })).time)).toBeLessThan(1e-12);
      }),
      { numRuns: 30 },
    );
  });

  it('leaves for a thin fast road, follows its side, and comes back at the critical angle', () => {
    const map = regions({ regions: [{ name: 'road', polygon: rectangle(0, -2.001, 100, -2), speed: 20 }], background: 1, bounds: [0, -5, 100, 5] });
    const way = leastTimePath(map, { from: [10, 0], to: [90, 0] });
    expect(kinds(way)).toEqual(['background, free', 'road, edge', 'background, free']);
    const head = 80 / 20 + 2 * 2 * Math.sqrt(1 - 1 / 400);
    expect(relative(way.time, head)).toBeLessThan(1e-14);
    expect(verifySnell(way.path, map, { tolerance: 1e-12 }).ok).toBe(true);
  });

  it.each([1e-3, 1e-6, 1e-7, 1e-8, 1e-9])('goes through a passage of width %s, around both its corners', (width) => {
    for (const speed of [0, 0.1]) {
      const map = regions({
        regions: [rectangle(4, -10, 6, -width / 2), rectangle(4, width / 2, 6, 10)].map((polygon) => ({ polygon, speed })),
        background: 1,
        bounds: [-10, -10, 10, 10],
      });
      const { time, certificate } = leastTimePath(map, { from: [0, 1], to: [10, -1], certificateBudgetMs: 0 });
      expect(relative(time, 2 * Math.hypot(4, 1 - width / 2) + Math.hypot(2, width))).toBeLessThan(1e-12);
      expect(certificate.lowerBound).toBeLessThanOrEqual(time);
    }
  });

  it('wraps a chain of corners around a disc that nothing passes', () => {
    const disc = regularPolygon(64, 1);
    const map = regions({ regions: [{ polygon: disc, speed: 0 }], background: 1, bounds: [-3, -3, 3, 3] });
    const way = leastTimePath(map, { from: [-2, 0], to: [2, 0.05] });
    // The taut string: the shortest way over any run of corners that stays outside.
    const length = (points: readonly (readonly number[])[]): number => points.slice(1).reduce((sum, [x, y], i) => sum + Math.hypot(x! - points[i]![0]!, y! - points[i]![1]!), 0);
    const strings = disc.flatMap((_, i) => disc.slice(i).map((__, k) => [[-2, 0], ...disc.slice(i, i + k + 1).reverse(), [2, 0.05]]));
    const outside = strings.filter((points) => pathTime(points, map) < Infinity).map(length);
    expect(relative(way.time, Math.min(...outside))).toBeLessThan(1e-14);
    expect(way.legs.filter(({ kind }) => kind === 'obstacle').length).toBeGreaterThanOrEqual(10);
  });

  it.each([1000, 3000])('pulls a path tight over a hill of %i sides', (sides) => {
    const ridge = Array.from({ length: sides + 1 }, (_, i): [number, number] => [-4 + (8 * i) / sides, Math.exp(-((-4 + (8 * i) / sides) ** 2))]);
    const map = regions({ regions: [{ polygon: [...ridge, [4, -2], [-4, -2]], speed: 0.1 }], background: 1, bounds: [-4, -2, 4, 3] });
    const [from, to] = [[-2, 0.5], [2, 0.5]] as const;
    // The taut string is the upper hull.
    const hull: (readonly [number, number])[] = [];
    for (const point of [from, ...ridge.filter(([x]) => Math.abs(x) < 2), to]) {
      const isUnder = ([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): boolean => (bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax) >= 0;
      while (hull.length > 1 && isUnder(hull.at(-2)!, hull.at(-1)!)) hull.pop();
      hull.push(point);
    }
    const length = hull.slice(1).reduce((sum, [x, y], i) => sum + Math.hypot(x - hull[i]![0], y - hull[i]![1]), 0);
    const way = leastTimePath(map, { from, to, certificateBudgetMs: 0 });
    expect(relative(way.time, length)).toBeLessThan(1e-13);
    expect(way.certificate.reason).toBeNull();
  });

  it('goes straight where all faces have the same speed', () => {
    const board = Array.from({ length: 16 }, (_, i) => ({ polygon: rectangle(i % 4, Math.floor(i / 4), (i % 4) + 1, Math.floor(i / 4) + 1), speed: 2 }));
    const map = regions({ regions: board, background: 1, bounds: [0, 0, 4, 4] });
    expect(map.arrangement.faces).toHaveLength(1);
    expect(leastTimePath(map, { from: [0.1, 0.3], to: [3.7, 3.2] })).toMatchObject({ path: [[0.1, 0.3], [3.7, 3.2]], time: Math.hypot(3.6, 2.9) / 2 });
  });

  it('passes where two obstacles touch at a corner, not where they share a side', () => {
    const bounds = [0, 0, 10, 10];
    const touching = regions({ regions: [{ polygon: rectangle(4, 0, 5, 5), speed: 0 }, { polygon: rectangle(5, 5, 6, 10), speed: 0 }], background: 1, bounds });
    const way = leastTimePath(touching, { from: [1, 1], to: [9, 9] });
    expect(way.path).toContainEqual([5, 5]);
    expect(way.time).toBeCloseTo(12, 12);
    const sharing = regions({ regions: [{ polygon: rectangle(4, 0, 5, 6), speed: 0 }, { polygon: rectangle(5, 5, 6, 10), speed: 0 }], background: 1, bounds });
    expect(leastTimePath(sharing, { from: [1, 1], to: [9, 9] })).toMatchObject({ path: [], time: Infinity, certificate: { lowerBound: null } });
  });

  it('agrees with the arrival times over a fine grid', () => {
    const map = regions({ regions: [{ polygon: [[2, 1], [8, 3], [6, 8], [3, 6]], speed: 0.3 }, { polygon: rectangle(0, 8, 10, 9), speed: 4 }], background: 1, bounds: [0, 0, 10, 10] });
    const speeds = Array.from({ length: 201 }, (_, row) => Array.from({ length: 201 }, (__, column) => 1 / map.cost([column / 20, row / 20], [1, 0])));
    const times = arrivalTimes(speedGrid({ speeds, bounds: [0, 0, 10, 10] }), { sources: [[1, 2]] });
    for (const to of [[9, 2], [9, 7], [5, 5], [1, 9.5]]) expect(relative(leastTimePath(map, { from: [1, 2], to }).time, times.at(to))).toBeLessThan(0.03);
  });

  it('takes the same time back, obeys the law of Snell, and is beaten by no path nearby', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })).map(([x, y]) => [x / 4, y / 4]);
    const shift = fc.array(fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(anyRegions, place, place, shift, (list, from, to, shifts) => {
        const map = regions({ regions: list, background: 1, bounds: [0, 0, 10, 10] });
        fc.pre(map.cost(from, [1, 0]) < Infinity && map.cost(to, [1, 0]) < Infinity && (from[0] !== to[0] || from[1] !== to[1]));
        const way = leastTimePath(map, { from, to, certificateBudgetMs: 0 });
        const back = leastTimePath(map, { from: to, to: from, certificateBudgetMs: 0 });
        if (way.time === Infinity) return expect(back.time).toBe(Infinity);
        expect(relative(way.time, back.time)).toBeLessThan(1e-11);
        const report = verifySnell(way.path, map, { tolerance: 1e-6 });
        expect(report.ok, report.summary).toBe(true);
        for (const size of [1e-1, 1e-3]) {
          const moved = way.path.map(([x, y], i) => {
            if (i === 0 || i === way.path.length - 1) return [x!, y!];
            const [dx, dy] = shifts[i % 20]!;
            return [Math.min(Math.max(x! + size * dx, 0), 10), Math.min(Math.max(y! + size * dy, 0), 10)];
          });
          expect(pathTime(moved, map)).toBeGreaterThanOrEqual(way.time * (1 - 1e-12));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('passes along a sliver in bounded time, without turns that save none', () => {
    const fast = { polygon: [[0.2, 0], [-4e-10, 0.2 + 5e-10], [-0.2, 0], [0, -0.2]] as [number, number][], speed: 7 };
    const obstacle = { polygon: [[0.2, 0], [0, 0.2], [-0.2, 0], [0, -0.2]] as [number, number][], speed: 0 };
    const map = regions({ regions: [fast, obstacle], background: 1, bounds: [-4, -4, 14, 14] });
    const { time, path } = leastTimePath(map, { from: [-3, 1], to: [3, -1], certificateBudgetMs: 0 });
    expect(time).toBeCloseTo(6.0272397, 7);
    expect(path.length).toBeLessThan(40);
  });

  it('names the other way around where both are as fast', () => {
    const map = regions({ regions: [{ polygon: regularPolygon(64, 8, [15, 15]), speed: 0.2 }], background: 1, bounds: [0, 0, 30, 30] });
    const way = leastTimePath(map, { from: [1, 15], to: [29, 15] });
    expect(relative(way.alternatives[0]!.time, way.time)).toBeLessThan(1e-12);
    expect(Math.sign(way.alternatives[0]!.path[5]![1]! - 15)).toBe(-Math.sign(way.path[5]![1]! - 15));
  });

  it('stays where it is', () => {
    const map = regions({ regions: [], background: 2, bounds: [0, 0, 1, 1] });
    expect(leastTimePath(map, { from: [0.5, 0.5], to: [0.5, 0.5] })).toMatchObject({ time: 0, legs: [] });
  });
});

describe('regions', () => {
  const map = { regions: [{ polygon: rectangle(1, 1, 2, 2), speed: 0 }], background: 1, bounds: [0, 0, 4, 4] };

  it('refuses what is no map, and says which value', () => {
    const withPolygon = (polygon: unknown) => () => regions({ ...map, regions: [{ polygon: polygon as [number, number][], speed: 1 }] });
    expect(withPolygon([[0, 0], [1, 1], [1, 0], [0, 1]])).toThrow(/regions\[0\].polygon is no polygon: its sides 0 and 2 cross/);
    expect(withPolygon([[0, 0], [1, 1]])).toThrow(/it has 2 different corners/);
    expect(withPolygon([[0, 0], [1, 1], [2, 2]])).toThrow(/all of its corners lie on one line/);
    expect(withPolygon([[0, 0], [2, 0], [1, 0], [1, 1]])).toThrow(/cross or run along each other/);
    expect(withPolygon([[0, 0], [1, Number.NaN], [1, 0]])).toThrow(/its corner 1 is no pair of finite coordinates/);
    expect(withPolygon([])).toThrow(/it has no corners/);
    expect(withPolygon(undefined)).toThrow(/regions\[0\].polygon is no polygon/);
    for (const speed of [-1, Number.NaN, Infinity]) {
      expect(() => regions({ ...map, background: speed })).toThrow(/background is/);
      expect(() => regions({ ...map, regions: [{ polygon: rectangle(0, 0, 1, 1), speed }] })).toThrow(/regions\[0\].speed is/);
    }
    expect(() => regions({ ...map, bounds: [0, 0, 0, 1] })).toThrow(/bounds is/);
  });

  it('takes rings open or closed, either way round, and corners given twice', () => {
    const ring = [[1, 1], [3, 1], [3, 2], [1, 2]];
    const forms = [ring, [...ring, ring[0]!], [...ring].reverse(), ring.flatMap((corner) => [corner, corner]), [ring], [[ring]]];
    const times = forms.map((polygon) => leastTimePath(regions({ ...map, regions: [{ polygon, speed: 0 }] }), { from: [2, 0], to: [2, 3], certificateBudgetMs: 0 }).time);
    expect(new Set(times)).toEqual(new Set([2 * Math.SQRT2 + 1]));
  });

  it('times a segment as its trace does: through polygons, along their sides, from corner to corner', () => {
    const place = fc.double({ min: 0, max: 10, noNaN: true });
    fc.assert(
      fc.property(anyRegions, fc.array(fc.tuple(place, place), { minLength: 2, maxLength: 4 }), (list, points) => {
        const medium = regions({ regions: list, background: 1, bounds: [0, 0, 10, 10] });
        const corners = medium.arrangement.vertices.slice(0, 6);
        const ends = [...points, ...corners];
        for (const from of ends) {
          for (const to of ends) {
            const traced = pathTime([from, to], medium);
            const time = medium.segmentTime(from, to);
            expect(time === traced || Math.abs(time - traced) <= 1e-14 * traced).toBe(true);
          }
        }
      }),
      { numRuns: 40 },
    );
    const medium = regions(map);
    expect(medium.segmentTime([1, 0], [1, 3])).toBe(3);
    expect(medium.segmentTime([1.5, 0], [1.5, 3])).toBe(Infinity);
    expect(medium.segmentTime([1, 0], [1, 5])).toBe(Infinity);
  });

  it('refuses ends where nothing moves', () => {
    const medium = regions(map);
    expect(() => leastTimePath(medium, { from: [1.5, 1.5], to: [3, 3] })).toThrow(/from is \[1.5, 1.5\], where the speed is 0/);
    expect(() => leastTimePath(medium, { from: [3, 3], to: [5, 3] })).toThrow(/to is \[5, 3\], outside the medium/);
    expect(leastTimePath(medium, { from: [1, 1.5], to: [2, 1.5] }).time).toBeCloseTo(2, 14);
  });

  it('lets holes show what lies below, and later regions cover earlier ones', () => {
    const medium = regions({
      regions: [
        { name: 'lake', polygon: [rectangle(1, 1, 9, 9), rectangle(3, 3, 7, 7)], speed: 0.5 },
        { name: 'pier', polygon: [[rectangle(4, 4, 5, 5)], [rectangle(8, 2, 10, 3)]], speed: 3 },
      ],
      background: 1,
      bounds: [0, 0, 10, 10],
    });
    const speedAt = (x: number, y: number): number => 1 / medium.cost([x, y], [1, 0]);
    expect([speedAt(2, 2), speedAt(3.5, 3.5), speedAt(4.5, 4.5), speedAt(8.5, 2.5), speedAt(9.5, 2.5), speedAt(9.5, 5)].map((speed) => Number(speed.toFixed(12)))).toEqual([0.5, 1, 3, 3, 3, 1]);
    expect(speedAt(1, 5)).toBe(1);
    expect(Infinity).toBe(medium.cost([11, 5], [1, 0]));
  });

  it('says that a path through an obstacle is none', () => {
    const medium = regions(map);
    const report = verifySnell([[0, 1.5], [4, 1.5]], medium);
    expect(report.ok).toBe(false);
    expect(report.summary).toContain('the path runs where nothing passes');
    expect(pathTime([[0, 1.5], [4, 1.5]], medium)).toBe(Infinity);
  });
});
