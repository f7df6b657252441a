import { add, cosh, mul, pow, square, sub, type Tensor } from '@fermat/autodiff';
import { describe, expect, test } from 'vitest';
import {
  augmentedLagrangian, bfgs, conjugateGradient, conjugateGradientDirection, descend, lbfgs, lbfgsDirection, minimize, moreThuente, newtonTrustRegion, sqp, trustRegion,
  type ConstrainedMethod, type Method,
} from '../index.js';

const total = (terms: Tensor[]): Tensor => terms.reduce((sum, term) => add(sum, term));

const methods: readonly (Method | ConstrainedMethod)[] = [
  lbfgs(),
  lbfgs({ search: moreThuente() }),
  descend(lbfgsDirection(), trustRegion()),
  bfgs(),
  conjugateGradient(),
  descend(conjugateGradientDirection(), moreThuente()),
  newtonTrustRegion(),
  newtonTrustRegion({ subproblem: 'cg' }),
  sqp(),
  augmentedLagrangian(),
];

describe.each(methods)('$name', method => {
  test.each([[4, [1]], [4, [3, -0.5]], [6, [1]]] as const)('goes down x^%d from %j until numbers end', (power, start) => {
    const result = minimize((x: Tensor[]) => total(x.map(v => pow(v, power))), start as never, { method, tolerance: 0, maxIterations: 2000 });
    expect(result).toMatchObject({ converged: true, reason: expect.stringMatching(/gradient|precision/) as string });
    expect(result.value).toBeLessThan(1e-190);
  });

  test.each([0, 1, 1e-20])('ends at a bowl over %d where its slopes underflow', lift => {
    const bowl = (x: Tensor[]): Tensor => add(lift, total(x.map((v, i) => mul(i + 1, square(v)))));
    for (const start of [[3], [3, 4], [1, -2, 0.3, 2, 5]]) {
      const { converged, value } = minimize(bowl, start as never, { method, tolerance: 0, maxIterations: 5000 });
      expect(converged).toBe(true);
      expect(value - lift).toBeLessThan(1e-300);
    }
  });
});

describe.each([conjugateGradient(), lbfgs(), newtonTrustRegion()])('$name, at a minimum of zero', method => {
  const rosenbrock = (x: Tensor[]): Tensor => total(x.slice(1).map((v, i) => add(square(sub(1, x[i]!)), mul(100, square(sub(v, square(x[i]!)))))));
  const starts = [[-1.2, 1], [3, 4], [0.3, 2], [3, 4, 5]];

  test.each([0, 1e-12, 1e-8])('is stopped by the rounding of x, with a tolerance of %d', tolerance => {
    for (const start of starts) {
      const { x, reason } = minimize(rosenbrock, start as never, { method, tolerance }) as unknown as { x: number[]; reason: string };
      expect(reason).toMatch(/gradient|precision/);
      for (const value of x) expect(value).toBeCloseTo(1, tolerance > 1e-10 ? 6 : 9);
    }
  });

  test('is stopped by the rounding of terms that cancel', () => {
    const lows = (x: Tensor[]): Tensor => total(x.map((v, i) => sub(cosh(sub(v, i)), 1)));
    for (const start of starts) expect(minimize(lows, start as never, { method, tolerance: 1e-12 }).reason).toMatch(/gradient|precision/);
  });
});
