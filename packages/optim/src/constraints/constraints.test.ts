import { add, exp, mul, square, sub, sum, tensor, type Tensor } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { augmentedLagrangian, bfgs, constraint, lbfgs, linearConstraint, minimize, newtonTrustRegion, sqp, type ConstrainedMethod, type VectorFunction, type VectorObjective } from '../index.js';
import { codeOf } from '../../test/codeOf.js';

const methods: readonly ConstrainedMethod[] = [sqp(), sqp({ hessian: 'bfgs' }), augmentedLagrangian()];

/** |x - target|^2 / 2 times a scale, which notes where it is called. */
class Distance implements VectorObjective {
  readonly seen: number[][] = [];
  constructor(
    readonly target: readonly number[],
    readonly scale = 1,
  ) {}

  valueAndGrad(x: Float64Array, gradient: Float64Array): number {
    this.seen.push([...x]);
    let value = 0;
    this.target.forEach((t, i) => {
      gradient[i] = this.scale * (x[i]! - t);
      value += (this.scale * (x[i]! - t) ** 2) / 2;
    });
    return value;
  }

  hvp(_x: Float64Array, v: Float64Array, out: Float64Array): void {
    v.forEach((part, i) => (out[i] = this.scale * part));
  }
}

const disc = (radius: number): VectorFunction => ({
  count: 1,
  values: (x, out) => (out[0] = x.reduce((total, value) => total + value * value, 0) - radius ** 2) as never,
  jacobian: (x, rows) => rows[0]!.set(x.map(value => 2 * value)),
  hvp: (_x, multipliers, v, out) => out.set(v.map(part => 2 * multipliers[0]! * part)),
});

const number = fc.integer({ min: -40, max: 40 }).map(k => k / 8);

describe.each(methods)('method %#: $name', method => {
  test('projects on a half-space and a box: the KKT conditions hold', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 3, maxLength: 3 }), fc.array(number, { minLength: 3, maxLength: 3 }), number, (target, normal, offset) => {
        if (normal.every(part => part === 0)) return;
        // The half-space holds 0, so the problem is feasible.
        const lower = -Math.abs(offset);
        const distance = new Distance(target);
        const result = minimize(distance, [0, 0, 0], { method, bounds: [-3, 3], constraints: linearConstraint([normal], { lower }) });
        expect(result.converged, result.message).toBe(true);
        const [multiplier] = result.multipliers![0]!;
        const room = normal.reduce((total, part, i) => total + part * result.x[i]!, -lower);
        expect(room).toBeGreaterThan(-1e-8);
        expect(multiplier).toBeGreaterThanOrEqual(-1e-6);
        expect(Math.abs(multiplier! * room)).toBeLessThan(1e-5);
        result.x.forEach((value, i) => {
          const slope = value - target[i]! - multiplier! * normal[i]!;
          if (value > -3 + 1e-6) expect(slope).toBeLessThan(1e-5);
          if (value < 3 - 1e-6) expect(slope).toBeGreaterThan(-1e-5);
        });
        for (const point of distance.seen) expect(point.every(value => Math.abs(value) <= 3)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('takes hand-written functions, and gives the multiplier of the closed form', () => {
    const result = minimize(new Distance([3, 4]), [0.5, 0], { method, constraints: constraint(disc(1), { upper: 0 }) });
    expect(result.converged, result.message).toBe(true);
    expect(result.x).toEqual([expect.closeTo(0.6, 6), expect.closeTo(0.8, 6)]);
    // x - t = 2 m x, and x is a fifth of t.
    expect(result.multipliers).toEqual([[expect.closeTo(-2, 5)]]);
    expect(result.violation).toBeLessThan(1e-9);
  });

  test('takes equalities, two-sided limits and trees', () => {
    const cost = ({ a, b }: { a: Tensor; b: Tensor }): Tensor => add(square(a), sum(square(b)));
    const total = constraint(({ a, b }: { a: Tensor; b: Tensor }) => add(a, sum(b)), { equals: 3 });
    const spread = constraint(({ b }: { b: Tensor }) => ({ spread: sub(mul(b, tensor([1, 2])), 0) }), { lower: [0, 3], upper: Float64Array.of(0.5, 4) });
    const { x, converged, multipliers } = minimize(cost, { a: 0, b: new Float64Array(2) }, { method, constraints: [total, spread] });
    expect(converged).toBe(true);
    expect([x.a, ...x.b]).toEqual([expect.closeTo(1, 6), expect.closeTo(0.5, 6), expect.closeTo(1.5, 6)]);
    expect(multipliers!.map(each => each.length)).toEqual([1, 2]);
  });

  test('does not depend on the units of f, x and the constraint', () => {
    const run = (f: number, x: number, c: number): { iterations: number; u: number } => {
      const limited: VectorFunction = {
        count: 1,
        values: (at, out) => void (out[0] = c * Math.exp(at[0]! / x) + (c * at[1]!) / x),
        jacobian: (at, rows) => rows[0]!.set([(c * Math.exp(at[0]! / x)) / x, c / x]),
        hvp: (at, [multiplier], v, out) => out.set([(multiplier! * c * Math.exp(at[0]! / x) * v[0]!) / x ** 2, 0]),
      };
      const result = minimize(new Distance([2 * x, x], f), [x / 2, x / 4], { method, constraints: constraint(limited, { upper: 2 * c }) });
      expect(result.converged, result.message).toBe(true);
      return { iterations: result.iterations, u: result.x[0]! / x };
    };
    const plain = run(1, 1, 1);
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }), (i, j, k) => {
        expect(run(2 ** i, 2 ** j, 2 ** k).u).toBeCloseTo(plain.u, 7);
      }),
      { numRuns: 20 },
    );
  });

  test('with a tolerance of 0 ends where rounding stops it', () => {
    const result = minimize(new Distance([3, 4]), [0.5, 0], { method, constraints: constraint(disc(1), { upper: 0 }), tolerance: 0 });
    expect(result.reason).not.toBe('iterations');
    expect(result.iterations).toBeLessThan(50);
    expect(result.x).toEqual([expect.closeTo(0.6, 12), expect.closeTo(0.8, 12)]);
  });

  test('tells an infeasible problem, and never that it converged', () => {
    const between = [constraint(disc(1), { upper: 0 }), linearConstraint([[1, 0]], { lower: 2 })];
    expect(minimize(new Distance([3, 4]), [0.5, 0.1], { method, constraints: between })).toMatchObject({ converged: false, reason: 'infeasible' });
    const impossible = constraint((x: Tensor) => exp(x), { equals: -1 });
    const result = minimize((x: Tensor) => square(x), 1, { method, constraints: impossible, maxIterations: 200 });
    expect(result.converged).toBe(false);
  });

  test('does without constraints', () => {
    const result = minimize(new Distance([3, 4]), [0, 0], { method, bounds: [null, [null, 1]] });
    expect(result).toMatchObject({ converged: true, violation: 0, multipliers: [] });
    expect(result.x).toEqual([expect.closeTo(3, 7), 1]);
  });

  test('says why it stopped, with the point where it was', () => {
    const ring = constraint(disc(1), { equals: 0 });
    expect(minimize(new Distance([3, 4]), [0.5, 0.1], { method, constraints: ring, maxEvaluations: 2 })).toMatchObject({ reason: 'evaluations', converged: false });
    expect(minimize(new Distance([3, 4]), [0.5, 0.1], { method, constraints: ring, maxIterations: 0 })).toMatchObject({ reason: 'iterations', x: [0.5, 0.1] });
    expect(minimize(new Distance([3, 4]), [0.5, 0.1], { method, constraints: ring, signal: { aborted: true } })).toMatchObject({ reason: 'aborted' });
    expect(minimize({ valueAndGrad: () => NaN }, [0.5, 0.1], { method, constraints: ring })).toMatchObject({ reason: 'nonfinite', converged: false, x: [0.5, 0.1] });
    const hole: VectorFunction = { ...disc(1), values: (_x, out) => void out.fill(NaN) };
    expect(minimize(new Distance([3, 4]), [0.5, 0.1], { method, constraints: constraint(hole, { equals: 0 }) })).toMatchObject({ reason: 'nonfinite', converged: false });
    let calls = 0;
    const failing: VectorFunction = {
      ...disc(1),
      values(x, out) {
        if (++calls === 3) throw new RangeError('outside the table');
        disc(1).values(x, out);
      },
    };
    expect(minimize(new Distance([3, 4]), [0.5, 0.1], { method, constraints: constraint(failing, { equals: 0 }) })).toMatchObject({ reason: 'threw', converged: false });
  });

  test('survives JSON, and keeps the history', () => {
    const result = minimize(new Distance([3, 4]), [0.5, 0.1], { method, constraints: constraint(disc(1), { equals: 0 }), history: true });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    expect(result.history.length).toBe(result.iterations + 1);
    expect(result.history[0]!.x).toEqual([0.5, 0.1]);
  });
});

describe('sqp', () => {
  test('leaves a first-order point from which the Lagrangian curves downwards', () => {
    const saddle = ([x, y]: [Tensor, Tensor]): Tensor => add(sub(square(x), square(y)), mul(0.25, square(square(y))));
    const result = minimize(saddle, [1, 0], { method: sqp(), constraints: linearConstraint([[0, 1]], { lower: 0 }) });
    expect(result).toMatchObject({ converged: true, value: expect.closeTo(-1, 9) as number });
    expect(result.x[1]).toBeCloseTo(Math.SQRT2, 6);
  });

  test('solves a linear program at its vertex', () => {
    const result = minimize(([x, y]: [Tensor, Tensor]) => sub(mul(-3, x), mul(2, y)), [0, 0], {
      method: sqp(),
      bounds: [[0, null], [0, null]],
      constraints: linearConstraint([[1, 1], [1, 3]], { upper: [4, 6] }),
    });
    expect(result).toMatchObject({ converged: true, value: expect.closeTo(-12, 9) as number });
    expect(result.multipliers).toEqual([[expect.closeTo(-3, 6), expect.closeTo(0, 6)]]);
  });
});

test('constraints bring their method along', () => {
  const f = new Distance([2, 2]);
  const { x, converged, multipliers } = minimize(f, [0, 0], { constraints: linearConstraint([[1, 1]], { upper: 2 }) });
  expect(converged).toBe(true);
  expect([...x].map(each => Math.round(each * 1e9) / 1e9)).toEqual([1, 1]);
  expect(multipliers![0]![0]).toBeLessThan(0);
});

describe('misuse throws', () => {
  const f = new Distance([0, 0]);
  const method = sqp();
  const mistakes: readonly (readonly [string, () => unknown])[] = [
    ['CONSTRAINTS_UNSUPPORTED', () => minimize(f, [1, 1], { method: lbfgs(), constraints: linearConstraint([[1, 1]], { equals: 0 }) })],
    ['INVALID_CONSTRAINT', () => minimize(f, [1, 1], { constraints: { fun: f, upper: 1 } as never })],
    ['INVALID_CONSTRAINT', () => minimize(f, [1, 1], { method, constraints: [linearConstraint([[1, 1]], { equals: 0 }), null as never] })],
    ['CONSTRAINTS_UNSUPPORTED', () => minimize(f, [1, 1], { method: newtonTrustRegion(), constraints: [] })],
    ['INVALID_CONSTRAINT', () => constraint(3 as never, { equals: 0 })],
    ['INVALID_CONSTRAINT', () => linearConstraint([[1, 1], [1]], { equals: 0 })],
    ['INVALID_CONSTRAINT', () => linearConstraint([], { equals: 0 })],
    ['INVALID_CONSTRAINT', () => linearConstraint([[NaN, 1]], { equals: 0 })],
    ['INVALID_CONSTRAINT', () => minimize(f, [1, 1], { method, constraints: linearConstraint([[1, 1, 1]], { equals: 0 }) })],
    ['INVALID_CONSTRAINT', () => minimize(f, [1, 1], { method, constraints: linearConstraint([[1, 1]], { lower: 1, upper: 0 }) })],
    ['INVALID_CONSTRAINT', () => minimize(f, [1, 1], { method, constraints: linearConstraint([[1, 1]], { equals: NaN }) })],
    ['INVALID_CONSTRAINT', () => minimize(f, [1, 1], { method, constraints: linearConstraint([[1, 1]], {}) })],
    ['INVALID_CONSTRAINT', () => minimize(f, [1, 1], { method, constraints: linearConstraint([[1, 1]], { equals: [1, 2] }) })],
    ['INVALID_OPTION', () => sqp({ hessian: 'none' as never })],
    ['INVALID_OPTION', () => augmentedLagrangian({ inner: {} as never })],
    ['HESSIAN_UNAVAILABLE', () => minimize({ valueAndGrad: () => 0 }, [1], { method: sqp({ hessian: 'exact' }), constraints: [] })],
    ['TOO_MANY_UNKNOWNS', () => minimize(f, new Float64Array(1e6), { method, constraints: [] })],
    ['BOUNDS_UNSUPPORTED', () => minimize(f, [1, 1], { method: augmentedLagrangian({ inner: bfgs() }), bounds: [0, 1] })],
  ];
  test.each(mistakes)('%s (%#)', (code, run) => {
    expect(codeOf(run)).toBe(code);
  });
});
