import { mul, square, sub, sum, type Tensor } from '@fermat/autodiff';
import { describe, expect, test } from 'vitest';
import {
  augmentedLagrangian, bfgs, cmaEs, conjugateGradient, differentialEvolution, globalMinimize, gradientDescent, lbfgs, leastSquares, minimize, nelderMead,
  newtonTrustRegion, sgd, sqp, type ConstrainedMethod, type Method, type VectorObjective,
} from '../src/index.js';
import { codeOf } from './codeOf.js';

const SIZE = 1_000_000;
const VECTOR_BYTES = 8 * SIZE;

/** sum w_i (x_i - c_i)^2 with weights from 1 to 10, which notes how much memory vectors take at most. */
class Squares implements VectorObjective {
  mostBytes = 0;

  valueAndGrad(x: Float64Array, gradient: Float64Array): number {
    this.mostBytes = Math.max(this.mostBytes, process.memoryUsage().arrayBuffers);
    let value = 0;
    for (let i = 0; i < x.length; i++) {
      const weight = 1 + (i % 10);
      const distance = x[i]! - Math.sin(i);
      gradient[i] = 2 * weight * distance;
      value += weight * distance * distance;
    }
    return value;
  }

  hvp(_x: Float64Array, v: Float64Array, out: Float64Array): void {
    for (let i = 0; i < v.length; i++) out[i] = 2 * (1 + (i % 10)) * v[i]!;
  }
}

const farthest = (x: Float64Array): number => x.reduce((worst, value, i) => Math.max(worst, Math.abs(value - Math.sin(i))), 0);

/** Vectors that a search may keep; those that nobody needs any more may be still there. */
const MOST_VECTORS = 64;

const methods: readonly (Method | ConstrainedMethod)[] = [lbfgs(), conjugateGradient(), newtonTrustRegion(), gradientDescent(sgd({ learningRate: 0.05 })), augmentedLagrangian()];

describe('a million unknowns', () => {
  test.each(methods)('are found within bounded memory: $name', method => {
    const squares = new Squares();
    const before = process.memoryUsage().arrayBuffers;
    const { x, converged } = minimize(squares, new Float64Array(SIZE), { method });
    expect(converged).toBe(true);
    expect(farthest(x)).toBeLessThan(1e-6);
    expect((squares.mostBytes - before) / VECTOR_BYTES).toBeLessThan(MOST_VECTORS);
  });

  test('a tenth of them are found among bounds, on which those end that want to leave', () => {
    const { x, converged } = minimize(new Squares(), new Float64Array(SIZE / 10), { bounds: [-0.5, 2] });
    expect(converged).toBe(true);
    expect(x.reduce((worst, value, i) => Math.max(worst, Math.abs(value - Math.max(Math.sin(i), -0.5))), 0)).toBeLessThan(1e-4);
  });

  test('are found for a traced function', () => {
    const target = Float64Array.from({ length: SIZE }, (_, i) => Math.sin(i));
    const { x, converged } = minimize((p: Tensor) => sum(square(sub(p, target))), new Float64Array(SIZE));
    expect(converged).toBe(true);
    expect(farthest(x)).toBeLessThan(1e-6);
  });

  test('are fitted by leastSquares', () => {
    const target = Float64Array.from({ length: SIZE }, (_, i) => Math.sin(i));
    const { x, converged } = leastSquares((p: Tensor) => mul(2, sub(p, target)), new Float64Array(SIZE));
    expect(converged).toBe(true);
    expect(farthest(x)).toBeLessThan(1e-6);
  });

  test.each<Method | ConstrainedMethod>([bfgs(), nelderMead(), newtonTrustRegion({ subproblem: 'exact' }), sqp()])('are refused by what cannot hold them: $name', method => {
    expect(codeOf(() => minimize(new Squares(), new Float64Array(SIZE), { method }))).toBe('TOO_MANY_UNKNOWNS');
  });

  test.each([undefined, cmaEs(), differentialEvolution()])('are refused by global searches that cannot hold them: %#', method => {
    expect(codeOf(() => globalMinimize(new Squares(), new Float64Array(SIZE), { bounds: [-2, 2], ...(method && { method }) }))).toBe('TOO_MANY_UNKNOWNS');
  });
});
