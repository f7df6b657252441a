import { describe, expect, it } from 'vitest';
import { arrivalTimes, costField, heightGrid, interfaces, layered, leastTimePath, regions, solveLayered, speedField, speedGrid, tobler, verifySnell, windTime } from './index.js';
import type { Polygon, SolvableMedium, Vector } from './index.js';

const bounds = [0, 0, 10, 10];
const square = [[2, 2], [4, 2], [4, 4], [2, 4]];
const pool = (polygon: Polygon, speed = 0): ReturnType<typeof regions> => regions({ regions: [{ polygon, speed }], background: 1, bounds });
const across = (medium: SolvableMedium): number => leastTimePath(medium, { from: [0.5, 0.5], to: [9.5, 9] }).time;
const flat = Array.from({ length: 5 }, () => [1, 1, 1, 1, 1]);
const walled = flat.map(() => [1, 1, 0, 1, 1]);

/** One of each kind of medium in the plane, all of which fill the bounds, and pass everywhere near their lower left corner. */
const media: Readonly<Record<string, SolvableMedium>> = {
  layers: layered({ layers: [{ thickness: 10, speed: 1 }], offset: 0 }),
  'curved layers': interfaces({ layers: [{ speed: 1 }, { speed: 2 }], surfaces: [() => 5], bounds }),
  regions: pool(square),
  'a grid of speeds': speedGrid({ speeds: flat, bounds }),
  'a grid of heights': heightGrid({ heights: flat, bounds, cost: tobler() }),
  'a field': speedField(() => 1, { bounds }),
  'a sum of costs': costField({ terms: { time: speedField(() => 1, { bounds }) }, bounds, resolution: 8 }),
};

const makersOfSpeed: Readonly<Record<string, (speed: number) => unknown>> = {
  layers: (speed) => layered({ layers: [{ thickness: 1, speed }], offset: 1 }),
  'curved layers': (speed) => interfaces({ layers: [{ speed: 1 }, { speed }], surfaces: [() => 5], bounds }),
  regions: (speed) => pool(square, speed),
  'a background': (speed) => regions({ regions: [], background: speed, bounds }),
  'a grid of speeds': (speed) => speedGrid({ speeds: flat.map((row) => row.map(() => speed)), bounds }),
  'a field': (speed) => across(speedField(() => speed, { bounds })),
  wind: (speed) => windTime({ speed, wind: () => [0, 0] }),
};

describe.each(Object.entries(makersOfSpeed))('a speed of %s', (_, make) => {
  it.each([-1, Number.NaN, Infinity, -Infinity, 1e-320])('that is %s is refused by its value', (speed) => {
    expect(() => make(speed)).toThrow(expect.objectContaining({ code: 'INVALID_SPEED', message: expect.stringContaining(`is ${speed}, but`) as string }));
  });
});

describe('a speed of 0', () => {
  it.each(['layers', 'curved layers', 'a field', 'wind'])('is refused in %s, where something has to pass', (kind) => {
    expect(() => makersOfSpeed[kind]!(0)).toThrow(expect.objectContaining({ code: 'INVALID_SPEED', message: expect.stringContaining('is 0, but') as string }));
  });

  it('is impassable in regions and grids', () => {
    expect(across(pool([[1, 1], [9, 1], [9, 8.5], [1, 8.5]]))).toBeGreaterThan(Math.hypot(9, 8.5));
    expect(across(speedGrid({ speeds: walled, bounds }))).toBe(Infinity);
  });
});

describe('a thickness', () => {
  it.each([-1, Number.NaN, Infinity])('of %s is refused', (thickness) => {
    const make = (): unknown => layered({ layers: [{ thickness: 1, speed: 1 }, { thickness, speed: 1 }], offset: 1 });
    expect(make).toThrow(expect.objectContaining({ code: 'INVALID_THICKNESS', message: expect.stringContaining(`layers[1].thickness is ${thickness}`) as string }));
  });

  it('of 0 is skipped, and sets no largest speed', () => {
    const medium = layered({ layers: [{ thickness: 3, speed: 1 }, { thickness: 0, speed: 100 }], offset: 4 });
    expect(solveLayered(medium).time).toBeCloseTo(5, 14);
    expect(leastTimePath(medium).time).toBeCloseTo(5, 14);
  });
});

describe('a polygon', () => {
  const reference = across(pool(square, 3));
  it.each<[string, number[][]]>([
    ['open', square],
    ['closed', [...square, square[0]!]],
    ['clockwise', [...square].reverse()],
    ['with repeated corners', [...square.flatMap((corner) => [corner, corner]), square[0]!, square[0]!]],
  ])('that is %s is the same one', (_, ring) => {
    expect(across(pool(ring, 3))).toBeCloseTo(reference, 12);
  });

  it.each<[string, unknown, string]>([
    ['crosses itself', [[1, 1], [3, 3], [3, 1], [1, 3]], 'its sides 0 and 2 cross'],
    ['runs back along itself', [[1, 1], [3, 1], [5, 1], [3, 1], [3, 3]], 'its sides 1 and 2 cross or run along each other'],
    ['has a hole that crosses itself', [[[1, 1], [9, 1], [9, 9], [1, 9]], [[2, 2], [4, 4], [4, 2], [2, 4]]], 'cross'],
    ['is a line', [[1, 1], [2, 2], [3, 3]], 'all of its corners lie on one line'],
    ['has two corners', [[1, 1], [2, 2], [2, 2], [1, 1]], 'it has 2 different corners'],
    ['is empty', [], 'it has no corners'],
    ['has a corner that is none', [[1, 1], [2, Number.NaN], [3, 1]], 'its corner 1 is no pair of finite coordinates'],
    ['is missing', undefined, 'it has no corners'],
  ])('that %s is refused', (_, ring, fault) => {
    expect(() => pool(ring as Polygon)).toThrow(expect.objectContaining({ code: 'INVALID_POLYGON', message: expect.stringContaining(fault) as string }));
  });
});

describe.each(Object.entries(media))('in %s an end', (_, medium) => {
  it.each<[string, unknown, string, RegExp]>([
    ['outside', [-5, 50], 'OUTSIDE_MEDIUM', /^(from|to) (is \[-5, 50\]|lies at depth 50), outside/],
    ['that is no number', [Number.NaN, 1], 'INVALID_POINT', /is \[NaN, 1\]/],
    ['at infinity', [1, Infinity], 'INVALID_POINT', /is \[1, Infinity\]/],
    ['of another dimension', [1, 1, 1], 'INVALID_POINT', /is \[1, 1, 1\], but the medium is 2D/],
  ])('%s is refused, as a start and as a goal', (__, end, code, message) => {
    const refused = expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as Error;
    expect(() => leastTimePath(medium, { from: end as Vector, to: [1, 0.5] })).toThrow(refused);
    expect(() => leastTimePath(medium, { from: [1, 0.5], to: end as Vector })).toThrow(refused);
  });

  it('that is the other one too is reached at once', () => {
    expect(leastTimePath(medium, { from: [1, 0.5], to: [1, 0.5] })).toMatchObject({ time: 0, path: [[1, 0.5], [1, 0.5]] });
  });
});

describe('a place that cannot be reached', () => {
  it.each<[string, SolvableMedium, Vector, string]>([
    ['an obstacle', pool(square), [3, 3], 'INVALID_SPEED'],
    ['an impassable cell', speedGrid({ speeds: walled, bounds }), [5, 5], 'OUTSIDE_MEDIUM'],
    ['unknown ground', heightGrid({ heights: walled.map((row) => row.map((height) => (height === 0 ? Number.NaN : height))), bounds, cost: tobler() }), [5, 5], 'OUTSIDE_MEDIUM'],
  ])('is no end in %s', (_, medium, inside, code) => {
    expect(() => leastTimePath(medium, { from: inside, to: [1, 1] })).toThrow(expect.objectContaining({ code }));
    expect(() => leastTimePath(medium, { from: [1, 1], to: inside })).toThrow(expect.objectContaining({ code }));
  });

  it.each<[string, SolvableMedium, Vector, Vector]>([
    ['a wall', pool([[4, 0], [6, 0], [6, 10], [4, 10]]), [1, 1], [9, 9]],
    ['a row of impassable cells', speedGrid({ speeds: walled, bounds }), [1, 1], [9, 9]],
    ['a wind stronger than the vehicle', costField({ terms: { time: windTime({ speed: 1, wind: () => [2, 0] }) }, bounds, resolution: 8 }), [9, 5], [1, 5]],
  ])('behind %s is an outcome', (_, medium, from, to) => {
    expect(leastTimePath(medium, { from, to })).toMatchObject({ path: [], time: Infinity, legs: [], certificate: { lowerBound: null, reason: 'no path joins the ends.' } });
  });
});

describe('lengths and sizes', () => {
  it.each<[string, () => unknown, string, string]>([
    ['one surface too many', () => interfaces({ layers: [{ speed: 1 }], surfaces: [() => 5], bounds }), 'INVALID_LAYERS', '1 layers and 1 surfaces'],
    ['rows of different lengths', () => speedGrid({ speeds: [[1, 1], [1]], bounds }), 'INVALID_RASTER', 'row 1 has 1 values and row 0 has 2'],
    ['a grid of one cell', () => speedGrid({ speeds: [[1]], bounds }), 'INVALID_RASTER', '1 rows of 1 values'],
    ['heights of one cell', () => heightGrid({ heights: [[1]], bounds, cost: tobler() }), 'INVALID_RASTER', '1 rows of 1 values'],
    ['no rows', () => speedGrid({ speeds: [], bounds }), 'INVALID_RASTER', '0 rows'],
    ['a hole in a row', () => heightGrid({ heights: [[1, null], [1, 1]] as unknown as number[][], bounds, cost: tobler() }), 'INVALID_RASTER', 'heights[0][1] is null'],
    ['an infinite height', () => heightGrid({ heights: [[1, Infinity], [1, 1]], bounds, cost: tobler() }), 'INVALID_HEIGHT', 'heights[0][1] is Infinity'],
    ['no layers', () => layered({ layers: [], offset: 1 }), 'NO_LAYERS', 'layers is []'],
    ['layers without thickness', () => layered({ layers: [{ thickness: 0, speed: 1 }], offset: 1 }), 'NO_THICKNESS', 'every layer has thickness 0'],
    ['no ends', () => leastTimePath(media['regions']!), 'NO_ENDS', 'say where the path starts and ends'],
    ['no sources', () => arrivalTimes(speedGrid({ speeds: flat, bounds }), { sources: [] }), 'NO_SOURCES', 'nowhere to start'],
    ['a path of one point', () => verifySnell([[1, 1]], pool(square)), 'PATH_TOO_SHORT', 'the path has 1 point'],
    ['no path', () => verifySnell(undefined as unknown as number[][], pool(square)), 'PATH_TOO_SHORT', 'the path is undefined'],
  ])('%s', (_, run, code, message) => {
    expect(run).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) as string }));
  });
});

describe.each<[string, (box: readonly number[]) => unknown]>([
  ['regions', (box) => regions({ regions: [], background: 1, bounds: box })],
  ['curved layers', (box) => interfaces({ layers: [{ speed: 1 }, { speed: 2 }], surfaces: [() => 5], bounds: box })],
  ['a grid of speeds', (box) => speedGrid({ speeds: flat, bounds: box })],
  ['a grid of heights', (box) => heightGrid({ heights: flat, bounds: box, cost: tobler() })],
  ['a field', (box) => speedField(() => 1, { bounds: box })],
  ['a sum of costs', (box) => costField({ terms: { time: () => 1 }, bounds: box })],
])('bounds of %s', (_, make) => {
  it.each<unknown>([undefined, 'box', [0, 0, 1], [1, 0, 0, 1], [0, 0, 0, 1], [0, 0, Number.NaN, 1], [0, 0, Infinity, 1]])('that are %j are refused', (box) => {
    expect(() => make(box as readonly number[])).toThrow(expect.objectContaining({ code: 'INVALID_BOUNDS' }));
  });
});
