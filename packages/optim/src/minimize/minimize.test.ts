import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bfgs, conjugateGradient, gradientDescent, iterate, lbfgs, minimize, moreThuente, sgd, type Method, type Reason, type VectorObjective } from '../index.js';
import { codeOf } from '../../test/codeOf.js';

/** An objective from a value and a gradient as arrays. */
function written(f: (x: Float64Array) => readonly [number, readonly number[]]): VectorObjective {
  return {
    valueAndGrad(x, gradient) {
      const [value, slopes] = f(x);
      gradient.set(slopes);
      return value;
    },
  };
}

const rosenbrock = written(([x, y]) => {
  const a = 1 - x!;
  const b = y! - x! * x!;
  return [a * a + 100 * b * b, [-2 * a - 400 * x! * b, 200 * b]];
});

const bowl = written(x => [0.5 * x.reduce((sum, v) => sum + v * v, 0) + 1, Array.from(x)]);

const descent = gradientDescent(sgd({ learningRate: 0.1 }));

const methods: readonly Method[] = [lbfgs(), descent];

describe('the result', () => {
  test('keeps the kind of the start', () => {
    expect(minimize(bowl, [3, 4]).x).toEqual([expect.closeTo(0, 7), expect.closeTo(0, 7)]);
    expect(minimize(bowl, Float64Array.of(3)).x).toBeInstanceOf(Float64Array);
  });

  test('does not touch the start', () => {
    const start = Float64Array.of(3, 4);
    minimize(bowl, start);
    expect(Array.from(start)).toEqual([3, 4]);
  });

  test('counts every call of the objective', () => {
    let calls = 0;
    const counting: VectorObjective = {
      valueAndGrad(x, gradient) {
        calls++;
        return rosenbrock.valueAndGrad(x, gradient);
      },
    };
    expect(minimize(counting, [-1.2, 1]).evaluations).toBe(calls);
  });

  test('is the last state that the generator gave, for a method that descends', () => {
    const states = [...iterate(rosenbrock, [-1.2, 1])];
    const result = minimize(rosenbrock, [-1.2, 1], { history: true });
    expect(result.history).toEqual(states);
    expect(states.map(state => state.iteration)).toEqual(states.map((_, i) => i));
    expect(result.iterations).toBe(states.length - 1);
    expect(result).toMatchObject({ x: states.at(-1)!.x, value: states.at(-1)!.value });
  });

  test('survives JSON', () => {
    const result = minimize(rosenbrock, [-1.2, 1], { history: true });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  test('has no history unless asked', () => {
    expect(minimize(bowl, [1]).history).toEqual([]);
  });

  test.each(methods)('is reproducible: $name', method => {
    const run = (): unknown => minimize(rosenbrock, [-1.2, 1], { method: lbfgs(), history: true });
    expect(run()).toEqual(run());
    expect(minimize(bowl, [3], { method })).toEqual(minimize(bowl, [3], { method }));
  });
});

describe('convergence', () => {
  test.each(methods)('means the first-order condition: $name', method => {
    const result = minimize(bowl, [3, -4], { method });
    expect(result).toMatchObject({ converged: true, reason: 'gradient' });
    expect(result.gradientNorm).toBeLessThan(1e-7);
  });

  test.each(methods)('does not depend on the units of x and f: $name', method => {
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -30, max: 30 }), (i, j) => {
        const [sx, sf] = [2 ** i, 2 ** j];
        const inUnits = written(([x, y]) => [
          sf * (Math.cosh(x! / sx - 1) + Math.cosh((2 * y!) / sx)),
          [(sf / sx) * Math.sinh(x! / sx - 1), ((2 * sf) / sx) * Math.sinh((2 * y!) / sx)],
        ]);
        // A gradient's unit is f over x, so a learning rate's is x^2 over f.
        const scaledMethod = method === descent ? gradientDescent(sgd({ learningRate: (0.1 * sx * sx) / sf })) : method;
        const run = minimize(inUnits, [2 * sx, sx], { method: scaledMethod });
        const plain = minimize(written(([x, y]) => [Math.cosh(x! - 1) + Math.cosh(2 * y!), [Math.sinh(x! - 1), 2 * Math.sinh(2 * y!)]]), [2, 1], { method });
        expect(run).toMatchObject({ iterations: plain.iterations, evaluations: plain.evaluations, reason: plain.reason });
        expect(run.value).toBe(plain.value * sf);
      }),
      { numRuns: 20 },
    );
  });

  test('is not claimed where tiny steps merely look like an end', () => {
    const method = gradientDescent(sgd({ learningRate: 1e-9 }));
    expect(minimize(bowl, [3], { method, maxIterations: 100 })).toMatchObject({ converged: false, reason: 'iterations' });
  });

  test('is not claimed on a slope without end', () => {
    const slope = written(([x]) => [Math.exp(-x!), [-Math.exp(-x!)]]);
    const result = minimize(slope, [0], { method: descent, maxIterations: 500 });
    expect(result).toMatchObject({ converged: false, reason: 'iterations' });
    expect(minimize(written(([x]) => [x!, [1]]), [0])).toMatchObject({ converged: false, reason: 'unbounded' });
  });

  test('comes at once where the gradient is zero', () => {
    expect(minimize(bowl, [0, 0])).toMatchObject({ converged: true, reason: 'gradient', iterations: 0, evaluations: 1 });
  });

  test.each(methods)('with tolerance 0 waits for rounding to stop it: $name', method => {
    const result = minimize(written(([x]) => [Math.cosh(x! - 1), [Math.sinh(x! - 1)]]), [3], { method, tolerance: 0 });
    expect(result.converged).toBe(true);
    expect(Math.abs(result.x[0]! - 1)).toBeLessThan(1e-9);
  });

  test.each<Method>([lbfgs(), lbfgs({ search: moreThuente() }), bfgs(), conjugateGradient()])('with tolerance 0 does not go around in circles where rounding stops it: $name', method => {
    for (const penalty of [1, 10, 100, 1000, 1e5]) {
      const valley = written(([x, y]) => {
        const c = x! * x! + y! * y! - 1;
        return [((x! - 3) ** 2 + (y! - 4) ** 2 + penalty * c * c) / 2, [x! - 3 + 2 * penalty * c * x!, y! - 4 + 2 * penalty * c * y!]];
      });
      expect(minimize(valley, [0.5, 0], { method, tolerance: 0 })).toMatchObject({ converged: true, reason: 'precision' });
    }
  });

  test('is still found where f hides the decrease behind a large constant', () => {
    const offset = written(x => {
      const gradient = new Float64Array(2);
      return [1e6 + rosenbrock.valueAndGrad(x, gradient), Array.from(gradient)];
    });
    const result = minimize(offset, [-1.2, 1]);
    expect(result.converged).toBe(true);
    expect(result.x[0]).toBeCloseTo(1, 4);
  });
});

describe('limits', () => {
  test('on iterations', () => {
    expect(minimize(rosenbrock, [-1.2, 1], { maxIterations: 3 })).toMatchObject({ iterations: 3, reason: 'iterations', converged: false });
    expect(minimize(rosenbrock, [-1.2, 1], { maxIterations: 0 })).toMatchObject({ x: [-1.2, 1], iterations: 0, evaluations: 1 });
  });

  test('on evaluations, never exceeded', () => {
    for (let maxEvaluations = 1; maxEvaluations < 30; maxEvaluations++) {
      const result = minimize(rosenbrock, [-1.2, 1], { maxEvaluations });
      expect(result).toMatchObject({ evaluations: maxEvaluations, reason: 'evaluations', converged: false });
    }
  });

  test('on time', () => {
    expect(minimize(rosenbrock, [-1.2, 1], { maxTimeMs: 0 })).toMatchObject({ x: [-1.2, 1], reason: 'time', converged: false });
  });

  test('an abort in mid-search returns the best point seen', () => {
    const controller = { aborted: false };
    let calls = 0;
    let lowest = Infinity;
    const aborting: VectorObjective = {
      valueAndGrad(x, gradient) {
        if (++calls === 20) controller.aborted = true;
        const value = rosenbrock.valueAndGrad(x, gradient);
        lowest = Math.min(lowest, value);
        return value;
      },
    };
    expect(minimize(aborting, [-1.2, 1], { signal: controller })).toMatchObject({
      reason: 'aborted',
      converged: false,
      evaluations: 20,
      value: lowest,
    });
  });

  test('a callback can abort between iterations', () => {
    const controller = { aborted: false };
    const result = minimize(rosenbrock, [-1.2, 1], {
      signal: controller,
      onIteration: ({ iteration }) => {
        controller.aborted = iteration === 5;
      },
    });
    expect(result).toMatchObject({ reason: 'aborted', iterations: 5 });
  });

  test('the generator may be dropped', () => {
    const run = iterate(rosenbrock, [-1.2, 1]);
    expect(run.next().value).toMatchObject({ iteration: 0, x: [-1.2, 1] });
    run.return(undefined as never);
    expect(run.next().done).toBe(true);
  });
});

describe('objectives that misbehave', () => {
  const outcomes: readonly [string, VectorObjective, readonly number[], Reason][] = [
    ['NaN at the start', written(() => [NaN, [1]]), [1], 'nonfinite'],
    ['infinite at the start', written(() => [Infinity, [1]]), [1], 'nonfinite'],
    ['finite with a NaN in the gradient at the start', written(() => [1, [NaN]]), [1], 'nonfinite'],
    ['a gradient of the wrong sign', written(([x]) => [x! * x! + 1, [-2 * x!]]), [1], 'stuck'],
  ];

  test.each(outcomes)('%s', (_, objective, start, reason) => {
    const result = minimize(objective, [...start]);
    expect(result).toMatchObject({ x: start, reason, converged: false });
    expect(result.message).toMatch(/\.$/);
  });

  test('minus infinity', () => {
    const pit = written(([x]) => (x! < 0.5 ? [-Infinity, [1]] : [x!, [1]]));
    expect(minimize(pit, [1])).toMatchObject({ x: [0.75], value: 0.75, reason: 'unbounded', converged: false });
  });

  test('a line search steps back from NaN and from a gradient that is NaN', () => {
    const domain = (outside: readonly [number, readonly number[]]): VectorObjective =>
      written(([x]) => (x! > 0 ? [x! - Math.log(x!), [1 - 1 / x!]] : outside));
    for (const outside of [[NaN, [NaN]], [Infinity, [1]], [-5, [NaN]]] as const) {
      const result = minimize(domain(outside), [1e-3]);
      expect(result).toMatchObject({ converged: true });
      expect(result.x[0]).toBeCloseTo(1, 7);
    }
  });

  test('a fixed step into NaN ends the search with the best point', () => {
    const cliff = written(([x]) => (x! > 0 ? [x!, [1]] : [NaN, [NaN]]));
    const result = minimize(cliff, [0.25], { method: descent });
    expect(result).toMatchObject({ reason: 'nonfinite', converged: false });
    expect(result.value).toBeCloseTo(0.05, 12);
    expect(result.message).toContain('iteration 3');
  });

  test('a descent that diverges returns the best point, not the last', () => {
    const method = gradientDescent(sgd({ learningRate: 2.5 }));
    const result = minimize(bowl, [3], { method, maxIterations: 20 });
    expect(result).toMatchObject({ x: [3], value: 5.5, converged: false });
    expect(minimize(bowl, [3], { method })).toMatchObject({ x: [3], reason: 'nonfinite', converged: false });
  });

  test('an error at the start is thrown as it is; a later one ends the search', () => {
    let calls = 0;
    const failing = (at: number): VectorObjective => ({
      valueAndGrad(x, gradient) {
        if (++calls === at) throw new RangeError('outside the table');
        return rosenbrock.valueAndGrad(x, gradient);
      },
    });
    expect(() => minimize(failing(1), [-1.2, 1])).toThrow(RangeError);
    calls = 0;
    const result = minimize(failing(10), [-1.2, 1]);
    expect(result).toMatchObject({ reason: 'threw', converged: false, evaluations: 10 });
    expect(result.error).toBeInstanceOf(RangeError);
    expect(result.value).toBeLessThan(24.2);
  });

  test('settling above a lower point seen before is not convergence', () => {
    // A narrow well at 0, which steps from the left leap over into the basin at 2.
    const well = written(([x]) => {
      const depth = 3 * Math.exp(-200 * x! * x!);
      return [(x! - 2) ** 2 / 4 - depth, [(x! - 2) / 2 + 400 * x! * depth]];
    });
    const run = minimize(well, [-0.9], { method: gradientDescent(sgd({ learningRate: 0.6 })), history: true });
    const lowest = Math.min(...run.history.map(({ value }) => value));
    expect(run.value).toBe(lowest);
    expect(run).toMatchObject({ converged: false, reason: 'worse' });
  });
});

describe('misuse throws', () => {
  test.each([
    ['EMPTY_START', () => minimize(bowl, [])],
    ['EMPTY_START', () => minimize(bowl, new Float64Array(0))],
    ['INVALID_START', () => minimize(bowl, [1, NaN])],
    ['INVALID_START', () => minimize(bowl, [Infinity])],
    ['INVALID_START', () => minimize(bowl, { a: 1 } as never)],
    ['INVALID_START', () => minimize(bowl, [[1], [2]] as never)],
    ['INVALID_OBJECTIVE', () => minimize({} as never, [1])],
    ['INVALID_OBJECTIVE', () => minimize(undefined as never, [1])],
    ['OBJECTIVE_NOT_SCALAR', () => minimize({ valueAndGrad: () => [1, 2] as never }, [1])],
    ['OBJECTIVE_NOT_SCALAR', () => minimize({ valueAndGrad: () => undefined as never }, [1])],
    ['INVALID_OPTION', () => minimize(bowl, [1], { tolerance: -1 })],
    ['INVALID_OPTION', () => minimize(bowl, [1], { tolerance: NaN })],
    ['INVALID_OPTION', () => minimize(bowl, [1], { maxIterations: -1 })],
    ['INVALID_OPTION', () => minimize(bowl, [1], { maxEvaluations: 0 })],
    ['INVALID_OPTION', () => minimize(bowl, [1], { method: sgd({ learningRate: 1 }) as never })],
    ['INVALID_OPTION', () => lbfgs({ memory: 0 })],
    ['INVALID_OPTION', () => sgd({ learningRate: NaN })],
  ])('%s (%#)', (code, run) => {
    expect(codeOf(run)).toBe(code);
  });
});
