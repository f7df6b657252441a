import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastTimePath } from '../search/leastTimePath.js';
import { maungaWhau } from '../testing/maungaWhau.js';
import { heightGrid } from './heightGrid.js';
import type { HeightGrid, HeightGridOptions } from './heightGrid.js';
import { rWalk, tobler } from './slopeCost.js';

const bounds = [0, 0, 100, 100];
const places = Array.from({ length: 21 }, (_, i) => 5 * i);
const groundOf = (height: (x: number, y: number) => number, options: Partial<HeightGridOptions> = {}): HeightGrid =>
  heightGrid({ heights: places.map((y) => places.map((x) => height(x, y))), bounds, cost: tobler(), ...options });
const slopeOf = (slope: number): HeightGrid => groundOf((x) => slope * x);
const bumpy = groundOf((x, y) => 6 * Math.sin(x / 11) * Math.cos(y / 7));
const coordinate = fc.integer({ min: 0, max: 100_000 }).map((value) => value / 1000);
const place = fc.tuple(coordinate, coordinate);

describe('heightGrid', () => {
  it('takes the pace of the slope along the heading', () => {
    const plane = slopeOf(0.2);
    const expected = (slope: number): number => (3.6 / 6) * Math.exp(3.5 * Math.abs(slope + 0.05));
    expect(plane.cost([50, 50], [1, 0])).toBeCloseTo(expected(0.2), 12);
    expect(plane.cost([50, 50], [-2, 0])).toBeCloseTo(2 * expected(-0.2), 12);
    expect(plane.cost([50, 50], [0, 1])).toBeCloseTo(expected(0), 12);
    expect(plane.cost([50, 50], [3, 4])).toBeCloseTo(5 * expected(0.12), 12);
    expect(plane.cost([101, 50], [3, 4])).toBe(Infinity);
    expect(plane.segmentTime([10, 10], [40, 50])).toBeCloseTo(50 * expected(0.12), 9);
  });

  it('times a segment as a fine sum of its costs', () => {
    fc.assert(
      fc.property(place, place, (from, to) => {
        const count = 4000;
        const step = [(to[0] - from[0]) / count, (to[1] - from[1]) / count];
        let total = 0;
        for (let i = 0; i < count; i++) total += bumpy.cost([from[0] + (i + 0.5) * step[0]!, from[1] + (i + 0.5) * step[1]!], step);
        expect(Math.abs(bumpy.segmentTime(from, to) - total)).toBeLessThan(1e-3 * total);
      }),
      { numRuns: 30 },
    );
  });

  it('bounds every path from below, by the height that it gains', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 5 }), (path) => {
        const time = path.slice(1).reduce((sum, to, i) => sum + bumpy.segmentTime(path[i]!, to), 0);
        expect(bumpy.lowerBound(path[0]!, path.at(-1)!).value).toBeLessThanOrEqual(time);
      }),
    );
    const plane = slopeOf(0.2);
    expect(plane.lowerBound([10, 10], [50, 40]).value! / plane.segmentTime([10, 10], [50, 40])).toBeCloseTo(1, 9);
  });

  it('costs a convex function of the direction, which no mixture of two directions undercuts', () => {
    const steep = groundOf((x, y) => 0.9 * x + 4 * Math.sin(y / 9));
    const heading = fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }));
    for (const ground of [steep, groundOf((x) => 0.9 * x, { cost: rWalk() }), groundOf((x) => 0.9 * x, { metres: 'surface' })]) {
      fc.assert(
        fc.property(heading, heading, (a, b) => {
          const at = [33, 44];
          const both = ground.cost(at, [a[0] + b[0], a[1] + b[1]]);
          expect(both).toBeLessThanOrEqual((ground.cost(at, a) + ground.cost(at, b)) * (1 + 1e-9) + 1e-12);
        }),
      );
    }
  });

  it('takes zigzags for what they are: the height gained at the best slope', () => {
    const steep = slopeOf(0.8);
    const best = 1 / 3.5;
    const perHeight = ((3.6 / 6) * Math.exp(3.5 * (best + 0.05))) / best;
    const way = leastTimePath(steep, { from: [10, 50], to: [90, 50] });
    expect(way.time).toBeCloseTo(64 * perHeight, 6);
    expect(way.legs.every(({ kind }) => kind === 'zigzag')).toBe(true);
    // Zigzags of a finite size take as long, as each goes up at the best slope.
    const zigzag = Array.from({ length: 33 }, (_, i) => [10 + 2.5 * i, 50 + (i % 2) * 2.5 * Math.sqrt((0.8 / best) ** 2 - 1)]);
    const time = zigzag.slice(1).reduce((sum, to, i) => sum + steep.segmentTime(zigzag[i]!, to), 0);
    expect(time).toBeCloseTo(way.time, 6);
    expect(leastTimePath(slopeOf(0.2), { from: [10, 50], to: [90, 50] }).legs.every(({ kind }) => kind === 'free')).toBe(true);
  });

  it('climbs no steeper than it may', () => {
    const careful = groundOf((x) => 0.2 * x, { maxSlope: 0.1 });
    const pace = (3.6 / 6) * Math.exp(3.5 * 0.15);
    expect(careful.segmentTime([0, 50], [100, 50])).toBeCloseTo((20 / 0.1) * pace, 9);
    expect(careful.segmentKind([0, 50], [100, 50])).toBe('zigzag');
    expect(careful.segmentKind([0, 0], [10, 90])).toBe('free');
  });

  it('counts metres along the surface where it is told to', () => {
    const onSurface = groundOf((x) => 0.2 * x, { metres: 'surface' });
    expect(onSurface.segmentTime([0, 0], [10, 0]) / slopeOf(0.2).segmentTime([0, 0], [10, 0])).toBeCloseTo(Math.hypot(1, 0.2), 12);
  });

  it('drapes a path over the ground, at every line that it crosses', () => {
    const draped = bumpy.drape([[2, 3], [18, 3], [18, 9]]);
    expect(draped.map(([x, y]) => [x, y])).toEqual([[2, 3], [5, 3], [10, 3], [15, 3], [18, 3], [18, 5], [18, 9]]);
    for (const [x, y, z] of draped) expect(z).toBeCloseTo(bumpy.heightAt([x, y]), 12);
  });

  it('passes no cell beside a height that is not known', () => {
    const gap = groundOf((x, y) => (x === 50 && y !== 0 ? NaN : 0));
    expect(gap.segmentTime([40, 50], [60, 50])).toBe(Infinity);
    expect(gap.segmentTime([45, 50], [45, 60])).toBeLessThan(Infinity);
    expect(leastTimePath(gap, { from: [10, 50], to: [90, 50] }).path).toEqual([]);
    expect(() => leastTimePath(gap, { from: [50, 50], to: [0, 0] })).toThrow(expect.objectContaining({ code: 'OUTSIDE_MEDIUM' }));
  });

  it.each([
    ['no speed at some slope', { cost: (slope: number) => slope }, 'INVALID_COST', /the pace at the slope/],
    ['a pace that mixtures undercut', { cost: (slope: number) => 1 + 0.5 * Math.cos(40 * slope) }, 'INVALID_COST', /not convex/],
    ['a height without end', { heights: [[1, 2], [3, Infinity]] }, 'INVALID_HEIGHT', /heights\[1\]\[1\] is Infinity/],
    ['no slope at all', { maxSlope: 0 }, 'INVALID_MAX_SLOPE', /maxSlope is 0/],
    ['one row', { heights: [[1, 2]] }, 'INVALID_RASTER', /1 rows/],
  ])('refuses %s', (_, options, code, message) => {
    expect(() => groundOf(() => 0, options)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) as string }));
  });
});

describe('leastTimePath around a hill', () => {
  it('leaves no vertices crowded, where moving one of them alone gains nothing to speak of', () => {
    const cells = [...Array(40).keys()];
    const hill = heightGrid({ heights: cells.map((i) => cells.map((j) => 80 * Math.exp(-((i - 20) ** 2 + (j - 18) ** 2) / 60))), bounds: [0, 0, 390, 390], cost: tobler() });
    const { time, certificate } = leastTimePath(hill, { from: [20, 180], to: [370, 200] });
    expect(time).toBeLessThan(301.0363);
    expect(certificate).toMatchObject({ snell: expect.toSatisfy((snell: number) => snell < 1e-2) as number, reason: null });
  });
});

describe('tobler and rWalk', () => {
  it('are the published figures', () => {
    const kmh = (degrees: number): number => 3.6 / tobler().pace(Math.tan((degrees * Math.PI) / 180));
    expect(kmh(0)).toBeCloseTo(5.0367, 4);
    expect(kmh(5)).toBeCloseTo(3.71, 2);
    expect(kmh(-10)).toBeCloseTo(3.86, 2);
    expect(kmh(-2.8624)).toBeCloseTo(6, 3);
    expect(3.6 / tobler({ offPath: true }).pace(0)).toBeCloseTo(0.6 * 5.0367, 4);
    expect(rWalk().pace(-0.3)).toBeCloseTo(0.72 + 0.3 * 1.9998, 12);
  });
});

describe('Maunga Whau', () => {
  const hill = heightGrid({ ...maungaWhau(), cost: tobler() });

  it.each([
    ['up', [2667670, 6479000], [2667800, 6479400], 451.477],
    ['back', [2667800, 6479400], [2667670, 6479000], 483.396],
  ])('is walked %s in less time than over the cells of its grid', (_, from, to, byCells) => {
    const way = leastTimePath(hill, { from, to });
    expect(way.time).toBeLessThan(byCells - 10);
    // Integrated over every height: in pieces between all lines that it crosses, it takes as long.
    const draped = hill.drape(way.path);
    const pace = tobler().pace;
    const inPieces = draped.slice(1).reduce((time, [x, y, z], i) => {
      const [x0, y0, z0] = draped[i]!;
      const length = Math.hypot(x - x0, y - y0);
      const slope = length === 0 ? 0 : (z - z0) / length;
      return time + length * (Math.abs(slope) > 1 / 3.5 ? (Math.abs(slope) * pace(Math.sign(slope) / 3.5)) / (1 / 3.5) : pace(slope));
    }, 0);
    expect(inPieces / way.time).toBeCloseTo(1, 2);
    expect(way.certificate.lowerBound).toBeLessThan(way.time);
    expect(way.legs.reduce((time, leg) => time + leg.time, 0)).toBeCloseTo(way.time, 6);
  });
});
