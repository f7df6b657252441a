import { add, mul } from '@fermat/autodiff';
import { advance } from '@fermat/optim';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { speedField } from '../field/speedField.js';
import { heightGrid } from '../grid/heightGrid.js';
import { tobler } from '../grid/slopeCost.js';
import { speedGrid } from '../grid/speedGrid.js';
import { regions } from '../regions/regions.js';
import { anyRegions, rectangle } from '../testing/maps.js';
import { stackOf } from '../testing/media.js';
import type { SolvableMedium } from './candidate.js';
import { pathDifference } from './differentPaths.js';
import { iterateLeastTimePath, leastTimePath } from './leastTimePath.js';
import type { LeastTimeOptions, LeastTimeProgress } from './leastTimePath.js';

const posts = regions({
  regions: [2, 5, 8].flatMap((x) => [-2, 0, 2].map((y) => ({ polygon: rectangle(x - 0.4, y - 0.6, x + 0.4, y + 0.6), speed: 0 }))),
  background: 1,
  bounds: [0, -5, 10, 5],
});
const across = { from: [0, 0.1], to: [10, 0] };

const rows = Array.from({ length: 9 }, (_, i) => Array.from({ length: 9 }, (__, j) => 1.5 + Math.sin(i) * Math.cos(j)));
const media: Record<string, readonly [SolvableMedium, LeastTimeOptions]> = {
  polygons: [posts, across],
  layers: [stackOf([10, 10, 10], [0.7, 0.3, 0.45], 20), { via: [[4, 12]] }],
  speeds: [speedGrid({ speeds: rows, bounds: [0, 0, 8, 8] }), { from: [0, 0], to: [8, 7] }],
  heights: [heightGrid({ heights: rows, bounds: [0, 0, 80, 80], cost: tobler() }), { from: [1, 1], to: [75, 60] }],
  'a field': [speedField((_, y) => add(2, mul(0.5, y)), { bounds: [0, 0, 20, 10] }), { from: [0, 0], to: [10, 0] }],
  'a vehicle': [posts, { ...across, agent: { turnRadius: 0.5 } }],
};

describe('iterateLeastTimePath', () => {
  it.each(Object.entries(media))('gives the same bits as the search at once, and tells how far it is: %s', (_, [medium, options]) => {
    const seen: LeastTimeProgress[] = [];
    const search = iterateLeastTimePath(medium, options);
    let step = search.next();
    for (; step.done !== true; step = search.next()) seen.push(step.value);
    expect(step.value).toEqual(leastTimePath(medium, options));
    expect(seen.map(({ evaluations }) => evaluations)).toEqual(seen.map((__, i) => i + 1));
    for (const { time, lowerBound } of seen) expect(lowerBound).toBeLessThanOrEqual(time);
  });

  it('runs for its share of a frame', () => {
    const search = iterateLeastTimePath(posts, across);
    let [frames, frame] = [1, advance(search, { maxEvaluations: 5 })];
    for (; frame.done !== true; frames++) frame = advance(search, { maxEvaluations: 5 });
    expect(frames).toBeGreaterThan(3);
    expect(frame.value.time).toBe(leastTimePath(posts, across).time);
  });

  it('stops when its signal aborts, with the reason of that', () => {
    const controller = new AbortController();
    let calls = 0;
    const onProgress = (): void => {
      if (++calls === 3) controller.abort(new Error('the player moved'));
    };
    expect(() => leastTimePath(posts, { ...across, signal: controller.signal, onProgress })).toThrow('the player moved');
    expect(calls).toBe(3);
    expect(() => leastTimePath(posts, { ...across, signal: { aborted: true } })).toThrow(expect.objectContaining({ code: 'ABORTED' }));
  });
});

describe('a warm start', () => {
  it('finds what a cold one does, after the map has changed', () => {
    fc.assert(
      fc.property(anyRegions, anyRegions, fc.nat(5), (before, after, kept) => {
        const mapOf = (polygons: typeof before) => regions({ regions: polygons, background: 1, bounds: [-4, -4, 14, 14] });
        const ends = { from: [-3, 5], to: [13, 6], certificateBudgetMs: 0 };
        const known = leastTimePath(mapOf(before), ends);
        fc.pre(known.time < Infinity);
        const changed = mapOf([...before.slice(0, kept), ...after.slice(0, 2)]);
        const [cold, warm] = [leastTimePath(changed, ends), leastTimePath(changed, { ...ends, warmStart: known })];
        if (cold.time === Infinity) expect(warm.time).toBe(Infinity);
        else expect(Math.abs(warm.time / cold.time - 1)).toBeLessThan(1e-9);
      }),
      { numRuns: 25 },
    );
  });

  it('takes less work', () => {
    const pieces = (options: LeastTimeOptions): number => Array.from(iterateLeastTimePath(posts, { ...across, certificateBudgetMs: 0, ...options })).length;
    expect(pieces({ warmStart: leastTimePath(posts, across) })).toBeLessThan(pieces({}));
  });

  it('helps over rasters too', () => {
    const [medium, options] = media['speeds']!;
    const known = leastTimePath(medium, options);
    expect(leastTimePath(medium, { ...options, warmStart: known }).time).toBeLessThanOrEqual(known.time);
  });
});

describe('different ways', () => {
  it.each([0, 0.2, 0.5])('differ by the part %s of their length from all faster ones', (minDifference) => {
    const { path, time, alternatives } = leastTimePath(posts, { ...across, alternatives: 6, minDifference });
    const ways = [{ path, time }, ...alternatives];
    ways.forEach((way, i) => {
      for (const faster of ways.slice(0, i)) {
        expect(way.time).toBeGreaterThanOrEqual(faster.time);
        expect(pathDifference(way.path, faster.path)).toBeGreaterThanOrEqual(minDifference);
      }
    });
    expect(alternatives.length).toBeGreaterThan(minDifference === 0.5 ? 0 : 2);
  });

  it('measures how much of a path runs apart', () => {
    const straight = [[0, 0], [10, 0]];
    expect(pathDifference(straight, straight)).toBe(0);
    expect(pathDifference(straight, [[0, 5], [10, 5]])).toBe(1);
    expect(pathDifference(straight, [[0, 0], [5, 0], [5, 9]])).toBeCloseTo(0.48, 2);
  });

  it.each([
    [{ alternatives: -1 }, 'INVALID_ALTERNATIVES'],
    [{ alternatives: NaN }, 'INVALID_ALTERNATIVES'],
    [{ certificateBudgetMs: NaN }, 'INVALID_BUDGET'],
    [{ certificateBudgetMs: -5 }, 'INVALID_BUDGET'],
  ])('refuses %o', (options, code) => {
    expect(() => leastTimePath(posts, { ...across, ...options })).toThrow(expect.objectContaining({ code }));
  });

  it.each([-1, 1.5, NaN])('refuses a difference of %s', (minDifference) => {
    expect(() => leastTimePath(posts, { ...across, minDifference })).toThrow(expect.objectContaining({ code: 'INVALID_DIFFERENCE' }));
  });
});
