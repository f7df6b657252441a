import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dot } from '../vector.js';
import { minimizeInBox, type BoxQuadratic } from './boxQuadratic.js';

interface Quadratic extends BoxQuadratic {
  readonly matrix: readonly Float64Array[];
}

const element = fc.integer({ min: -20, max: 20 }).map(value => value / 4);

/** M'M + shift I, of rank at least n / 2, or a symmetric matrix of either sign. */
const quadratic = (isConvex: boolean): fc.Arbitrary<Quadratic> =>
  fc.integer({ min: 1, max: 8 }).chain(n =>
    fc
      .record({
        factors: fc.array(fc.array(element, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
        gradient: fc.array(element, { minLength: n, maxLength: n }),
        low: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: n, maxLength: n }),
        high: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: n, maxLength: n }),
      })
      .map(({ factors, gradient, low, high }) => {
        const matrix = factors.map((_, i) =>
          Float64Array.from(factors, (_, j) =>
            isConvex ? factors.reduce((sum, row) => sum + row[i]! * row[j]!, i === j ? 0.5 : 0) : factors[i]![j]! + factors[j]![i]!,
          ),
        );
        return {
          matrix,
          gradient: Float64Array.from(gradient),
          low: Float64Array.from(low, value => -value),
          high: Float64Array.from(high),
          product: (v, out) => matrix.forEach((row, i) => (out[i] = dot(row, v))),
        };
      }),
  );

const valueAt = ({ gradient, matrix }: Quadratic, d: Float64Array): number =>
  dot(gradient, d) + dot(d, Float64Array.from(matrix, row => dot(row, d))) / 2;

test('a convex quadratic is brought to the point where no free variable has a slope', () => {
  fc.assert(
    fc.property(quadratic(true), problem => {
      const d = new Float64Array(problem.gradient.length);
      expect(minimizeInBox(problem, d, 1e-10)).toBe(false);
      const scale = Math.max(1, ...problem.matrix.flatMap(row => [...row].map(Math.abs)));
      d.forEach((value, i) => {
        const slope = problem.gradient[i]! + dot(problem.matrix[i]!, d);
        expect(value).toBeGreaterThanOrEqual(problem.low[i]!);
        expect(value).toBeLessThanOrEqual(problem.high[i]!);
        if (value > problem.low[i]!) expect(slope).toBeLessThan(1e-7 * scale);
        if (value < problem.high[i]!) expect(slope).toBeGreaterThan(-1e-7 * scale);
      });
    }),
    { numRuns: 300 },
  );
});

test('any quadratic falls, and stays in the box', () => {
  fc.assert(
    fc.property(quadratic(false), problem => {
      const d = new Float64Array(problem.gradient.length);
      const curvesDown = minimizeInBox(problem, d, 1e-10);
      expect(valueAt(problem, d)).toBeLessThanOrEqual(0);
      d.forEach((value, i) => expect(value >= problem.low[i]! && value <= problem.high[i]!).toBe(true));
      if (!curvesDown && problem.matrix.length === 1) expect(valueAt(problem, d)).toBeLessThanOrEqual(1e-9);
    }),
    { numRuns: 300 },
  );
});

test('where no bound ends a way down it goes a finite way', () => {
  const d = new Float64Array(2);
  const low = new Float64Array(2).fill(-Infinity);
  const high = new Float64Array(2).fill(Infinity);
  const product = (v: Float64Array, out: Float64Array): void => out.set([v[0]!, -2 * v[1]!]);
  expect(minimizeInBox({ gradient: Float64Array.of(0, 1), low, high, product }, d, 1e-10)).toBe(true);
  expect([...d]).toEqual([0, -0.5]);
});
