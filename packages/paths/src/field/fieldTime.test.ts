import { add, grad, jit, mul, tensor, valueAndGrad } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldTime } from './fieldTime.js';
import { speedField } from './speedField.js';

const ground = speedField((_, depth) => add(2, mul(0.5, depth)), { bounds: [0, 0, 10, 10] });
const place = fc.double({ min: 0, max: 10, noNaN: true });
const point = fc.tuple(place, place);
const polyline = fc
  .array(point, { minLength: 2, maxLength: 5 })
  .filter((path) => path.slice(1).every(([x, y], i) => Math.hypot(x - path[i]![0], y - path[i]![1]) > 0.1));

/** Along a straight line the slowness of a linear speed integrates to a logarithm. */
function exactTime(path: readonly (readonly [number, number])[]): number {
  return path.slice(1).reduce((time, [x, y], i) => {
    const [x0, y0] = path[i]!;
    const change = (y - y0) / (4 + y0);
    const meanSlowness = (change === 0 ? 1 : Math.log1p(change) / change) / (2 + y0 / 2);
    return time + Math.hypot(x - x0, y - y0) * meanSlowness;
  }, 0);
}

describe('fieldTime', () => {
  it('integrates the slowness along every leg', () => {
    fc.assert(
      fc.property(polyline, (path) => {
        expect(Math.abs(fieldTime(ground, { nodes: 16 })(path).item() / exactTime(path) - 1)).toBeLessThan(1e-12);
      }),
    );
  });

  it('converges as the power 2 nodes of the length of the legs', () => {
    const errorOf = (legs: number, nodes: number): number => {
      const path = Array.from({ length: legs + 1 }, (_, i) => [0, (10 * i) / legs] as const);
      return Math.abs(fieldTime(ground, { nodes })(path).item() - exactTime(path));
    };
    for (const nodes of [1, 2, 3]) {
      const order = Math.log2(errorOf(4, nodes) / errorOf(8, nodes));
      expect(order).toBeGreaterThan(2 * nodes - 0.5);
      expect(order).toBeLessThan(2 * nodes + 0.5);
    }
  });

  it('takes as long back as there, and a point in the middle of a leg changes nothing', () => {
    fc.assert(
      fc.property(polyline, (path) => {
        const time = fieldTime(ground, { nodes: 16 })(path).item();
        expect(fieldTime(ground, { nodes: 16 })(path.map((_, i) => path.at(-1 - i)!)).item()).toBeCloseTo(time, 12);
        const halved = path.flatMap(([x, y], i) => (i === 0 ? [[x, y]] : [[(x + path[i - 1]![0]) / 2, (y + path[i - 1]![1]) / 2], [x, y]]));
        expect(fieldTime(ground, { nodes: 16 })(halved).item()).toBeCloseTo(time, 11);
      }),
      { numRuns: 25 },
    );
  });

  it('has the derivative that differences have, by the ends too, plain and compiled', () => {
    const time = fieldTime(ground);
    const path = [[1, 1], [4, 5], [9, 2]];
    const [value, gradient] = valueAndGrad(time)(path);
    expect(jit(time)(path).item()).toBeCloseTo(value, 13);
    const slopes: (points: Tensor) => Tensor = grad(time);
    const compiled = jit(slopes)(tensor(path)).data();
    path.forEach((point, i) =>
      point.forEach((_, axis) => {
        const moved = (by: number): number => time(path.map((p, j) => p.map((x, k) => (j === i && k === axis ? x + by : x)))).item();
        expect(gradient[i]![axis]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 9);
        expect(compiled[2 * i + axis]).toBeCloseTo(gradient[i]![axis]!, 13);
      }),
    );
  });

  it('is length / speed where the speed is one, in 3D', () => {
    const air = speedField(() => 4, { bounds: [0, 0, 0, 9, 9, 9] });
    expect(fieldTime(air)([[0, 0, 0], [2, 3, 6], [2, 3, 7]]).item()).toBeCloseTo(2, 14);
  });

  it.each([[[[1, 2]]], [[[1, 2, 3], [4, 5, 6]]], [[1, 2, 3]]])('refuses the points %j', (points) => {
    expect(() => fieldTime(ground)(points)).toThrow(expect.objectContaining({ code: 'WRONG_UNKNOWNS' }));
  });

  it.each([0, 1.5, 65, NaN])('refuses %j nodes', (nodes) => {
    expect(() => fieldTime(ground, { nodes })).toThrow(expect.objectContaining({ code: 'INVALID_NODES' }));
  });
});
