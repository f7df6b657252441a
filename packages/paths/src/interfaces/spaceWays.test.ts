import { add, exp, maximum, mul, sin, sqrt, square, sub } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifySnell } from '../proof/verifySnell.js';
import { leastTimePath } from '../search/leastTimePath.js';
import { interfaces } from './interfaces.js';
import type { InterfacesMedium } from './interfaces.js';

const hasty = { certificateBudgetMs: 0 };
const norm = (v: readonly number[]): number => Math.hypot(...v);

/** The length of a string from one point to another around a sphere. */
function aroundSphere(radius: number, from: readonly number[], to: readonly number[]): number {
  const [a, b] = [norm(from), norm(to)];
  const angle = Math.acos(from.reduce((sum, x, i) => sum + x * to[i]!, 0) / (a * b));
  return Math.sqrt(a * a - radius ** 2) + Math.sqrt(b * b - radius ** 2) + radius * (angle - Math.acos(radius / a) - Math.acos(radius / b));
}

/** A slow dome of radius 2 under fast air. */
const dome = interfaces({
  layers: [{ speed: 1 }, { speed: 0.01 }],
  surfaces: [(x, y) => sub(5, sqrt(maximum(sub(4, add(square(sub(x, 5)), square(sub(y, 5)))), 0)))],
  bounds: [0, 0, 0, 10, 10, 6],
});

function hill(width: number): InterfacesMedium {
  return interfaces({
    layers: [{ speed: 2 }, { speed: 0.3 }],
    surfaces: [(x, y) => sub(3, mul(2.5, exp(mul(-1 / width, add(square(sub(x, 5)), square(sub(y, 5)))))))],
    bounds: [0, 0, 0, 10, 10, 4],
  });
}

describe('paths through curved layers in space', () => {
  it.each([
    [[1, 5, 4], [9, 5, 4]],
    [[1, 4.5, 3.6], [9, 5.2, 3.9]],
    [[1, 4, 4], [8.5, 5, 3.5]],
    [[2, 3, 4], [8, 6, 4]],
  ])('go around a sphere as a string does: from %j to %j', (from, to) => {
    const way = leastTimePath(dome, { from, to, ...hasty });
    const exact = aroundSphere(2, from.map((x) => x - 5), to.map((x) => x - 5));
    expect(way.time / exact - 1).toBeGreaterThan(-1e-12);
    expect(way.time / exact - 1).toBeLessThan(1e-6);
    expect(verifySnell(way.path, dome).ok).toBe(true);
  });

  it.each([[4], [1]])('pass a hill in their way to one side of its top, if it is %f wide', (width) => {
    const way = leastTimePath(hill(width), { from: [1, 5, 1.5], to: [9, 5, 1.5], ...hasty });
    // Over the top, in the upright plane.
    const over = leastTimePath(
      interfaces({ layers: [{ speed: 2 }, { speed: 0.3 }], surfaces: [(x) => sub(3, mul(2.5, exp(mul(-1 / width, square(sub(x, 5))))))], bounds: [0, 0, 10, 4] }),
      { from: [1, 1.5], to: [9, 1.5], ...hasty },
    );
    expect(way.time).toBeLessThan(over.time * (1 - 5e-4));
    expect(Math.max(...way.path.map(([, y]) => Math.abs(y! - 5)))).toBeGreaterThan(0.3);
    expect(way.certificate.reason).toBeNull();
  });

  it('are those of the plane where the layers are the same all across', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    const speed = fc.double({ min: 0.3, max: 3, noNaN: true });
    fc.assert(
      fc.property(part, part, part, part, fc.tuple(speed, speed, speed), (phase, height, start, end, speeds) => {
        const surfaces = [2, 4].map((depth, i) => (x: Tensor) => add(depth, mul(0.6 * height, sin(add(mul(1.3 + 0.4 * i, x), 6 * phase)))));
        const layers = speeds.map((one) => ({ speed: one }));
        const [from, to] = [[1, 0.1 + 5.8 * start], [9, 0.1 + 5.8 * end]] as [[number, number], [number, number]];
        const { time } = leastTimePath(interfaces({ layers, surfaces, bounds: [0, 0, 10, 6] }), { from, to, ...hasty });
        const space = interfaces({ layers, surfaces, bounds: [0, 0, 0, 10, 10, 6] });
        const [there, back] = [{ from: [from[0], 5, from[1]], to: [to[0], 5, to[1]] }, { from: [to[0], 5, to[1]], to: [from[0], 5, from[1]] }];
        for (const ends of [there, back]) expect(leastTimePath(space, { ...ends, ...hasty }).time / time - 1).toBeLessThan(1e-6);
      }),
      { numRuns: 5 },
    );
  });

  it('have the derivatives that differences show', () => {
    const ends = { from: [1, 5.5, 1.5], to: [9, 5.2, 1.4] };
    const ground = hill(4);
    const { path, time } = leastTimePath(ground, { ...ends, ...hasty });
    const { from, pointsChange, points } = ground.derivatives(path);
    const step = 1e-4;
    const moved = leastTimePath(ground, { from: [1, 5.5 + step, 1.5], to: ends.to, ...hasty });
    expect((moved.time - time) / step).toBeCloseTo(from[1]!, 4);
    const change = pointsChange({ from: [0, 1, 0] });
    const middle = Math.floor(points.length / 2);
    expect((moved.path[middle]![1]! - points[middle]![1]!) / step).toBeCloseTo(change[middle]![1]!, 2);
  });
});
