import { add, cos, div, mul, sin, sqrt, square, sub } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { norm, scale } from '../geometry/vector.js';
import { traceRay } from '../ray/traceRay.js';
import type { Ray } from '../ray/traceRay.js';
import { fieldTime } from './fieldTime.js';
import { speedField } from './speedField.js';

const squares = (...coordinates: Tensor[]): Tensor => coordinates.map((x) => square(x)).reduce((a, b) => add(a, b));
const ground = speedField((_, depth) => add(2, mul(0.5, depth)), { bounds: [0, 0, 20, 20] });
const fishEye = speedField((x, y) => div(add(1, squares(x, y)), 2), { bounds: [-9, -9, 9, 9] });
const luneburg = speedField((x, y) => div(1, sqrt(sub(2, squares(x, y)))), { bounds: [-1, -1, 1, 1] });
const wavy = speedField((x, y) => add(2, mul(sin(x), cos(y))), { bounds: [-3, -3, 3, 3] });
const angle = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });

const endOf = (ray: Ray): { point: readonly number[]; time: number } => ({ point: ray.points.at(-1)!, time: ray.times.at(-1)! });

describe('traceRay through a field', () => {
  it.each([
    [[10, 0], [4, 5], 4.190372051],
    [[10, 10], [4, 14], 3.367514465],
  ])('follows an arc to %j where the speed grows with the depth', (to, direction, known) => {
    const ray = traceRay(ground, { from: [0, 0], direction, until: ([x]) => x! - 10 });
    const { point, time } = endOf(ray);
    expect(point[0]).toBeCloseTo(to[0]!, 9);
    expect(point[1]).toBeCloseTo(to[1]!, 9);
    expect(time).toBeCloseTo(known, 9);
    expect(time).toBeCloseTo(Math.acosh(1 + (0.25 * (to[0]! ** 2 + to[1]! ** 2)) / (4 * (2 + to[1]! / 2))) / 0.5, 10);
    const radius = Math.hypot((4 * direction[1]!) / direction[0]!, 4);
    for (const [x, y] of ray.points) expect(Math.hypot(x! - (4 * direction[1]!) / direction[0]!, y! + 4)).toBeCloseTo(radius, 9);
  });

  it('goes round circles in the fish-eye, and after the optical path pi through the antipode', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.3, max: Math.PI - 0.3, noNaN: true }), (heading) => {
        const ray = traceRay(fishEye, { from: [1, 0], direction: [Math.cos(heading), Math.sin(heading)], until: ([, y]) => y! });
        const { point, time } = endOf(ray);
        expect(ray.ending).toBe('until');
        expect(point[0]).toBeCloseTo(-1, 8);
        expect(point[1]).toBeCloseTo(0, 8);
        expect(time).toBeCloseTo(Math.PI, 9);
        const centre = 1 / Math.tan(heading);
        for (const [x, y] of ray.points) expect(Math.hypot(x!, y! - centre)).toBeCloseTo(Math.hypot(1, centre), 8);
      }),
      { numRuns: 30 },
    );
  });

  it('gathers parallel rays in one point of the Luneburg lens', () => {
    for (const y of [-0.9, -0.5, -0.1, 0, 0.3, 0.7]) {
      const { point } = endOf(traceRay(luneburg, { from: [-Math.sqrt(1 - y * y), y], direction: [1, 0] }));
      expect(point[0]).toBeCloseTo(1, 9);
      expect(point[1]).toBeCloseTo(0, 9);
    }
  });

  it('is as slow as the place at every point, comes back on itself, and takes the time of its polyline', () => {
    fc.assert(
      fc.property(angle, (heading) => {
        const there = traceRay(wavy, { from: [0.5, -0.2], direction: [Math.cos(heading), Math.sin(heading)], length: 2 });
        expect(there.ending).toBe('length');
        expect(there.lengths.at(-1)).toBe(2);
        there.points.forEach((point, i) => expect(norm(there.momenta[i]!) * wavy.speedAt(point)).toBeCloseTo(1, 10));
        const back = traceRay(wavy, { from: there.points.at(-1)!, direction: scale(there.momenta.at(-1)!, -1), length: 2 });
        expect(endOf(back).point[0]).toBeCloseTo(0.5, 9);
        expect(endOf(back).point[1]).toBeCloseTo(-0.2, 9);
        expect(endOf(back).time).toBeCloseTo(endOf(there).time, 9);
        expect(Math.abs(fieldTime(wavy)(there.points).item() / endOf(there).time - 1)).toBeLessThan(1e-3);
      }),
      { numRuns: 25 },
    );
  });

  it('goes round a great circle of the fish-eye in 3D', () => {
    const ball = speedField((x, y, z) => div(add(1, squares(x, y, z)), 2), { bounds: [-2, -2, -2, 2, 2, 2] });
    const from = [0.48, 0.64, 0.6];
    const ray = traceRay(ball, { from, direction: [-0.8, 0.6, 0], length: Math.PI });
    for (const point of ray.points) expect(norm(point)).toBeCloseTo(1, 9);
    endOf(ray).point.forEach((x, axis) => expect(x).toBeCloseTo(-from[axis]!, 9));
    expect(endOf(ray).time).toBeCloseTo(Math.PI, 9);
  });

  it('ends where it leaves the bounds, where it starts if it leaves at once, and where there is no speed', () => {
    const out = traceRay(wavy, { from: [0, 0], direction: [1, 0] });
    expect(out.ending).toBe('boundary');
    expect(endOf(out).point[0]).toBeCloseTo(3, 12);
    expect(endOf(traceRay(wavy, { from: [3, 0], direction: [1, 0] })).point[0]).toBe(3);
    const pond = speedField((x) => sqrt(sub(1, x)), { bounds: [-1, -1, 1, 1] });
    expect(endOf(traceRay(pond, { from: [0, 0], direction: [1, 0] })).point[0]).toBeCloseTo(1, 6);
  });

  it.each([
    [{ from: [0, 0], direction: [0, 0] }, 'INVALID_DIRECTION'],
    [{ from: [0, 0], direction: [0, 0, 1] }, 'INVALID_DIRECTION'],
    [{ from: [0, 0], direction: [0, 1], length: 0 }, 'INVALID_LENGTH'],
    [{ from: [0, 4], direction: [0, 1] }, 'OUTSIDE_MEDIUM'],
    [{ from: [0, NaN], direction: [0, 1] }, 'INVALID_POINT'],
  ])('refuses %j', (options, code) => {
    expect(() => traceRay(wavy, options)).toThrow(expect.objectContaining({ code }));
  });
});
