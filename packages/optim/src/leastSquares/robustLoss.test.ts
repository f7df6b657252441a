import { add, atan, exp, log1p, mul, sqrt, square, sub, sum, type Tensor } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arctan, cauchy, huber, leastSquares, minimize, newtonTrustRegion, OptimError, softL1, type RobustLoss } from '../index.js';

const losses: readonly RobustLoss[] = [huber(), softL1(), cauchy(), arctan()];

describe.each(losses)('$name', loss => {
  test('is the square for small residuals, and its derivatives are those of its values', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 50, noNaN: true }), z => {
        fc.pre(Math.abs(z - 1) > 1e-3);
        const h = 1e-4 * z;
        expect((loss.value(z + h) - loss.value(z - h)) / (2 * h)).toBeCloseTo(loss.slope(z), 5);
        expect((loss.slope(z + h) - loss.slope(z - h)) / (2 * h)).toBeCloseTo(loss.curvature(z), 5);
        expect(loss.value(z)).toBeLessThanOrEqual(z);
        expect(loss.slope(z)).toBeGreaterThan(0);
      }),
    );
    expect(loss.value(1e-12)).toBeCloseTo(1e-12, 20);
    expect(loss.slope(0)).toBe(1);
  });
});

const t = Float64Array.from({ length: 30 }, (_, i) => i / 10);
/** 5 exp(-1.3 t), with small errors, and every seventh value off by far. */
const y = t.map((at, i) => 5 * Math.exp(-1.3 * at) + 0.01 * Math.sin(37 * i) + (i % 7 === 3 ? 2 : 0));
const residuals = ([size, rate]: [Tensor, Tensor]): Tensor => sub(mul(size, exp(mul(rate, t))), y);

describe('a robust fit', () => {
  const scale = 0.1;
  const z = (x: [Tensor, Tensor]): Tensor => square(mul(residuals(x), 1 / scale));
  const costs: readonly (readonly [RobustLoss, (x: [Tensor, Tensor]) => Tensor])[] = [
    [softL1(scale), x => sum(mul(2, sub(sqrt(add(1, z(x))), 1)))],
    [cauchy(scale), x => sum(log1p(z(x)))],
    [arctan(scale), x => sum(atan(z(x)))],
  ];

  test.each(costs)('by %o is the minimum of the written-out cost', (loss, cost) => {
    const fit = leastSquares(residuals, [4, -1], { loss });
    const direct = minimize((x: [Tensor, Tensor]) => mul(scale ** 2 / 2, cost(x)), [4, -1], { method: newtonTrustRegion() });
    expect(fit.converged).toBe(true);
    expect(fit.value).toBeCloseTo(direct.value, 12);
    fit.x.forEach((value, i) => expect(value).toBeCloseTo(direct.x[i]!, 6));
  });

  test.each([huber, softL1, cauchy, arctan])('pays less heed to outliers than squares do', loss => {
    const plain = leastSquares(residuals, [4, -1]);
    const robust = leastSquares(residuals, [4, -1], { loss: loss(0.02) });
    expect(Math.abs(plain.x[0] - 5)).toBeGreaterThan(0.05);
    expect(Math.abs(robust.x[0] - 5)).toBeLessThan(0.03);
    expect(robust.residuals[3]).toBeLessThan(-1.9);
  });

  test.each([huber, softL1, cauchy, arctan])('far above all residuals is plain least squares', loss => {
    const plain = leastSquares(residuals, [4, -1]);
    leastSquares(residuals, [4, -1], { loss: loss(1e8) }).x.forEach((value, i) => expect(value).toBeCloseTo(plain.x[i]!, 9));
  });

  test('comes out the same without a Jacobian', () => {
    const loss = cauchy(0.05);
    const exact = leastSquares(residuals, [4, -1], { loss });
    const byProducts = leastSquares(residuals, [4, -1], { loss, subproblem: 'cg' });
    expect(byProducts.converged).toBe(true);
    byProducts.x.forEach((value, i) => expect(value).toBeCloseTo(exact.x[i]!, 8));
  });

  test('wants a positive scale', () => {
    expect(() => huber(0)).toThrow(OptimError);
    expect(() => cauchy(NaN)).toThrow(OptimError);
  });
});
