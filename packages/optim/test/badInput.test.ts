import { stack, type Tensor } from '@fermat/autodiff';
import { describe, expect, test } from 'vitest';
import {
  adam, augmentedLagrangian, bfgs, conjugateGradient, findRoot, globalMinimize, gradientDescent, huber, lbfgs, leastSquares, minimize, moreThuente,
  nelderMead, newtonTrustRegion, sgd, sqp, type ConstrainedMethod, type Method, type MinimizeOptions, type MinimizeResult,
} from '../src/index.js';
import { codeOf } from './codeOf.js';
import { half, Valley, type Fault } from './valley.js';

type Options = Omit<MinimizeOptions<number[]>, 'method' | 'constraints'>;
type Solve = (valley: Valley, x0: number[], options?: Options) => MinimizeResult<number[]>;

const methods: readonly (Method | ConstrainedMethod)[] = [
  lbfgs(),
  lbfgs({ search: moreThuente() }),
  bfgs(),
  conjugateGradient(),
  newtonTrustRegion(),
  newtonTrustRegion({ subproblem: 'cg' }),
  nelderMead(),
  gradientDescent(sgd({ learningRate: 2e-3 })),
  gradientDescent(adam({ learningRate: 0.1 })),
  sqp(),
  sqp({ hessian: 'bfgs' }),
  augmentedLagrangian(),
  augmentedLagrangian({ inner: nelderMead() }),
];
const takesBounds = methods.map(method => Boolean(method.readBounds));

const minimisers = methods.map((method, i): [string, Solve, boolean] => [`${method.name} (${i})`, (valley, x0, options) => minimize(valley, x0, { ...options, method }), takesBounds[i]!]);

const fitters: readonly [string, Solve, boolean?][] = [
  ['leastSquares', (valley, x0, options) => leastSquares(valley, x0, { ...options, subproblem: 'exact' }), true],
  ['leastSquares, matrix-free', (valley, x0, options) => leastSquares(valley, x0, { ...options, subproblem: 'cg' }), true],
  ['leastSquares with a loss', (valley, x0, options) => leastSquares(valley, x0, { ...options, loss: huber(1024) }), true],
  ['findRoot', (valley, x0, options) => findRoot(valley, x0, options)],
];

const START = [-1.2, 1];
const LONG = 40;

describe.each([...minimisers, ...fitters])('%s', (_, solve, bounded) => {
  /** Calls until the search is over, or long enough. */
  const whole = new Valley();
  solve(whole, START, { maxEvaluations: LONG });
  const last = Math.min(whole.calls, LONG) - 1;
  const outcomeOf = (fault: (x: Float64Array, call: number) => Fault | undefined): { valley: Valley; result: MinimizeResult<number[]> } => {
    const valley = new Valley(fault);
    return { valley, result: solve(valley, START) };
  };

  test('a start of the wrong shape, empty, NaN or infinite is refused', () => {
    expect(codeOf(() => solve(new Valley(), [[1], [2]] as never))).toBe('INVALID_START');
    expect(codeOf(() => solve(new Valley(), []))).toBe('EMPTY_START');
    expect(codeOf(() => solve(new Valley(), [1, NaN]))).toBe('INVALID_START');
    expect(codeOf(() => solve(new Valley(), [-Infinity, 1]))).toBe('INVALID_START');
  });

  test.runIf(bounded !== undefined)('crossed bounds are refused', () => {
    const valley = new Valley();
    expect(codeOf(() => solve(valley, START, { bounds: [[1, 0], null] }))).toBe(bounded ? 'INVALID_BOUNDS' : 'BOUNDS_UNSUPPORTED');
    expect(valley.calls).toBe(0);
  });

  test.runIf(bounded)('a start outside the bounds is moved inside and said so, and no point outside is evaluated', () => {
    const valley = new Valley();
    const result = solve(valley, [5, -5], { bounds: [[-1.5, 0.5], [0, 3]] });
    expect(valley.seen[0]).toEqual([0.5, 0]);
    expect(result.message).toContain('The start was outside the bounds');
    expect(valley.seen.filter(([x, y]) => !(x! >= -1.5 && x! <= 0.5 && y! >= 0 && y! <= 3))).toEqual([]);
    expect(result.x).toEqual([0.5, expect.closeTo(0.25, 5)]);
  });

  test.each<Fault>(['nan', 'nanGradient'])('a start where it is not finite is reported: %s', fault => {
    const { result, valley } = outcomeOf(() => fault);
    expect(result).toMatchObject({ x: START, reason: 'nonfinite', converged: false, iterations: 0, message: expect.stringContaining('start') as string });
    expect(valley.calls).toBeLessThanOrEqual(2);
  });

  test.each<Fault>(['nan', 'nanGradient'])('what is not finite later is stepped back from, or reported: %s', fault => {
    const { result } = outcomeOf(x => (x[0]! > 0.5 ? fault : undefined));
    expect(result.x[0]).toBeLessThanOrEqual(0.5);
    expect(result.value).toBe(half(result.x));
    expect(result.value).toBeLessThan(half(START));
    expect(result.converged).toBe(false);
  });

  test('what it throws at the start is thrown, and later is an outcome with the best point', () => {
    expect(() => outcomeOf(() => 'throws')).toThrow(RangeError);
    for (let at = 2; at <= last; at += 3) {
      const { result, valley } = outcomeOf((_x, call) => (call >= at ? 'throws' : undefined));
      expect(result).toMatchObject({ reason: 'threw', converged: false, value: valley.lowest, error: expect.any(RangeError) as Error });
      expect(valley.calls).toBe(at);
    }
  });

  test('an abort in mid-search returns the best point seen, and calls nothing any more', () => {
    for (let at = 1; at <= last; at++) {
      const valley = new Valley();
      const result = solve(valley, START, { signal: { get aborted() { return valley.calls >= at; } } });
      expect(result).toMatchObject({ reason: 'aborted', converged: false, value: valley.lowest });
      expect(result.value).toBe(half(result.x));
      expect(valley.calls).toBe(at);
    }
  });

  test('a tolerance of zero runs until rounding stops it', () => {
    const valley = new Valley();
    const result = solve(valley, START, { tolerance: 0, maxIterations: 3000 });
    expect(['gradient', 'precision', 'stuck', 'iterations']).toContain(result.reason);
    if (result.reason !== 'iterations') expect(result.x).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
    expect(result.value).toBeLessThanOrEqual(valley.lowest);
  });

  test('where the gradient points the wrong way it gets nowhere, and never says that it converged', () => {
    const { result, valley } = outcomeOf(() => 'uphill');
    expect(result.converged).toBe(false);
    expect(['stuck', 'iterations', 'nonfinite', 'evaluations']).toContain(result.reason);
    expect(result.value).toBe(valley.lowest);
  });
});

describe('an objective that returns a vector is refused', () => {
  test.each(methods)('$name', method => {
    expect(codeOf(() => minimize({ valueAndGrad: () => [1, 2] as never, hvp: () => undefined }, START, { method }))).toBe('OBJECTIVE_NOT_SCALAR');
    expect(() => minimize(([x, y]: [Tensor, Tensor]) => stack([x, y]), [-1.2, 1], { method })).toThrow(/scalar/i);
  });
});

describe('globalMinimize', () => {
  const search = (valley: Valley, x0: number[], options: object = {}): ReturnType<typeof globalMinimize<number[]>> =>
    globalMinimize(valley, x0, { bounds: [-2, 2], maxEvaluations: 2000, ...options });

  test('refuses starts and bounds that make no sense', () => {
    expect(codeOf(() => search(new Valley(), []))).toBe('EMPTY_START');
    expect(codeOf(() => search(new Valley(), [NaN, 1]))).toBe('INVALID_START');
    expect(codeOf(() => search(new Valley(), START, { bounds: [[1, 0], [0, 1]] }))).toBe('INVALID_BOUNDS');
  });

  test('moves a start from outside, says so, and evaluates nothing there', () => {
    const valley = new Valley();
    expect(search(valley, [5, -5]).message).toContain('The start was outside the bounds');
    expect(valley.seen[0]).toEqual([2, -2]);
    expect(valley.seen.flat().every(value => Math.abs(value) <= 2)).toBe(true);
  });

  test('finds nothing, and says so, where nothing is finite', () => {
    for (const fault of ['nan', 'nanGradient'] as const) expect(search(new Valley(() => fault), START).converged).toBe(false);
  });

  test('returns the best point when it is aborted or the objective throws', () => {
    for (const at of [2, 5, 11, 100, 500]) {
      const valley = new Valley();
      const aborted = search(valley, START, { signal: { get aborted() { return valley.calls >= at; } } });
      expect(aborted).toMatchObject({ reason: 'aborted', value: valley.lowest });
      const fragile = new Valley((_x, call) => (call === at ? 'throws' : undefined));
      expect(search(fragile, START)).toMatchObject({ reason: 'threw', value: fragile.lowest });
    }
  });
});
