import { add, mul } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { speedField } from '../field/speedField.js';
import type { Point } from '../geometry/vector.js';
import { norm, subtract } from '../geometry/vector.js';
import { heightGrid } from '../grid/heightGrid.js';
import { tobler } from '../grid/slopeCost.js';
import { regions } from '../regions/regions.js';
import { leastTimePath } from '../search/leastTimePath.js';
import { anyRegions, rectangle } from '../testing/maps.js';
import { stackOf } from '../testing/media.js';
import { dubinsPath } from './dubins.js';

const open = regions({ regions: [], background: 2, bounds: [-30, -30, 30, 30] });

/** The sharpest turn of a polyline, relative to that of a circle. */
function sharpness(path: readonly Point[], turnRadius: number): number {
  let most = 0;
  for (let i = 2; i < path.length; i++) {
    const [a, b] = [subtract(path[i - 1]!, path[i - 2]!), subtract(path[i]!, path[i - 1]!)];
    const turn = Math.abs(Math.atan2(a[0]! * b[1]! - a[1]! * b[0]!, a[0]! * b[0]! + a[1]! * b[1]!));
    // Half of the turn of each chord's own arc at most.
    const free = [a, b].reduce((sum, chord) => sum + Math.asin(Math.min(1, norm(chord) / 2 / turnRadius)), 0);
    most = Math.max(most, turn - free);
  }
  return most;
}

describe('leastTimePath for an agent with a turn radius', () => {
  it('drives as Dubins on open ground', () => {
    const coordinate = fc.double({ min: -6, max: 6, noNaN: true });
    const heading = fc.double({ min: -4, max: 4, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(coordinate, coordinate), heading, fc.tuple(coordinate, coordinate), heading, fc.double({ min: 0.3, max: 2, noNaN: true }), (from, fromHeadingRad, to, toHeadingRad, turnRadius) => {
        const way = leastTimePath(open, { from, to, agent: { turnRadius, fromHeadingRad, toHeadingRad } });
        const { length } = dubinsPath({ position: from, headingRad: fromHeadingRad }, { position: to, headingRad: toHeadingRad }, turnRadius);
        expect(Math.abs(way.time - length / 2)).toBeLessThan(1e-9 * Math.max(1, length));
        expect(way.legs.reduce((sum, leg) => sum + leg.time, 0)).toBeCloseTo(way.time, 9);
        expect(way.certificate).toMatchObject({ lowerBound: null, gap: null, reason: expect.stringMatching(/turn radius/) });
      }),
      { numRuns: 8 },
    );
  });

  it('turns nowhere more sharply, and is no faster than what turns on the spot', () => {
    fc.assert(
      fc.property(anyRegions, fc.double({ min: 0.1, max: 1.5, noNaN: true }), (polygons, turnRadius) => {
        const map = regions({ regions: polygons.filter(({ speed }) => speed !== 0), background: 1, bounds: [-5, -5, 15, 15] });
        const ends = { from: [0, 5], to: [10, 5] };
        const way = leastTimePath(map, { ...ends, agent: { turnRadius } });
        expect(way.time).toBeLessThan(Infinity);
        expect(way.time).toBeGreaterThanOrEqual(leastTimePath(map, ends).time * (1 - 1e-3));
        expect(way.path[0]).toEqual(ends.from);
        expect(way.path.at(-1)).toEqual(ends.to);
        expect(sharpness(way.path, turnRadius)).toBeLessThan(1e-6);
        for (const { curvature } of way.legs) expect(Math.abs(curvature!)).toBeLessThanOrEqual((1 + 1e-12) / turnRadius);
      }),
      { numRuns: 8 },
    );
  });

  it('takes the bend of two terrains that a small radius leaves: about the least time itself', () => {
    const terrains = stackOf([5, 5], [1, 3], 10);
    const least = leastTimePath(terrains).time;
    const times = [0.2, 1, 4].map((turnRadius) => leastTimePath(terrains, { agent: { turnRadius } }).time);
    expect(times[0]! / least).toBeLessThan(1.002);
    [least, ...times].slice(1).forEach((time, i) => expect(time).toBeGreaterThan([least, ...times][i]! * (1 - 1e-4)));
  });

  it('goes around walls, if there is room to turn', () => {
    const walls = regions({
      regions: [{ polygon: rectangle(2, -20, 3, 6), speed: 0 }, { polygon: rectangle(6, -6, 7, 20), speed: 0 }],
      background: 1,
      bounds: [-20, -20, 20, 20],
    });
    const ends = { from: [0, 0], to: [10, 0] };
    const way = leastTimePath(walls, { ...ends, agent: { turnRadius: 1, fromHeadingRad: 0, toHeadingRad: 0 } });
    expect(way.time).toBeGreaterThan(leastTimePath(walls, ends).time);
    expect(way.time).toBeLessThan(29.5);
    // It stands before the wall and cannot turn away in time.
    expect(leastTimePath(walls, { ...ends, agent: { turnRadius: 3, fromHeadingRad: 0 } })).toMatchObject({ path: [], time: Infinity, certificate: { reason: expect.stringMatching(/radius 3/) } });
  });

  it('follows curved paths through a field of speeds', () => {
    const ground = speedField((_, depth) => add(2, mul(0.5, depth)), { bounds: [0, 0, 20, 10] });
    const { time } = leastTimePath(ground, { from: [0, 0], to: [10, 0], agent: { turnRadius: 1 } });
    expect(time).toBeGreaterThan(4.1903720506);
    expect(time).toBeLessThan(4.1903720506 * (1 + 1e-3));
  });

  it('passes points in between without a bend', () => {
    const way = leastTimePath(open, { from: [0, 0], to: [8, 0], via: [[4, 3]], agent: { turnRadius: 1 } });
    expect(way.time).toBeGreaterThan(5);
    expect(way.time).toBeLessThan(5.4);
    expect(Math.min(...way.path.map((point) => norm(subtract(point, [4, 3]))))).toBeLessThan(1e-9);
    expect(sharpness(way.path, 1)).toBeLessThan(1e-6);
  });

  it('stands still where it already is, and drives a loop to face another way', () => {
    const here = { from: [1, 2], to: [1, 2] };
    expect(leastTimePath(open, { ...here, agent: { turnRadius: 1 } })).toMatchObject({ path: [[1, 2], [1, 2]], time: 0, legs: [] });
    const turned = leastTimePath(open, { ...here, agent: { turnRadius: 1, fromHeadingRad: 0, toHeadingRad: Math.PI } });
    expect(turned.time).toBeCloseTo((7 * Math.PI) / 6, 9);
  });
});

describe('leastTimePath for an agent with a slope limit', () => {
  const places = Array.from({ length: 31 }, (_, i) => 10 * i - 150);
  const heights = places.map((y) => places.map((x) => 60 * Math.exp(-(x * x + y * y) / 2000)));
  const hill = heightGrid({ heights, bounds: [-150, -150, 150, 150], cost: tobler() });
  const ends = { from: [-100, 0], to: [0, 0] };

  it('zigzags where it turns on the spot, as on ground with that limit', () => {
    const limited = heightGrid({ heights, bounds: [-150, -150, 150, 150], cost: tobler(), maxSlope: 0.15 });
    const way = leastTimePath(hill, { ...ends, agent: { maxSlope: 0.15 } });
    expect(way.time).toBe(leastTimePath(limited, ends).time);
    expect(way.time).toBeGreaterThan(leastTimePath(hill, ends).time);
  });

  it('winds up with a turn radius, nowhere steeper than it may', () => {
    const { path, time } = leastTimePath(hill, { ...ends, agent: { turnRadius: 5, maxSlope: 0.6 } });
    expect(time).toBeGreaterThan(leastTimePath(hill, { ...ends, agent: { maxSlope: 0.6 } }).time);
    expect(time).toBeLessThan(480);
    path.slice(1).forEach((to, i) => {
      const from = path[i]!;
      expect(Math.abs(hill.heightAt(to) - hill.heightAt(from)) / norm(subtract(to, from))).toBeLessThanOrEqual(0.6 + 1e-9);
    });
  });
});

describe('leastTimePath for an agent on rough ground', () => {
  it('finds passages that are narrower than the cells it begins with', () => {
    const places = Array.from({ length: 41 }, (_, i) => 10 * i - 200);
    const heights = places.map((_, j) => places.map((__, i) => 4 * Math.sin(1.7 * i + 2.3 * j) * Math.cos(2.9 * i - 1.1 * j)));
    const rough = heightGrid({ heights, bounds: [-200, -200, 200, 200], cost: tobler() });
    const { path, time } = leastTimePath(rough, { from: [-170, 0], to: [170, 20], agent: { turnRadius: 3, maxSlope: 0.2 } });
    expect(time).toBeLessThan(300);
    expect(sharpness(path, 3)).toBeLessThan(1e-6);
    path.slice(1).forEach((to, i) => expect(Math.abs(rough.heightAt(to) - rough.heightAt(path[i]!)) / norm(subtract(to, path[i]!))).toBeLessThanOrEqual(0.2 + 1e-9));
  });
});

describe('an agent that makes no sense', () => {
  it.each([
    [{ turnRadius: -1 }, 'INVALID_TURN_RADIUS'],
    [{ turnRadius: NaN }, 'INVALID_TURN_RADIUS'],
    [{ turnRadius: 1, fromHeadingRad: NaN }, 'INVALID_HEADING'],
    [{ turnRadius: 1, toHeadingRad: Infinity }, 'INVALID_HEADING'],
    [{ maxSlope: 0.2 }, 'NO_SLOPES'],
    [{ maxSlope: -1 }, 'INVALID_MAX_SLOPE'],
  ])('is refused: %o', (agent, code) => {
    expect(() => leastTimePath(open, { from: [0, 0], to: [1, 0], agent })).toThrow(expect.objectContaining({ code }));
  });

  it('is refused in space', () => {
    const space = speedField(() => 1, { bounds: [0, 0, 0, 1, 1, 1] });
    expect(() => leastTimePath(space, { from: [0, 0, 0], to: [1, 1, 1], agent: { turnRadius: 1 } })).toThrow(expect.objectContaining({ code: 'NOT_PLANAR' }));
  });
});
