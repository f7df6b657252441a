import { add, mul, sub, type Tensor } from '@fermat/autodiff';
import { isSolved, moreGarbowHillstrom } from '@fermat/problems';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leastSquares, OptimError, type VectorResiduals } from '../index.js';

describe('the problems of More, Garbow and Hillstrom', () => {
  test.each(moreGarbowHillstrom)('$name', problem => {
    const result = leastSquares(problem.residuals, [...problem.start]);
    expect(isSolved(problem, 2 * result.value)).toBe(true);
    const halfSquares = result.residuals.reduce((total, r) => total + (r * r) / 2, 0);
    expect(Math.abs(halfSquares - result.value)).toBeLessThanOrEqual(1e-14 * result.value);
  });
});

/** Residuals a_i (x_i / unit - c_i) and one nonlinear one, with the Jacobian by hand. */
function written(unit: number): VectorResiduals {
  return {
    count: 3,
    residuals([x, y], out) {
      out[0] = x! / unit - 2;
      out[1] = 10 * (y! / unit + 1);
      out[2] = (x! * y!) / unit ** 2;
    },
    jacobian([x, y], [byX, byY]) {
      byX!.set([1 / unit, 0, y! / unit ** 2]);
      byY!.set([0, 10 / unit, x! / unit ** 2]);
    },
  };
}

describe('hand-written residuals', () => {
  test('are minimised, and the gradient vanishes', () => {
    const result = leastSquares(written(1), [5, 5]);
    expect(result.converged).toBe(true);
    expect(result.gradientNorm).toBeLessThan(1e-7);
  });

  test('give the same search as traced ones', () => {
    const traced = ([x, y]: [Tensor, Tensor]): Tensor[] => [sub(x, 2), mul(10, add(y, 1)), mul(x, y)];
    const [a, b] = [leastSquares(written(1), [5, 5]), leastSquares(traced, [5, 5])];
    expect(b.evaluations).toBe(a.evaluations);
    b.x.forEach((value, i) => expect(value).toBeCloseTo(a.x[i]!, 12));
  });

  test('may be in any unit', () => {
    const plain = leastSquares(written(1), [5, 5]);
    fc.assert(
      fc.property(fc.integer({ min: -40, max: 40 }), exponent => {
        const unit = 2 ** exponent;
        const result = leastSquares(written(unit), [5 * unit, 5 * unit]);
        expect(result).toMatchObject({ iterations: plain.iterations, evaluations: plain.evaluations, value: plain.value });
        expect(result.x).toEqual(plain.x.map(value => value * unit));
      }),
    );
  });
});

describe('outcomes', () => {
  test('keep the kind of the start in x, history and callback', () => {
    const kinds: unknown[] = [];
    const fit = ({ slope, offset }: { slope: Tensor; offset: Tensor }): Tensor =>
      sub(add(mul(slope, Float64Array.of(0, 1, 2)), offset), Float64Array.of(1, 3, 5));
    const result = leastSquares(fit, { slope: 0, offset: 0 }, { history: true, onIteration: state => kinds.push(state.x) });
    expect(result.x).toEqual({ slope: expect.closeTo(2, 12) as number, offset: expect.closeTo(1, 12) as number });
    expect(result.history.map(state => state.x)).toEqual(kinds);
    expect(result.residuals).toHaveLength(3);
  });

  test('fewer residuals than unknowns are brought to zero', () => {
    const result = leastSquares(([x, y]: [Tensor, Tensor]) => [sub(mul(x, y), 6)], [1, 2]);
    expect(result.converged).toBe(true);
    expect(result.x[0] * result.x[1]).toBeCloseTo(6, 10);
  });

  test('an unknown that nothing depends on is a plateau, the others being solved', () => {
    const result = leastSquares(([x, y]: [Tensor, Tensor]) => [sub(x, 3), add(mul(0, y), 1)], [0, 5]);
    expect(result).toMatchObject({ converged: false, reason: 'plateau' });
    expect(result.x).toEqual([expect.closeTo(3, 12), 5]);
    expect(result.message).toContain('1');
  });

  test('a flat start is a plateau too', () => {
    const flat: VectorResiduals = { count: 1, residuals: (_, out) => out.fill(1), jacobian: (_, [byX]) => byX!.fill(0) };
    expect(leastSquares(flat, [1])).toMatchObject({ converged: false, reason: 'plateau', x: [1] });
  });

  test('residuals that are not finite are stepped back from', () => {
    const roots: VectorResiduals = {
      count: 1,
      residuals: ([x], out) => out.fill(Math.log(x!)),
      jacobian: ([x], [byX]) => byX!.fill(1 / x!),
    };
    expect(leastSquares(roots, [50])).toMatchObject({ converged: true, x: [expect.closeTo(1, 10)] });
  });

  test('limits hold', () => {
    expect(leastSquares(written(1), [5, 5], { maxEvaluations: 2 })).toMatchObject({ evaluations: 2, reason: 'evaluations' });
    expect(leastSquares(written(1), [5, 5], { maxIterations: 1 })).toMatchObject({ iterations: 1, reason: 'iterations' });
  });

  test('misuse throws', () => {
    expect(() => leastSquares({} as never, [1])).toThrow(OptimError);
    expect(() => leastSquares(written(1), [])).toThrow(OptimError);
    expect(() => leastSquares({ ...written(1), count: 0 }, [1, 1])).toThrow(OptimError);
    expect(() => leastSquares(written(1), { a: 1 } as never)).toThrow(OptimError);
  });
});
