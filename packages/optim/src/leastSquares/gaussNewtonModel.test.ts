import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addScaled, dot, norm } from '../vector.js';
import { gaussNewtonModel, stepWithin } from './gaussNewtonModel.js';
import { matrices } from '../testing/matrices.js';

const modelled = (columns: readonly Float64Array[]): { residuals: Float64Array; step: (radius: number) => Float64Array; slopes: (step: Float64Array) => Float64Array } => {
  const residuals = columns[0]!.map((_, i) => i - 2.5);
  const model = gaussNewtonModel(columns.map(column => column.slice()), residuals);
  return {
    residuals,
    step: radius => {
      const step = new Float64Array(columns.length);
      stepWithin(model, radius, step);
      return step;
    },
    slopes: step => {
      const left = residuals.slice();
      columns.forEach((column, j) => addScaled(left, step[j]!, column));
      return Float64Array.from(columns, column => dot(column, left));
    },
  };
};

test('the step minimises the squares, and is the shortest that does', () => {
  fc.assert(
    fc.property(matrices, columns => {
      const { step, slopes } = modelled(columns);
      const free = step(Infinity);
      expect(norm(slopes(free))).toBeLessThan(1e-9);
      // A little damping tends to the shortest.
      const damped = step(norm(free) * 0.999);
      expect(norm(damped.map((value, j) => value - free[j]!))).toBeLessThan(0.1 * norm(free) + 1e-9);
    }),
  );
});

test('within a radius the step is against the slopes, damped by one multiple of itself', () => {
  fc.assert(
    fc.property(matrices, fc.double({ min: 1e-3, max: 0.9, noNaN: true }), (columns, share) => {
      const { step, slopes } = modelled(columns);
      const radius = share * norm(step(Infinity));
      fc.pre(radius > 1e-9);
      const inside = step(radius);
      const left = slopes(inside);
      const damping = -dot(left, inside) / dot(inside, inside);
      expect(norm(inside) / radius).toBeCloseTo(1, 2);
      expect(damping).toBeGreaterThan(0);
      expect(norm(left.map((value, j) => value + damping * inside[j]!))).toBeLessThan(1e-9 * norm(slopes(new Float64Array(columns.length))));
    }),
  );
});

test('a direction that only rounding feels does not move', () => {
  const { step } = modelled([Float64Array.of(1, 1, 1), Float64Array.of(1, 1, 1 + 1e-16), Float64Array.of(0, 0, 0)]);
  const [a, b, c] = step(Infinity);
  expect([a, b]).toEqual([expect.closeTo(0.75, 14), expect.closeTo(0.75, 14)]);
  expect(c).toBeCloseTo(0, 300);
});
