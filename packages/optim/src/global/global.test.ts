import { add, square, sub, type Tensor } from '@fermat/autodiff';
import { describe, expect, test } from 'vitest';
import {
  basinHopping, cmaEs, differentialEvolution, globalIterate, globalMinimize, multiStart, OptimError, portfolio,
  type GlobalMethod, type GlobalOptions, type VectorObjective,
} from '../index.js';

/** Ripples on a bowl: least at 1 in every unknown, with a local minimum near every whole number. */
function ripples(size: number): VectorObjective & { calls: number; outside: number } {
  return {
    calls: 0,
    outside: 0,
    valueAndGrad(x, gradient) {
      this.calls++;
      let value = 0;
      for (let i = 0; i < size; i++) {
        if (!(Math.abs(x[i]!) <= 5)) this.outside++;
        value += (x[i]! - 1) ** 2 + 4 * (1 - Math.cos(2 * Math.PI * x[i]!));
        gradient[i] = 2 * (x[i]! - 1) + 8 * Math.PI * Math.sin(2 * Math.PI * x[i]!);
      }
      return value;
    },
  };
}

const methods: readonly GlobalMethod[] = [basinHopping(), cmaEs(), differentialEvolution(), multiStart({ samples: 3 }), portfolio(multiStart(), cmaEs({ populationSize: 10 }))];
const box: Pick<GlobalOptions<number[]>, 'bounds'> = { bounds: [-5, 5] };

describe.each(methods)('$name', method => {
  test('finds the lowest of many minima, inside the box', () => {
    const objective = ripples(2);
    const result = globalMinimize(objective, [-3.1, 4.2], { ...box, method, target: 1e-9, seed: 3 });
    expect(result).toMatchObject({ reason: 'target', converged: true, x: [expect.closeTo(1, 6), expect.closeTo(1, 6)] });
    expect(result.evaluations).toBe(objective.calls);
    expect(objective.outside).toBe(0);
  });

  test('gives the same search again from the same seed, and another from another', () => {
    const run = (seed: number): unknown => {
      const seen: unknown[] = [];
      globalMinimize(ripples(3), [4.1, 4.1, 4.1], { ...box, method, seed, maxEvaluations: 500, onIteration: state => seen.push(state) });
      return seen;
    };
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });

  test('keeps to its budget, and returns the best point it saw', () => {
    const objective = ripples(4);
    let lowest = Infinity;
    const watched: VectorObjective = { valueAndGrad: (x, gradient) => {
      const value = objective.valueAndGrad(x, gradient);
      lowest = Math.min(lowest, value);
      return value;
    } };
    const result = globalMinimize(watched, [4, 4, 4, 4], { ...box, method, maxEvaluations: 400 });
    expect(objective.calls).toBeLessThanOrEqual(400);
    expect(result).toMatchObject({ evaluations: objective.calls, reason: 'evaluations' });
    expect(result.value - lowest).toBeLessThanOrEqual(1e-12 * lowest);
  });
});

describe('globalMinimize', () => {
  test('can be aborted, stepped, and given a time limit', () => {
    const signal = { aborted: false };
    const aborted = globalMinimize(ripples(2), [4, 4], { ...box, signal, onIteration: ({ iteration }) => (signal.aborted = iteration === 3) });
    expect(aborted).toMatchObject({ reason: 'aborted', iterations: 3 });
    expect(aborted.gradientNorm).toBeGreaterThanOrEqual(0);
    expect(globalMinimize(ripples(2), [4, 4], { ...box, maxTimeMs: 0 })).toMatchObject({ reason: 'time', iterations: 0 });
    const run = globalIterate(ripples(2), [4, 4], { ...box, maxEvaluations: 1000 });
    const values = [...run].map(({ value }) => value);
    expect(values.every((value, i) => i === 0 || value <= values[i - 1]!)).toBe(true);
  });

  test('survives what is not finite, and reports what throws', () => {
    const holes: VectorObjective = { valueAndGrad: ([x], gradient) => (gradient.fill(2 * (x! - 1)), x! < 0 ? NaN : (x! - 1) ** 2) };
    for (const method of methods) {
      expect(globalMinimize(holes, [-2], { ...box, method, maxEvaluations: 600 }).x[0]).toBeCloseTo(1, 5);
    }
    let calls = 0;
    const fragile: VectorObjective = { valueAndGrad: ([x], gradient) => {
      if (++calls > 50) throw new Error('worn out');
      gradient.fill(2 * x!);
      return x! * x!;
    } };
    expect(globalMinimize(fragile, [3], box)).toMatchObject({ reason: 'threw', error: expect.any(Error) as Error });
  });

  test('takes trees, each with its bounds, and keeps an unknown that has no room', () => {
    const f = ({ a, b }: { a: Tensor; b: Tensor }): Tensor => add(square(sub(a, 3)), square(sub(b, a)));
    const result = globalMinimize(f, { a: 0, b: 0 }, { bounds: { a: [-1, 2], b: [1, 1] }, maxEvaluations: 1000 });
    expect(result).toMatchObject({ converged: true, x: { a: expect.closeTo(2, 8) as number, b: 1 } });
  });

  test('refuses a box without ends, and options that make no sense', () => {
    expect(() => globalMinimize(ripples(1), [1], { bounds: [null, 5] })).toThrow(OptimError);
    expect(() => globalMinimize(ripples(1), [1], { ...box, method: {} as never })).toThrow(OptimError);
    expect(() => globalMinimize(ripples(1), [1], { ...box, maxEvaluations: 0 })).toThrow(OptimError);
    for (const bad of [() => cmaEs({ sigma: 0 }), () => cmaEs({ populationSize: 3 }), () => differentialEvolution({ populationSize: 2 }), () => multiStart({ samples: 0 }), () => basinHopping({ patience: 0 })]) {
      expect(bad).toThrow(OptimError);
    }
  });
});
