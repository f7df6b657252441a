import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { norm, scale, subtract } from '../../geometry/vector.js';
import { fitSpeeds } from '../../sensitivity/fitSpeeds.js';
import { sensitivity } from '../../sensitivity/sensitivity.js';
import type { Sensitivity } from '../../sensitivity/sensitivity.js';
import type { RegionDerivatives } from './regionDerivatives.js';
import { regions } from '../regions.js';

interface Scene {
  /** One ring for each region. */
  readonly rings: readonly (readonly (readonly number[])[])[];
  /** Of each region, and of the background. */
  readonly speeds: readonly number[];
  readonly from: readonly number[];
  readonly to: readonly number[];
}

function solve({ rings, speeds, from, to }: Scene): Sensitivity<RegionDerivatives> & { readonly contacts: string } {
  const map = regions({
    regions: rings.map((polygon, i) => ({ polygon, speed: speeds[i]! })),
    background: speeds[rings.length]!,
    bounds: [-10, -10, 10, 10],
  });
  const [best, ...alternatives] = map.candidates(from, to);
  const { path, time } = best!;
  const contacts = map.trace(path).map(({ name, kind }) => `${name} ${kind}`);
  return { ...sensitivity({ path, time, alternatives }, map), contacts: contacts.join() };
}

const combine = (a: readonly number[], by: number, b: readonly number[]): number[] => a.map((value, i) => value + by * b[i]!);
const moved = (scene: Scene, change: Scene, by: number): Scene => ({
  rings: scene.rings.map((ring, i) => ring.map((corner, k) => combine(corner, by, change.rings[i]![k]!))),
  speeds: combine(scene.speeds, by, change.speeds),
  from: combine(scene.from, by, change.from),
  to: combine(scene.to, by, change.to),
});

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);
function predicted(all: RegionDerivatives, change: Scene): number {
  const corners = change.rings.map((ring, i) => ring.reduce((sum, corner, k) => sum + dot(all.corners[i]![0]![0]![k]!, corner), 0));
  return corners.reduce((a, b) => a + b, 0) + dot(all.speeds, change.speeds) + dot(all.from, change.from) + dot(all.to, change.to);
}

const unit = fc.integer({ min: -1000, max: 1000 }).map((i) => i / 1000);
const pair = fc.tuple(unit, unit);
/** An irregular quadrangle around a centre. */
const quadrangle = fc.tuple(pair, fc.array(fc.integer({ min: 150, max: 400 }), { minLength: 4, maxLength: 4 }), unit).map(([[x, y], radii, turn]) =>
  radii.map((radius, i) => [4 * x + (radius / 100) * Math.cos(turn + (i * Math.PI) / 2), 4 * y + (radius / 100) * Math.sin(turn + (i * Math.PI) / 2)]),
);
const scenes = fc
  .tuple(fc.array(quadrangle, { minLength: 1, maxLength: 3 }), fc.array(fc.integer({ min: 2, max: 40 }), { minLength: 4, maxLength: 4 }), unit, unit)
  .map(([rings, speeds, start, end]): Scene => ({ rings, speeds: [...speeds.slice(0, rings.length), 13].map((speed) => speed / 10), from: [-9, 8 * start], to: [9, 8 * end] }));
const withChange = scenes.chain((scene) =>
  fc.record({
    scene: fc.constant(scene),
    change: fc.record({
      rings: fc.tuple(...scene.rings.map(() => fc.tuple(pair, pair, pair, pair))),
      speeds: fc.tuple(...scene.speeds.map(() => unit)),
      from: pair,
      to: pair,
    }),
  }),
);

describe('the sensitivity of a least-time path through a map of polygons', () => {
  it('is what differences of solutions say: of speeds, corners and ends', () => {
    let checked = 0;
    fc.assert(
      fc.property(withChange, ({ scene, change }) => {
        const all = solve(scene);
        const step = 1e-5;
        const [ahead, behind] = [solve(moved(scene, change, step)), solve(moved(scene, change, -step))];
        // Where the way itself changes within the step, differences say nothing.
        if (!all.differentiable || ahead.contacts !== all.contacts || behind.contacts !== all.contacts) return;
        checked++;
        const difference = (ahead.time - behind.time) / (2 * step);
        expect(Math.abs(difference - predicted(all, change))).toBeLessThan(1e-4 * Math.max(1, Math.abs(difference)));
        const moves = all.pointsChange({ ...change, corners: change.rings.map((ring) => [[ring]]) });
        moves.forEach((move, i) => {
          const shift = norm(subtract(subtract(ahead.points[i]!, behind.points[i]!), scale(move, 2 * step))) / (2 * step);
          expect(shift).toBeLessThan(1e-3 * Math.max(1, norm(move)));
        });
      }),
      { numRuns: 12 },
    );
    expect(checked).toBeGreaterThan(5);
  });

  it('pulls at the corner that a path turns around, and at no other', () => {
    const scene: Scene = { rings: [[[-1, -9], [1, -9], [1, 2], [-1, 2]]], speeds: [0, 1], from: [-5, 0], to: [5, 0] };
    const { corners, speeds } = solve(scene);
    const [ring] = corners[0]![0]!;
    expect(ring![0]).toEqual([0, 0]);
    expect(ring![3]![1]).toBeCloseTo(2 / Math.hypot(4, 2), 12);
    expect(ring![2]![1]).toBeCloseTo(2 / Math.hypot(4, 2), 12);
    expect([...speeds]).toEqual([0, -(2 * Math.hypot(4, 2) + 2)].map((value) => expect.closeTo(value, 12) as number));
  });

  it('tells regions of equal speed apart, and moves crossings of sides', () => {
    const scene: Scene = { rings: [[[-4, -10], [0, -10], [0, 10], [-4, 10]], [[0, -10], [4, -10], [4, 10], [0, 10]]], speeds: [2, 2, 1], from: [-9, 0], to: [9, 0] };
    const { speeds } = solve(scene);
    expect([...speeds]).toEqual([-1, -1, -10].map((value) => expect.closeTo(value, 12) as number));
  });

  it('recovers the speeds of regions from travel times', () => {
    const mapOf = (speeds: ArrayLike<number>): ReturnType<typeof regions> =>
      regions({ regions: [{ polygon: [[-3, -5], [3, -5], [3, 5], [-3, 5]], speed: speeds[0]! }], background: speeds[1]!, bounds: [-10, -10, 10, 10] });
    const truth = mapOf([0.6, 1.7]);
    const observed = [[9, 0], [8, 3], [0, 0], [5, -8], [1, 2]].map((to) => ({ from: [-9, -1], to, time: [...truth.candidates([-9, -1], to)][0]!.time }));
    const { speeds } = fitSpeeds(mapOf, observed, { start: [1, 1] });
    expect(speeds[0]).toBeCloseTo(0.6, 6);
    expect(speeds[1]).toBeCloseTo(1.7, 6);
  });
});
