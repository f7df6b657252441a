import { describe, expect, it } from 'vitest';
import { wrongArguments } from '../../../tools/wrongArguments.js';
import * as paths from './index.js';
import type { PiecewiseMedium, SensitiveMedium } from './index.js';

const bounds = (): number[] => [0, 0, 10, 10];
const square = (): number[][] => [[2, 2], [4, 2], [4, 4], [2, 4]];
const rows = (): number[][] => [[1, 2, 1], [1, 1, 1], [1, 1, 1]];
const ends = (): object => ({ from: [1, 1], to: [9, 9] });
const way = (): number[][] => [[1, 1], [9, 9]];
const stack = paths.layered({ layers: [{ thickness: 1, speed: 1 }, { thickness: 1, speed: 2 }], offset: 1 });
const map = paths.regions({ regions: [{ polygon: square(), speed: 0.5 }], background: 1, bounds: bounds() });
const grid = paths.speedGrid({ speeds: rows(), bounds: bounds() });
const hill = paths.heightGrid({ heights: rows(), bounds: bounds(), cost: paths.tobler() });
const times = paths.arrivalTimes(grid, { sources: [[1, 1]] });
const field = paths.speedField((x) => x.add(1), { bounds: bounds() });

/** Calls that are right, of every function that the package exports. */
const calls: Readonly<Record<string, () => [(...given: never[]) => unknown, ...unknown[]]>> = {
  arrivalTimes: () => [paths.arrivalTimes, grid, { sources: [[1, 1]], order: 1 }],
  'arrivalTimes of a front': () => [paths.arrivalTimes, grid, { front: [[-1, 1, 1], [1, 1, 1], [1, 1, 1]] }],
  certify: () => [paths.certify, way(), map, { path: way(), budgetMs: 0 }],
  clearance: () => [paths.clearance, { distance: () => 1, within: 1, weight: 1 }],
  costField: () => [paths.costField, { terms: { risk: () => 1, time: grid }, bounds: bounds(), resolution: 8 }],
  dubinsPath: () => [paths.dubinsPath, { position: [0, 0], headingRad: 0 }, { position: [5, 5], headingRad: 1 }, 1],
  fieldTime: () => [paths.fieldTime, field, { nodes: 4 }],
  fitSpeeds: () => [paths.fitSpeeds, (speeds: Float64Array): SensitiveMedium => paths.layered({ layers: [{ thickness: 1, speed: speeds[0]! }], offset: 1 }), [{ time: 1, sigma: 0.1 }], { start: [1], maxIterations: 5 }],
  heightGrid: () => [paths.heightGrid, { heights: rows(), bounds: bounds(), cost: { pace: () => 1, kinks: [] }, metres: 'surface', maxSlope: 1 }],
  interfaces: () => [paths.interfaces, { layers: [{ speed: 1 }, { speed: 2, name: 'rock' }], surfaces: [() => 5], bounds: bounds() }],
  interfacesLeastTime: () => [paths.interfacesLeastTime, { layers: [{ speed: 1 }, { speed: 2 }], surfaces: [() => 5], bounds: bounds(), ...ends() }],
  isochrones: () => [paths.isochrones, times, [1, 2]],
  isotropic: () => [paths.isotropic, 1],
  iterateLeastTimePath: () => [paths.iterateLeastTimePath, map, { ...ends(), via: [[5, 5]], agent: { turnRadius: 1, fromHeadingRad: 0, toHeadingRad: 1 }, alternatives: 2, minDifference: 0.1 }],
  layered: () => [paths.layered, { layers: [{ thickness: 1, speed: 1, name: 'sand' }, { thickness: 1, speed: 1 }], offset: [1, 2] }],
  layeredLeastTime: () => [paths.layeredLeastTime, { thicknesses: [1, 2], speeds: [1, 2], offset: 1 }],
  layeredLowerBound: () => [paths.layeredLowerBound, stack, 0.3],
  'layeredPath by spans': () => [paths.layeredPath, stack, { spans: [1] }],
  'layeredPath by crossings': () => [paths.layeredPath, stack, { crossings: [1] }],
  layeredTime: () => [paths.layeredTime, stack, { unknowns: 'crossings' }],
  'leastTimePath over a map': () => [paths.leastTimePath, map, { ...ends(), warmStart: { path: way(), time: 12 }, certificateBudgetMs: 0, alternatives: 2 }],
  'leastTimePath over a hill': () => [paths.leastTimePath, hill, { from: [1, 1], to: [1, 2], agent: { maxSlope: 0.5 }, onProgress: () => {}, signal: { aborted: false } }],
  pathDifference: () => [paths.pathDifference, way(), way()],
  pathTime: () => [paths.pathTime, way(), map],
  piecewiseCandidate: () => [paths.piecewiseCandidate, way(), map],
  rWalk: () => [paths.rWalk, { a: 1, b: 1, c: 1, d: -1, slopeFactor: -0.2 }],
  reflect: () => [paths.reflect, [1, 1], [0, 1]],
  refract: () => [paths.refract, [1, 1], [0, 1], 1, 2],
  regions: () => [paths.regions, { regions: [{ polygon: square(), speed: 0.5, name: 'pond' }, { polygon: [[square()]], speed: 0 }], background: 1, bounds: bounds() }],
  regionsLeastTime: () => [paths.regionsLeastTime, { regions: [{ polygon: square(), speed: 0.5 }], background: 1, bounds: bounds(), ...ends() }],
  sensitivity: () => [paths.sensitivity, way(), map],
  'sensitivity of what was found': () => [paths.sensitivity, { path: way(), time: 1 }, map],
  softRegions: () => [paths.softRegions, { regions: [{ polygon: square(), speed: 0 }], background: 1, bounds: bounds(), width: 0.1, obstacleSpeed: 0.1 }],
  solveLayered: () => [paths.solveLayered, stack],
  speedField: () => [paths.speedField, () => 1, { bounds: bounds() }],
  speedGrid: () => [paths.speedGrid, { speeds: rows(), bounds: bounds(), interpolation: 'bicubic' }],
  straightSpans: () => [paths.straightSpans, stack],
  tobler: () => [paths.tobler, { offPath: true }],
  traceRay: () => [paths.traceRay, field, { from: [1, 1], direction: [1, 0], length: 2, until: () => 1 }],
  verifySnell: () => [paths.verifySnell, way(), map, { tolerance: 1e-9 }],
  windTime: () => [paths.windTime, { speed: 1, wind: () => [0, 0] }],
};

/** Media are made by calls of their own. */
const isMade = (value: object): boolean => ('cost' in value && 'dimension' in value) || 'spacing' in value;

describe('a call with anything wrong in one of its arguments', () => {
  it.each(Object.keys(calls))('of %s returns, or throws an error with a code', (name) => {
    const [call, ...given] = calls[name]!();
    expect(() => call(...(given as never[]))).not.toThrow();
    const uncaught: string[] = [];
    for (const { what, args } of wrongArguments(given, isMade)) {
      try {
        call(...(args as never[]));
      } catch (error) {
        if (typeof (error as { code?: unknown }).code !== 'string') uncaught.push(`${what}: ${String(error)}`);
      }
    }
    expect(uncaught).toEqual([]);
  });

  it('is tried for every function that there is', () => {
    const tried = new Set(Object.values(calls).map((make) => make()[0]));
    const exported = Object.entries(paths).filter(([, value]) => typeof value === 'function' && value !== paths.PathsError);
    expect(exported.filter(([, value]) => !tried.has(value as never)).map(([name]) => name)).toEqual([]);
  });
});

describe('options that there are not', () => {
  it('are refused with the names of those that there are', () => {
    const misspelt: object = { ...ends(), certificateBudgetMS: 5 };
    expect(() => paths.leastTimePath(map, misspelt)).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_OPTION', message: 'leastTimePath has no option "certificateBudgetMS": it has from, to, via, agent, alternatives, minDifference, warmStart, certificateBudgetMs, signal, onProgress.' }),
    );
    const agent: object = { maxslope: 0.3 };
    expect(() => paths.leastTimePath(hill, { ...ends(), agent })).toThrow(expect.objectContaining({ code: 'UNKNOWN_OPTION' }));
  });

  it('are refused where they are no object', () => {
    const code = 'INVALID_OPTIONS';
    expect(() => paths.layered(null as never)).toThrow(expect.objectContaining({ code, message: 'layered takes its options as one object, but they are null: pass them by their names, in { }.' }));
    expect(() => paths.verifySnell(way(), map, 1e-9 as never)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a medium', () => {
  it('that cannot do what is asked of it is refused by what it lacks', () => {
    const code = 'INVALID_MEDIUM';
    expect(() => paths.verifySnell(way(), grid as unknown as PiecewiseMedium)).toThrow(
      expect.objectContaining({ code, message: 'verifySnell needs a medium with trace, but this one has no trace: pass what regions, layered or another maker of media that have it returns.' }),
    );
    expect(() => paths.solveLayered(5 as never)).toThrow(expect.objectContaining({ code, message: expect.stringContaining('but this is 5') as string }));
  });
});
