import { add, cos, div, exp, mul, square, sub, tensor, type Tensor } from '@fermat/autodiff';
import { moreGarbowHillstrom } from '@fermat/problems';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findRoot, fixedPoint, OptimError, type VectorResiduals } from '../index.js';

describe('findRoot', () => {
  const systems = moreGarbowHillstrom.filter(problem => /^(discrete|Broyden|trigonometric|helical|Brown almost)/.test(problem.name));

  test.each(systems)('solves a system of the standard problems: $name', problem => {
    const result = findRoot(problem.residuals, [...problem.start]);
    expect(result.converged).toBe(Math.max(...result.residuals.map(Math.abs)) < 1e-9);
    expect(result.converged || result.reason === 'stuck').toBe(true);
  });

  test('gives the same root in any unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 30 }), exponent => {
        const unit = 2 ** exponent;
        const result = findRoot((x: Tensor) => sub(square(div(x, unit)), 2), 3 * unit);
        expect(result.converged).toBe(true);
        expect(result.x / unit).toBeCloseTo(Math.SQRT2, 11);
      }),
    );
  });

  test('finds a root at zero, and one that the start already is', () => {
    expect(findRoot((x: Tensor) => sub(exp(x), 1), 1)).toMatchObject({ converged: true, x: expect.closeTo(0, 11) as number });
    expect(findRoot((x: Tensor) => sub(exp(x), 1), 0)).toMatchObject({ converged: true, x: 0, iterations: 0 });
    expect(findRoot((x: Tensor) => sub(square(x), 2), Math.SQRT2)).toMatchObject({ converged: true });
  });

  test('does not take a least square for a root', () => {
    expect(findRoot((x: Tensor) => add(square(x), 1), 3)).toMatchObject({ converged: false, reason: 'plateau' });
    expect(findRoot(([x, y]: [Tensor, Tensor]) => [add(square(x), add(square(y), 1)), mul(x, y)], [1, 2]).converged).toBe(false);
  });

  test('takes trees in and out, and reports every iterate in their kind', () => {
    const circle = ({ x, y }: { x: Tensor; y: Tensor }): { onCircle: Tensor; onLine: Tensor } => ({
      onCircle: sub(add(square(x), square(y)), 25),
      onLine: sub(mul(3, y), mul(4, x)),
    });
    const seen: unknown[] = [];
    const result = findRoot(circle, { x: 1, y: 1 }, { history: true, onIteration: state => seen.push(state.x) });
    expect(result.x).toEqual({ x: expect.closeTo(3, 12) as number, y: expect.closeTo(4, 12) as number });
    expect(result.history.map(state => state.x)).toEqual(seen);
  });

  test('takes hand-written functions', () => {
    const written: VectorResiduals = {
      count: 1,
      residuals: ([x], out) => out.fill(x! ** 3 - 8),
      jacobian: ([x], [byX]) => byX!.fill(3 * x! ** 2),
    };
    expect(findRoot(written, [5])).toMatchObject({ converged: true, x: [expect.closeTo(2, 14)] });
  });

  test('reports limits, and a start that is not finite', () => {
    expect(findRoot((x: Tensor) => sub(exp(x), 5), 20, { maxIterations: 1 })).toMatchObject({ converged: false, reason: 'iterations' });
    const pole: VectorResiduals = { count: 1, residuals: (_, out) => out.fill(NaN), jacobian: (_, [byX]) => byX!.fill(NaN) };
    expect(findRoot(pole, [1])).toMatchObject({ converged: false, reason: 'nonfinite', x: [1] });
  });

  test('wants as many functions as unknowns', () => {
    expect(() => findRoot(([x, y]: [Tensor, Tensor]) => [mul(x, y)], [1, 2])).toThrow(OptimError);
  });
});

describe('fixedPoint', () => {
  test('finds the point that a contraction tends to', () => {
    const { x, converged } = fixedPoint((x: Tensor) => cos(x), 1);
    let repeated = 1;
    for (let i = 0; i < 200; i++) repeated = Math.cos(repeated);
    expect(converged).toBe(true);
    expect(x).toBeCloseTo(repeated, 14);
  });

  test('finds one that repetition would flee', () => {
    expect(fixedPoint((x: Tensor) => sub(mul(3, x), 4), 2.1)).toMatchObject({ converged: true, x: expect.closeTo(2, 12) as number });
  });

  test('keeps the tree', () => {
    const step = ({ a, b }: { a: Tensor; b: Tensor }): { a: Tensor; b: Tensor } => ({ a: div(b, 2), b: add(div(a, 2), 3) });
    expect(fixedPoint(step, { a: 0, b: 1 }).x.a).toBeCloseTo(2, 12);
    expect(fixedPoint((x: Tensor) => div(add(x, tensor(Float64Array.of(2, 4))), 2), Float64Array.of(0, 0)).x).toEqual(
      Float64Array.of(2, 4),
    );
  });
});
