import { add, concatenate, mul, slice, square, sub, zeros, type Tensor } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leastSquares, type OptimError, type VectorResiduals } from '../index.js';

/** Residuals x_i^3 + x_i - b_i + c x_{i+1}, with the products of their Jacobian by hand. */
function products(b: readonly number[], c: number): VectorResiduals {
  const n = b.length;
  const next = (x: Float64Array, i: number): number => x[i + 1] ?? 0;
  return {
    count: n,
    residuals: (x, out) => out.forEach((_, i) => (out[i] = x[i]! ** 3 + x[i]! - b[i]! + c * next(x, i))),
    jvp: (x, v, out) => out.forEach((_, i) => (out[i] = (3 * x[i]! ** 2 + 1) * v[i]! + c * next(v, i))),
    vjp: (x, u, out) => out.forEach((_, i) => (out[i] = (3 * x[i]! ** 2 + 1) * u[i]! + c * (u[i - 1] ?? 0))),
  };
}

describe('least squares by products of the Jacobian', () => {
  test('end where those by the Jacobian itself do', () => {
    const numbers = fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(numbers, fc.integer({ min: -8, max: 8 }), (b, c) => {
        const matrixFree = products(b, c / 10);
        const dense: VectorResiduals = {
          count: b.length,
          residuals: matrixFree.residuals,
          jacobian: (x, columns) => columns.forEach((column, j) => matrixFree.jvp!(x, Float64Array.from(x, (_, i) => Number(i === j)), column)),
        };
        const start = b.map(() => 0.5);
        const [a, other] = [leastSquares(matrixFree, start), leastSquares(dense, start)];
        expect(a.converged && other.converged).toBe(true);
        a.x.forEach((value, i) => expect(value).toBeCloseTo(other.x[i]!, 7));
      }),
    );
  });

  test('fit ten thousand unknowns of a traced function', () => {
    const n = 10_000;
    const shifted = (x: Tensor, by: -1 | 1): Tensor =>
      by === 1 ? concatenate([slice(x, [1, n]), zeros([1])]) : concatenate([zeros([1]), slice(x, [0, n - 1])]);
    const broyden = (x: Tensor): Tensor => add(sub(mul(sub(3, mul(2, x)), x), add(shifted(x, -1), mul(2, shifted(x, 1)))), 1);
    const result = leastSquares(broyden, new Float64Array(n).fill(-1));
    expect(result).toMatchObject({ converged: true });
    expect(result.value).toBeLessThan(1e-18);
  });

  test('are refused where the residuals do not have them', () => {
    const { jvp: _, ...half } = products([1], 0);
    const code = (run: () => unknown): unknown => {
      try {
        return run();
      } catch (error) {
        return (error as OptimError).code;
      }
    };
    expect(code(() => leastSquares(half, [1]))).toBe('INVALID_OBJECTIVE');
    expect(code(() => leastSquares(products([1], 0), [1], { subproblem: 'exact' }))).toBe('INVALID_OPTION');
    expect(code(() => leastSquares((x: Tensor) => square(x), 1, { subproblem: 'qr' as never }))).toBe('INVALID_OPTION');
  });
});
