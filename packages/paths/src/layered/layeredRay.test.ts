import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { traceRay } from '../ray/traceRay.js';
import { ordinaryMedium, stackOf } from '../testing/media.js';
import { layered } from './layered.js';
import { layeredPath } from './layeredPath.js';
import { solveLayered } from './solveLayered.js';

const lakes = stackOf([10, 10, 10], [0.7, 0.3, 0.45], 20);

describe('traceRay through layers', () => {
  it('goes where the least-time path goes when it starts as that does', () => {
    fc.assert(
      fc.property(ordinaryMedium, (medium) => {
        const best = solveLayered(medium);
        const path = layeredPath(medium, best);
        const size = Math.hypot(medium.distance, medium.thickness);
        // The least-time path is longer than the straight one by no more than the ratio of the speeds.
        const ray = traceRay(medium, { from: [0, 0], direction: path[1]!, length: 101 * size });
        expect(ray.ending).toBe('boundary');
        expect(ray.points).toHaveLength(path.length);
        ray.points.forEach((point, i) => point.forEach((x, axis) => expect(Math.abs(x - path[i]![axis]!)).toBeLessThan(1e-9 * size)));
        expect(Math.abs(ray.times.at(-1)! / best.time - 1)).toBeLessThan(1e-9);
      }),
    );
  });

  it('keeps the slowness along the layers, and is as slow as its layer', () => {
    const ray = traceRay(layered({ layers: lakes.layers, offset: [1, 1] }), { from: [0, 0, 12], direction: [1, 2, -1], length: 100 });
    for (const [x, y] of ray.momenta) {
      expect(x).toBeCloseTo(ray.momenta[0]![0]!, 14);
      expect(y).toBeCloseTo(2 * x!, 14);
    }
    expect(Math.hypot(...ray.momenta[0]!)).toBeCloseTo(1 / 0.3, 14);
  });

  it('is totally reflected beyond the critical angle, between the layers for ever', () => {
    const beyond = Math.asin(0.3 / 0.45) + 1e-9;
    const ray = traceRay(lakes, { from: [0, 15], direction: [Math.sin(beyond), Math.cos(beyond)], length: 200 });
    expect(ray.points.slice(1, -1).map(([, depth]) => depth).every((depth, i) => depth === (i % 2 === 0 ? 20 : 10))).toBe(true);
    expect(ray.points.length).toBeGreaterThan(10);
    expect(ray.lengths.at(-1)).toBe(200);
  });

  it('passes just below the critical angle', () => {
    const below = Math.asin(0.3 / 0.45) - 1e-9;
    const ray = traceRay(lakes, { from: [0, 15], direction: [Math.sin(below), Math.cos(below)], length: 30 });
    expect(ray.points[1]![1]).toBe(20);
    expect(ray.points[2]![1]).toBeGreaterThan(20);
  });

  it('follows an interface on its faster side, leaves at the outer sides, and ends where it is told to', () => {
    const flat = traceRay(lakes, { from: [0, 20], direction: [1, 0], length: 9 });
    expect([flat.points.at(-1), flat.times.at(-1)]).toEqual([[9, 20], 20]);
    expect(traceRay(lakes, { from: [0, 30], direction: [1, 1] }).points).toEqual([[0, 30]]);
    const stopped = traceRay(lakes, { from: [0, 0], direction: [1, 1], until: ([x]) => x! - 5 });
    expect(stopped.ending).toBe('until');
    expect(stopped.points.at(-1)![0]).toBeCloseTo(5, 13);
    expect(stopped.times.at(-1)).toBeCloseTo((Math.SQRT2 * 5) / 0.7, 13);
  });
});
