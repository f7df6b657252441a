import { add, exp, mul, neg, sin, sqrt, square, sub } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import { describe, expect, it } from 'vitest';
import { subtract } from '../geometry/vector.js';
import { arrivalTimes } from '../grid/arrivalTimes.js';
import { speedGrid } from '../grid/speedGrid.js';
import { traceRay } from '../ray/traceRay.js';
import { leastTimePath } from '../search/leastTimePath.js';
import { fieldTime } from './fieldTime.js';
import { speedField } from './speedField.js';

const squares = (...coordinates: Tensor[]): Tensor => coordinates.map((x) => square(x)).reduce((a, b) => add(a, b));
const deeperIsFaster = (_: Tensor, depth: Tensor): Tensor => add(2, mul(0.5, depth));
const ground = speedField(deeperIsFaster, { bounds: [0, 0, 20, 20] });
const fall = speedField((_, y) => sqrt(mul(2 * 9.80665, sub(10, y))), { bounds: [-1, 0, 12, 10] });
/** A slow hill between the ends. */
const hill = speedField((x, y) => sub(1, mul(0.8, exp(neg(squares(x, y))))), { bounds: [-4, -4, 4, 4] });

describe('leastTimePath through a field', () => {
  it.each([
    [[10, 0], 4.190372051],
    [[10, 10], 3.367514465],
  ])('follows the arc to %j where the speed grows with the depth', (to, known) => {
    const way = leastTimePath(ground, { from: [0, 0], to });
    expect(way.time).toBeCloseTo(known, 9);
    expect(way.alternatives).toEqual([]);
    expect(way.certificate.reason).toBeNull();
    expect(way.certificate.lowerBound).toBeLessThanOrEqual(known);
    expect(way.certificate.gap).toBeLessThan(2e-3);
    expect(way.certificate.snell).toBeLessThan(1e-6);
    const centre = (to[0]! ** 2 + to[1]! ** 2 + 8 * to[1]!) / (2 * to[0]!);
    for (const [x, y] of way.path) expect(Math.hypot(x! - centre, y! + 4)).toBeCloseTo(Math.hypot(centre, 4), 5);
  });

  it('follows the cycloid of the brachistochrone', () => {
    const radius = 3;
    const at = (angle: number): number[] => [radius * (angle - Math.sin(angle)), 10 - radius * (1 - Math.cos(angle))];
    const way = leastTimePath(fall, { from: at(0.5), to: at(3.5) });
    expect(way.time).toBeCloseTo(3 * Math.sqrt(radius / 9.80665), 9);
  });

  it.each([
    [[0, 10], [10, 5], 1.801603122453081],
    [[10, 5], [0, 10], 1.801603122453081],
    [[0, 10], [10, 10], 2 * Math.PI * Math.sqrt(10 / (2 * Math.PI) / 9.80665)],
  ])('falls from rest at %j to %j, where the slowness has no bound', (from, to, known) => {
    const way = leastTimePath(fall, { from, to });
    expect(way.time).toBeCloseTo(known, 9);
    expect(way.certificate.reason).toBeNull();
    expect(way.certificate.lowerBound).toBeLessThanOrEqual(known);
    expect(way.legs.reduce((time, leg) => time + leg.time, 0)).toBeCloseTo(known, 9);
  });

  it('passes a slow hill on either side, not over it', () => {
    const way = leastTimePath(hill, { from: [-3, 0], to: [3, 0] });
    const [other] = way.alternatives;
    expect(way.alternatives).toHaveLength(1);
    expect(other!.time).toBeCloseTo(way.time, 9);
    const top = way.path[(way.path.length - 1) / 2]![1]!;
    expect(Math.abs(top)).toBeGreaterThan(0.5);
    expect(other!.path[(other!.path.length - 1) / 2]![1]).toBeCloseTo(-top, 5);
    expect(way.time).toBeLessThan(fieldTime(hill)([[-3, 0], [0, 1.2], [3, 0]]).item());
  });

  it('is as fast as a fine grid knows, between slow hills', () => {
    const slowness = (x: Tensor, y: Tensor): Tensor =>
      [[-1.5, 1], [1.5, -1]].map(([a, b]) => mul(1.2, exp(neg(squares(sub(x, a!), sub(y, b!)))))).reduce((p, q) => add(p, q));
    const hills = speedField((x, y) => exp(neg(slowness(x, y))), { bounds: [-4, -4, 4, 4] });
    const way = leastTimePath(hills, { from: [-3.5, 1], to: [3.5, -1] });
    const places = Array.from({ length: 161 }, (_, i) => -4 + i / 20);
    const speeds = places.map((y) => places.map((x) => hills.speedAt([x, y])));
    const times = arrivalTimes(speedGrid({ speeds, bounds: [-4, -4, 4, 4] }), { sources: [[-3.5, 1]] });
    expect(Math.abs(way.time / times.at([3.5, -1]) - 1)).toBeLessThan(1e-3);
  });

  it('is the ray in its first direction, the same way back, and its legs add up', () => {
    const wavy = speedField((x, y) => add(2, mul(sin(x), sin(mul(1.3, y)))), { bounds: [-3, -3, 3, 3] });
    const way = leastTimePath(wavy, { from: [-2, -1], to: [2, 1.5] });
    const back = leastTimePath(wavy, { from: [2, 1.5], to: [-2, -1] });
    expect(back.time).toBeCloseTo(way.time, 8);
    expect(way.legs.reduce((time, leg) => time + leg.time, 0)).toBeCloseTo(way.time, 9);
    const total = fieldTime(wavy)(way.path).item();
    expect(total / way.time).toBeGreaterThan(1 - 1e-10);
    expect(total / way.time).toBeLessThan(1 + 1e-6);
    for (const { time } of way.alternatives) expect(time).toBeGreaterThanOrEqual(way.time);
    const middle = (way.path.length - 1) / 2;
    const ray = traceRay(wavy, {
      from: way.path[middle]!,
      direction: subtract(way.path[middle + 1]!, way.path[middle - 1]!),
      until: ([x]) => x! - 2,
    });
    expect(ray.points.at(-1)![1]).toBeCloseTo(1.5, 3);
  });

  it('goes straight where the speed is one, in 3D too, and stays where it is', () => {
    const air = speedField(() => 4, { bounds: [0, 0, 0, 9, 9, 9] });
    const way = leastTimePath(air, { from: [1, 1, 1], to: [3, 4, 7] });
    expect(way.time).toBeCloseTo(7 / 4, 10);
    expect(way.alternatives).toEqual([]);
    expect(leastTimePath(air, { from: [1, 1, 1], to: [1, 1, 1] })).toMatchObject({ time: 0, legs: [] });
  });

  it('runs along the bounds where it would be faster beyond them', () => {
    const shallow = speedField(deeperIsFaster, { bounds: [0, 0, 10, 1] });
    const { path, time } = leastTimePath(shallow, { from: [0, 0], to: [10, 0] });
    // Down an arc that touches the bottom 3 further on, 4 along the bottom, and up.
    const least = 4 * Math.acosh(1.25) + 4 / 2.5;
    expect(time / least).toBeGreaterThan(1 - 1e-8);
    expect(time / least).toBeLessThan(1 + 1e-5);
    for (const [, depth] of path) expect(depth).toBeLessThanOrEqual(1);
  });

  it.each([
    [hill, { from: [0, 5], to: [0, 0] }, 'OUTSIDE_MEDIUM'],
    [hill, { from: [0, 0], to: [0, 0, 0] }, 'INVALID_POINT'],
    [speedField((x, y) => sqrt(squares(x, y)), { bounds: [-4, -4, 4, 4] }), { from: [0, 0], to: [1, 2] }, 'INVALID_SPEED'],
  ])('refuses ends that no path can join', (field, ends, code) => {
    expect(() => leastTimePath(field, ends)).toThrow(expect.objectContaining({ code }));
  });
});
