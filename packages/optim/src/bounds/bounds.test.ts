import { add, grad, mul, square, sub, sum, tensor, type Tensor } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bfgs, conjugateGradient, lbfgs, minimize, moreThuente, newtonTrustRegion, type Bounds, type Method, type VectorObjective } from '../index.js';
import { readBounds } from './bounds.js';
import { codeOf } from '../../test/codeOf.js';

const methods: readonly Method[] = [lbfgs(), lbfgs({ memory: 2, search: moreThuente() }), newtonTrustRegion(), newtonTrustRegion({ subproblem: 'cg' })];

/** A bumpy bowl around (2, -1), which notes where it is called. */
class Bowl implements VectorObjective {
  readonly seen: number[][] = [];
  lowest = Infinity;
  constructor(
    readonly bumps: number,
    readonly sx = 1,
    readonly sf = 1,
  ) {}

  valueAndGrad(x: Float64Array, gradient: Float64Array): number {
    this.seen.push([...x]);
    const [u, v] = [x[0]! / this.sx - 2, x[1]! / this.sx + 1];
    const { bumps, sf, sx } = this;
    gradient[0] = ((sf / sx) * (2 * u + v - 3 * bumps * Math.sin(3 * u)));
    gradient[1] = ((sf / sx) * (8 * v + u));
    const value = sf * (u * u + u * v + 4 * v * v + bumps * Math.cos(3 * u) + 5);
    this.lowest = Math.min(this.lowest, value);
    return value;
  }

  hvp(x: Float64Array, v: Float64Array, out: Float64Array): void {
    this.seen.push([...x]);
    const scale = this.sf / this.sx ** 2;
    out[0] = scale * ((2 - 9 * this.bumps * Math.cos(3 * (x[0]! / this.sx - 2))) * v[0]! + v[1]!);
    out[1] = scale * (v[0]! + 8 * v[1]!);
  }
}

const side = fc.option(fc.integer({ min: -12, max: 12 }).map(k => k / 4), { nil: null });
const pair = fc.tuple(side, side).map(([a, b]): readonly [number | null, number | null] => (a !== null && b !== null && a > b ? [b, a] : [a, b]));
const coordinate = fc.integer({ min: -40, max: 40 }).map(k => k / 8);

describe.each(methods)('method %#: $name', method => {
  test('never leaves the bounds, returns the best point seen, and claims what holds', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 0.5, 2), pair, pair, coordinate, coordinate, (bumps, first, second, x, y) => {
        const bowl = new Bowl(bumps);
        const bounds = [first, second] as const;
        const result = minimize(bowl, [x, y], { method, bounds, maxIterations: 300 });
        for (const point of bowl.seen) {
          point.forEach((value, i) => expect(value >= (bounds[i]![0] ?? -Infinity) && value <= (bounds[i]![1] ?? Infinity)).toBe(true));
        }
        expect(result.evaluations).toBe(bowl.seen.length);
        expect(result.value).toBeLessThanOrEqual(bowl.lowest + 1e-10 * Math.abs(bowl.lowest));
        // A bump may lie between the basin that it ends in and a lower point that it passed.
        expect(result.converged || result.reason === 'worse', result.message).toBe(true);
        if (result.converged) expect(result.gradientNorm).toBeLessThan(1e-5);
      }),
      { numRuns: 100 },
    );
  });

  test('does not depend on the units of x and f', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -30, max: 30 }), (i, j) => {
        const [sx, sf] = [2 ** i, 2 ** j];
        const run = (x: number, f: number): unknown => {
          const { iterations, evaluations, reason, value } = minimize(new Bowl(0.5, x, f), [4 * x, 4 * x], { method, bounds: [[3 * x, 5 * x], [-2 * x, null]] });
          return { iterations, evaluations, reason, value: value / f };
        };
        expect(run(sx, sf)).toEqual(run(1, 1));
      }),
      { numRuns: 20 },
    );
  });

  test('moves a start outside to the nearest point inside, and says so', () => {
    const result = minimize(new Bowl(0), [10, 10], { method, bounds: [[3, 4], [null, 5]], history: true });
    expect(result.history[0]!.x).toEqual([4, 5]);
    expect(result.message).toContain('start was outside the bounds');
    expect(minimize(new Bowl(0), [4, 5], { method, bounds: [[3, 4], [null, 5]] }).message).not.toContain('outside');
  });

  test('keeps fixed unknowns', () => {
    const { x, converged } = minimize(new Bowl(0), [1, 1], { method, bounds: [null, [3, 3]] });
    expect(x).toEqual([expect.closeTo(0, 7), 3]);
    expect(converged).toBe(true);
    expect(minimize(new Bowl(0), [1, 1], { method, bounds: [[1, 1], [3, 3]] })).toMatchObject({ x: [1, 3], converged: true, gradientNorm: 0 });
  });

  test('ends on a face of a linear objective, and sees that it falls forever without one', () => {
    const slope: VectorObjective = {
      valueAndGrad: (x, gradient) => (gradient.set([1, -2]), x[0]! - 2 * x[1]! + 10),
      hvp: (_x, _v, out) => out.fill(0),
    };
    expect(minimize(slope, [0.5, 0.5], { method, bounds: [[0, 1], [0, 1]] })).toMatchObject({ x: [0, 1], value: 8, converged: true });
    expect(minimize(slope, [0.5, 0.5], { method, bounds: [[0, 1], [0, null]] })).toMatchObject({ converged: false });
  });
});

describe('bounds are a tree like x0', () => {
  const limits = <X>(bounds: Bounds<X>, x0: X): number[][] => {
    const { lower, upper } = readBounds(bounds, x0);
    return [[...lower], [...upper]];
  };
  const inf = Infinity;

  test.each([
    ['a number', limits([0, 1], 3), [[0], [1]]],
    ['a list of pairs', limits([[0, 1], null, [null, 5]], [1, 2, 3]), [[0, -inf, -inf], [1, inf, 5]]],
    ['one pair for all', limits([0, null], [1, 2, 3]), [[0, 0, 0], [inf, inf, inf]]],
    ['an object with a key left out', limits({ a: [0, 1] }, { a: 1, b: 2 }), [[0, -inf], [1, inf]]],
    ['a typed array', limits([0, Float64Array.of(1, 2)], new Float64Array(2)), [[0, 0], [1, 2]]],
    ['a typed array, by pairs', limits([[0, 1], [2, 3]], new Float64Array(2)), [[0, 2], [1, 3]]],
    ['a tensor', limits([0, 1], tensor([1, 2])), [[0, 0], [1, 1]]],
    ['a subtree', limits({ p: [0, 1], q: [[2, 3], null] }, { p: { a: 1, b: [1, 2] }, q: [0, 0] }), [[0, 0, 0, 2, -inf], [1, 1, 1, 3, inf]]],
  ])('%s', (_, read, expected) => {
    expect(read).toEqual(expected);
  });

  test('of a traced objective too, which keeps its kind', () => {
    const cost = ({ a, b }: { a: Tensor; b: Tensor }): Tensor => add(square(sub(a, 3)), sum(square(sub(b, mul(a, 2)))));
    const { x, converged } = minimize(cost, { a: 0, b: new Float64Array(2) }, { method: lbfgs(), bounds: { a: [null, 1], b: [0, Float64Array.of(9, 1.5)] } });
    expect(converged).toBe(true);
    expect(x.a).toBe(1);
    expect([...x.b]).toEqual([expect.closeTo(2, 6), 1.5]);
  });
});

test('the default method takes bounds, and derivatives know what they hold', () => {
  const nearest = (a: Tensor): Tensor => {
    const { x } = minimize(([u, v]: [Tensor, Tensor]) => add(square(sub(u, a)), square(sub(v, mul(a, a)))), [0, 0], { bounds: [[0, 1], null] });
    return add(x[0], x[1]);
  };
  expect(nearest(tensor(2)).item()).toBeCloseTo(5, 8);
  expect(grad(nearest)(2)).toBeCloseTo(4, 8);
});

describe('misuse throws', () => {
  const bowl = new Bowl(0);
  const method = lbfgs();
  const mistakes: readonly (readonly [string, () => unknown])[] = [
    ['INVALID_BOUNDS', () => minimize(bowl, [0, 0], { method, bounds: [[1, 0], null] })],
    ['INVALID_BOUNDS', () => minimize(bowl, [0, 0], { method, bounds: [[NaN, 0], null] })],
    ['INVALID_BOUNDS', () => minimize(bowl, [0, 0], { method, bounds: [[Infinity, Infinity], null] })],
    ['INVALID_BOUNDS', () => minimize(bowl, [0, 0], { method, bounds: [[0, 1], [0, 1], [0, 1]] as never })],
    ['INVALID_BOUNDS', () => minimize(bowl, [0, 0], { method, bounds: { lower: 0 } as never })],
    ['INVALID_BOUNDS', () => minimize(bowl, [0, 0], { method, bounds: 3 as never })],
    ['INVALID_BOUNDS', () => minimize(bowl, [0, 0], { method, bounds: [Float64Array.of(1), null] })],
    ...[bfgs(), conjugateGradient()].map(other => ['BOUNDS_UNSUPPORTED', () => minimize(bowl, [0, 0], { method: other, bounds: [0, 1] })] as const),
  ];
  test.each(mistakes)('%s (%#)', (code, run) => {
    expect(codeOf(run)).toBe(code);
  });
});
