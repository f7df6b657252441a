import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastTimePath } from '../search/leastTimePath.js';
import { sensitivity } from '../sensitivity/sensitivity.js';
import type { Sensitivity } from '../sensitivity/sensitivity.js';
import { ordinaryMedium, stackOf } from '../testing/media.js';
import { layered } from './layered.js';
import type { LayeredDerivatives } from './layeredDerivatives.js';
import { solveLayered } from './solveLayered.js';

/** All that a path through layers depends on, as one vector. */
interface Scene {
  readonly thicknesses: readonly number[];
  readonly speeds: readonly number[];
  readonly from: readonly number[];
  readonly to: readonly number[];
}

function solve({ thicknesses, speeds, from, to }: Scene): { time: number; points: readonly (readonly number[])[] } & Sensitivity<LayeredDerivatives> {
  const layers = thicknesses.map((thickness, i) => ({ thickness, speed: speeds[i]! }));
  const medium = layered({ layers, offset: from.length === 2 ? 0 : [0, 0] });
  return sensitivity(leastTimePath(medium, { from, to }), medium);
}

function moved(scene: Scene, change: Scene, by: number): Scene {
  const add = (key: keyof Scene): readonly number[] => scene[key].map((value, i) => value + by * change[key][i]!);
  return { thicknesses: add('thicknesses'), speeds: add('speeds'), from: add('from'), to: add('to') };
}

/** A change of the layers moves what lies in them: the ends too. */
function carried(scene: Scene, change: Scene): Scene {
  const carry = (point: readonly number[], own: readonly number[]): number[] => {
    const axis = point.length - 1;
    let [depth, moves] = [0, 0];
    scene.thicknesses.forEach((thickness, i) => {
      depth += thickness;
      if (depth <= point[axis]!) moves += change.thicknesses[i]!;
    });
    return own.map((value, i) => (i === axis ? value + moves : value));
  };
  return { ...change, from: carry(scene.from, change.from), to: carry(scene.to, change.to) };
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);
const unit = fc.double({ min: -1, max: 1, noNaN: true });
const size = fc.double({ min: 0.3, max: 3, noNaN: true });
const list = (numbers: fc.Arbitrary<number>, length: number): fc.Arbitrary<number[]> => fc.array(numbers, { minLength: length, maxLength: length });

/** Ends inside the layers, not on their interfaces, in 2D or 3D. */
const scenes = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.constantFrom(1, 2)).chain(([n, axis]) =>
  fc
    .record({ thicknesses: list(size, n), speeds: list(size, n), ends: list(fc.double({ min: 0.05, max: 0.95, noNaN: true }), 2), along: list(fc.double({ min: -5, max: 5, noNaN: true }), 2 * axis) })
    .map(({ thicknesses, speeds, ends, along }): Scene => {
      const thickness = thicknesses.reduce((a, b) => a + b);
      return { thicknesses, speeds, from: [...along.slice(0, axis), ends[0]! * thickness], to: [...along.slice(axis), ends[1]! * thickness] };
    }),
);
const changeOf = ({ thicknesses, from }: Scene): fc.Arbitrary<Scene> =>
  fc.record({ thicknesses: list(unit, thicknesses.length), speeds: list(unit, thicknesses.length), from: list(unit, from.length), to: list(unit, from.length) });

const sceneAndChange = scenes.chain((scene) => fc.tuple(fc.constant(scene), changeOf(scene)));

describe('the sensitivity of a least-time path through layers', () => {
  it('is what differences of solutions say, of refracted rays and head waves, in 2D and 3D', () => {
    let checked = 0;
    fc.assert(
      fc.property(sceneAndChange, ([scene, change]) => {
        const step = 1e-6;
        const [all, ahead, behind] = [solve(scene), solve(moved(scene, carried(scene, change), step)), solve(moved(scene, carried(scene, change), -step))];
        // Where the way itself changes within the step, differences say nothing.
        fc.pre(all.differentiable && all.time > 0.1 && [ahead, behind].every(({ points }) => points.length === all.points.length));
        checked++;
        const derivative = dot(all.speeds, change.speeds) + dot(all.thicknesses, change.thicknesses) + dot(all.from, change.from) + dot(all.to, change.to);
        expect((ahead.time - behind.time) / (2 * step)).toBeCloseTo(derivative, 6);
        const moves = all.pointsChange(change);
        const scale = Math.max(1, ...moves.flat().map(Math.abs));
        moves.forEach((point, i) => {
          point.forEach((value, axis) => {
            const difference = (ahead.points[i]![axis]! - behind.points[i]![axis]!) / (2 * step);
            expect(Math.abs(difference - value)).toBeLessThan(1e-3 * scale);
          });
        });
      }),
      { numRuns: 200 },
    );
    expect(checked).toBeGreaterThan(100);
  });

  it('obeys the laws of scaling: time is a length over a speed', () => {
    fc.assert(
      fc.property(ordinaryMedium, (medium) => {
        const { time, speeds, thicknesses, to } = sensitivity(leastTimePath(medium), medium);
        expect(dot(speeds, medium.speeds)).toBeCloseTo(-time, 9);
        // The end is carried by the layers, so that only its offset is its own.
        expect(dot(thicknesses, medium.thicknesses) + to[0]! * medium.distance).toBeCloseTo(time, 9);
      }),
    );
  });

  it('moves a head wave with its interface', () => {
    const crust = stackOf([36, 100], [6.2, 8.2], 0);
    const all = sensitivity(leastTimePath(crust, { from: [0, 1], to: [200, 1] }), crust);
    expect(all.differentiable).toBe(true);
    expect(all.to[0]).toBeCloseTo(1 / 8.2, 14);
    expect(all.thicknesses[0]).toBeCloseTo(2 * Math.sqrt(1 / 6.2 ** 2 - 1 / 8.2 ** 2), 14);
    const foot = 1 / Math.sqrt((8.2 / 6.2) ** 2 - 1);
    const moves = all.pointsChange({ thicknesses: [1, 0] });
    expect(moves[1]![0]).toBeCloseTo(foot, 12);
    expect(moves[2]![0]).toBeCloseTo(-foot, 12);
    expect(moves[1]![1]).toBe(1);
  });

  it('keeps its digits where the layers are thin', () => {
    const thin = stackOf([1, 3e-12, 1], [1, 2, 1.5], 7);
    const { thicknesses } = sensitivity(leastTimePath(thin), thin);
    // The cosine in the thin layer, by the tangent there.
    const cosine = 1 / Math.hypot(1, solveLayered(thin).tanFastest);
    expect(thicknesses[1]! / (cosine / 2)).toBeCloseTo(1, 9);
  });
});

describe('sensitivity says where there is none, and why', () => {
  const crust = stackOf([36, 100], [6.2, 8.2], 0);
  const twice = stackOf([1, 2, 1], [3, 1, 3], 0);

  it.each([
    ['a tie', twice, { from: [0, 2], to: [100, 2] }, /another path takes as long/],
    ['a start on an interface', crust, { from: [0, 36], to: [10, 3] }, /starts on the interface between layer 1 and layer 2/],
    ['an end on an interface', crust, { from: [0, 3], to: [10, 36] }, /ends on the interface/],
    ['nowhere to go', crust, { from: [0, 3], to: [0, 3] }, /starts at its end/],
  ])('at %s', (_, medium, ends, reason) => {
    const all = sensitivity(leastTimePath(medium, ends), medium);
    expect(all.differentiable).toBe(false);
    expect(all.reason).toMatch(reason);
  });

  it('at a path that is not of least time, or not the best', () => {
    expect(sensitivity([[0, 1], [20, 40], [90, 40]], crust).reason).toMatch(/none of least time: its Snell residual/);
    expect(sensitivity([[0, 1], [200, 1]], crust).reason).toMatch(/none of least time: another takes 31\./);
  });

  it('takes a path that was found otherwise, and knows it among the candidates', () => {
    const terrains = stackOf([10, 10, 10], [0.7, 0.3, 0.45], 20);
    const { path } = leastTimePath(terrains);
    const nearby = path.map((point, i) => (i === 1 ? [point[0]! + 1e-9, point[1]!] : point));
    expect(sensitivity(nearby, terrains)).toMatchObject({ differentiable: true, reason: null });
  });
});
