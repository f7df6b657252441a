import { add, exp, grad, hessian, jacobian, jit, mul, neg, sin, slice, square, stack, sub, tensor, type Tensor } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layered } from '../layered/layered.js';
import { verifySnell } from '../proof/verifySnell.js';
import { leastTimePath } from '../search/leastTimePath.js';
import type { DifferentiablePath } from '../sensitivity/differentiablePath.js';
import { sensitivity } from '../sensitivity/sensitivity.js';
import type { Sensitivity } from '../sensitivity/sensitivity.js';
import type { CurvedDerivatives } from './curvedDerivatives.js';
import { interfaces } from './interfaces.js';
import { interfacesLeastTime } from './interfacesLeastTime.js';
import type { SurfaceFunction } from './surface.js';

interface Scene {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly speeds: readonly number[];
  readonly depths: readonly number[];
}

const hills: SurfaceFunction = (x) => add(4, mul(0.6, sin(x)));
const slope: SurfaceFunction = (x) => add(7, mul(0.1, x));

function solve({ from, to, speeds, depths }: Scene): Sensitivity<CurvedDerivatives> {
  const surfaces = [hills, slope].map((given, i): SurfaceFunction => (x, y) => add(given(x, y), depths[i]!));
  const ground = interfaces({ layers: speeds.map((speed) => ({ speed })), surfaces, bounds: [-2, 0, 22, 12] });
  return sensitivity(leastTimePath(ground, { from, to }), ground);
}

const combine = (a: readonly number[], by: number, b: readonly number[]): number[] => a.map((value, i) => value + by * b[i]!);
const moved = (scene: Scene, change: Scene, by: number): Scene => ({
  from: combine(scene.from, by, change.from),
  to: combine(scene.to, by, change.to),
  speeds: combine(scene.speeds, by, change.speeds),
  depths: combine(scene.depths, by, change.depths),
});
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);

const unit = fc.integer({ min: -1000, max: 1000 }).map((i) => i / 1000);
const pair = fc.tuple(unit, unit);
const scenes = fc.tuple(unit, unit, fc.array(fc.integer({ min: 10, max: 40 }), { minLength: 3, maxLength: 3 })).map(([start, end, speeds]): Scene => ({
  from: [10 + 8 * start, 0.5],
  to: [10 + 8 * end, 11],
  speeds: speeds.map((speed) => speed / 10),
  depths: [0, 0],
}));
const changes = fc.record({ from: pair, to: pair, speeds: fc.tuple(unit, unit, unit), depths: pair });

describe('the sensitivity of a least-time path through curved layers', () => {
  it('is what differences of solutions say, of the time and of the path', () => {
    let checked = 0;
    fc.assert(
      fc.property(scenes, changes, (scene, change) => {
        const all = solve(scene);
        const step = 1e-5;
        const [ahead, behind] = [solve(moved(scene, change, step)), solve(moved(scene, change, -step))];
        const isSameWay = [ahead, behind].every(({ points }) => points.length === all.points.length && points.every((point, i) => Math.abs(point[0]! - all.points[i]![0]!) < 1e-2));
        if (!all.differentiable || !isSameWay) return;
        checked++;
        const rate = dot(all.from, change.from) + dot(all.to, change.to) + dot(all.speeds, change.speeds) + dot(all.depths, change.depths);
        expect((ahead.time - behind.time) / (2 * step)).toBeCloseTo(rate, 5);
        all.pointsChange(change).forEach((move, i) => {
          move.forEach((value, axis) => expect(Math.abs((ahead.points[i]![axis]! - behind.points[i]![axis]!) / (2 * step) - value)).toBeLessThan(1e-3 * Math.max(1, Math.abs(value))));
        });
      }),
      { numRuns: 12 },
    );
    expect(checked).toBeGreaterThan(6);
  });

  it('is that of layers where surfaces are flat, along a head wave too', () => {
    const crust = interfaces({ layers: [{ speed: 6.2 }, { speed: 8.2 }], surfaces: [() => 36], bounds: [-10, 0, 210, 60] });
    const flat = layered({ layers: [{ thickness: 36, speed: 6.2 }, { thickness: 24, speed: 8.2 }], offset: 0 });
    const ends = { from: [0, 0], to: [200, 0] };
    const way = leastTimePath(crust, ends);
    expect(way.time).toBeCloseTo(31.990412, 6);
    expect(way.legs.map(({ kind }) => kind)).toEqual(['free', 'edge', 'free']);
    expect(verifySnell(way.path, crust).crossings.map(({ kind, ok }) => [kind, ok])).toEqual([['critical', true], ['critical', true]]);
    const [curved, layers] = [sensitivity(way, crust), sensitivity(leastTimePath(flat, ends), flat)];
    expect(curved.differentiable).toBe(true);
    curved.speeds.forEach((value, i) => expect(value).toBeCloseTo(layers.speeds[i]!, 7));
    expect(curved.depths[0]).toBeCloseTo(layers.thicknesses[0]!, 7);
    const change = { speeds: [1, 0], to: [1, 0] };
    const [ours, theirs] = [curved.pointsChange(change), layers.pointsChange(change)];
    ours.forEach((point, i) => point.forEach((value, axis) => expect(value).toBeCloseTo(theirs[i]![axis]!, 5)));
  });
});

describe('interfacesLeastTime', () => {
  it('differentiates by the shape of surfaces, twice, as differences show', () => {
    const along = (parameters: Tensor): DifferentiablePath => {
      const [height, speed, x] = [0, 1, 2].map((i) => slice(parameters, i)) as [Tensor, Tensor, Tensor];
      return interfacesLeastTime({
        layers: [{ speed: 2 }, { speed }],
        surfaces: [(place) => mul(height, sin(place)).add(3)],
        bounds: [-5, 0, 25, 10],
        from: stack([x, 0]),
        to: [9, 9],
      });
    };
    const time = (parameters: Tensor): Tensor => along(parameters).time;
    const at = Float64Array.of(0.4, 5, 3);
    expect(along(tensor(at))).toMatchObject({ differentiable: true, reason: null });
    const curvature = hessian(time)(at).toArray() as number[][];
    const bend = jacobian((parameters: Tensor) => along(parameters).path)(at).toArray() as number[][][];
    const step = 1e-5;
    at.forEach((value, i) => {
      const [ahead, behind] = [step, -step].map((by) => at.map((v, k) => (k === i ? value + by : v))) as [Float64Array, Float64Array];
      expect((time(tensor(ahead)).item() - time(tensor(behind)).item()) / (2 * step)).toBeCloseTo(grad(time)(at)[i]!, 7);
      const [after, before] = [grad(time)(ahead), grad(time)(behind)];
      curvature.forEach((row, k) => expect((after[k]! - before[k]!) / (2 * step)).toBeCloseTo(row[i]!, 5));
      const [there, here] = [ahead, behind].map((parameters) => along(tensor(parameters)).path.toArray() as number[][]) as [number[][], number[][]];
      bend.forEach((point, n) => point.forEach((slopes, axis) => expect((there[n]![axis]! - here[n]![axis]!) / (2 * step)).toBeCloseTo(slopes[i]!, 4)));
    });
    expect(() => jit(time)(at)).toThrow(expect.objectContaining({ code: 'UNKNOWN_NUMBERS' }));
  });
});

describe('a path that creeps over a hill', () => {
  const along = (parameters: Tensor): DifferentiablePath => {
    const [height, rock, x] = [0, 1, 2].map((i) => slice(parameters, i)) as [Tensor, Tensor, Tensor];
    return interfacesLeastTime({
      layers: [{ speed: 1 }, { speed: rock }],
      surfaces: [(place) => sub(3, mul(height, exp(neg(square(place)))))],
      bounds: [-5, 0, 5, 5],
      from: stack([x, 2.8]),
      to: [2, 3.2],
    });
  };
  const time = (parameters: Tensor): Tensor => along(parameters).time;
  const at = Float64Array.of(1.2, 0.4, -2.5);

  it('has the derivatives that differences show, twice', () => {
    expect(along(tensor(at))).toMatchObject({ differentiable: true, reason: null });
    const [slope, curvature] = [grad(time)(at), hessian(time)(at).toArray() as number[][]];
    const step = 1e-5;
    at.forEach((_, i) => {
      const [ahead, behind] = [step, -step].map((by) => at.map((v, k) => (k === i ? v + by : v))) as [Float64Array, Float64Array];
      expect((time(tensor(ahead)).item() - time(tensor(behind)).item()) / (2 * step)).toBeCloseTo(slope[i]!, 7);
      const [after, before] = [grad(time)(ahead), grad(time)(behind)];
      curvature.forEach((row, k) => expect((after[k]! - before[k]!) / (2 * step)).toBeCloseTo(row[i]!, 5));
    });
  });

  it('moves with the ground, and as fast as its points say', () => {
    const moved = (by: number): Sensitivity<CurvedDerivatives> => {
      const hill = interfaces({ layers: [{ speed: 1 + by }, { speed: 0.4 - by }], surfaces: [(place) => sub(3 + by, mul(1.2, exp(neg(square(place)))))], bounds: [-5, 0, 5, 5] });
      return sensitivity(leastTimePath(hill, { from: [-2.5 + by, 2.8], to: [2, 3.2] }), hill);
    };
    const step = 1e-6;
    const [here, ahead, behind] = [moved(0), moved(step), moved(-step)];
    expect(here.differentiable).toBe(true);
    const rate = here.from[0]! + here.speeds[0]! - here.speeds[1]! + here.depths[0]!;
    expect((ahead.time - behind.time) / (2 * step)).toBeCloseTo(rate, 7);
    const changes = here.pointsChange({ from: [1, 0], speeds: [1, -1], depths: [1] });
    expect(changes).toHaveLength(here.points.length);
    changes.forEach((change, i) => change.forEach((value, axis) => expect((ahead.points[i]![axis]! - behind.points[i]![axis]!) / (2 * step)).toBeCloseTo(value, 4)));
  });
});

describe('a least-time path between two places in one curved layer', () => {
  it('cuts through a fast mound beside it, as Snell says', () => {
    const mound: SurfaceFunction = (x) => add(5, mul(0.01, square(sub(x, 20))));
    const ground = interfaces({ layers: [{ name: 'clay', speed: 1 }, { name: 'rock', speed: 4 }], surfaces: [mound], bounds: [0, 0, 40, 20] });
    const way = leastTimePath(ground, { from: [2, 4], to: [38, 4] });
    expect(way.legs.map(({ region }) => region)).toEqual(['clay', 'rock', 'clay']);
    expect(way.time).toBeLessThan(36);
    expect(verifySnell(way.path, ground).ok).toBe(true);
    expect(leastTimePath(ground, { from: [19, 1], to: [21, 1] }).legs).toHaveLength(1);
  });

  it('obeys Snell where the fast ground is hollow too', () => {
    const hollow: SurfaceFunction = (x) => sub(5, mul(0.01, square(sub(x, 20))));
    const ground = interfaces({ layers: [{ speed: 1 }, { speed: 4 }], surfaces: [hollow], bounds: [0, 0, 40, 20] });
    const way = leastTimePath(ground, { from: [15, 1], to: [25, 1] });
    expect(verifySnell(way.path, ground).ok).toBe(true);
    expect(way.time).toBeLessThanOrEqual(10);
  });
});
