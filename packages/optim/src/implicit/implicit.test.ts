import { add, concatenate, cos, exp, grad, hessian, jacobian, jit, jvp, mul, square, sub, sum, tensor, valueAndGrad, vmap, type Tensor } from '@fermat/autodiff';
import { describe, expect, test } from 'vitest';
import { augmentedLagrangian, constraint, findRoot, fixedPoint, lbfgs, leastSquares, linearConstraint, minimize, newtonTrustRegion, OptimError, sqp } from '../index.js';

const tight = { tolerance: 1e-12 } as const;

/** The slope of a function of one number by Richardson's extrapolation. */
function difference(f: (a: number) => number, a: number, h = 1e-3): number {
  const central = (step: number): number => (f(a + step) - f(a - step)) / (2 * step);
  return (4 * central(h / 2) - central(h)) / 3;
}

describe('the minimum of a function, as a function of what it closes over', () => {
  /** min over x of cosh-like exp(x) - a x is at x = ln a. */
  const log = (a: Tensor): Tensor => minimize((x: Tensor) => sub(exp(x), mul(a, x)), tensor(0.5), tight).x;

  test('has derivatives of every order, forwards and backwards', () => {
    expect(log(tensor(3)).item()).toBeCloseTo(Math.log(3), 9);
    expect(grad(log)(3)).toBeCloseTo(1 / 3, 9);
    expect(jvp(log, [3], [2])[1].item()).toBeCloseTo(2 / 3, 9);
    expect(hessian(log)(3)).toBeCloseTo(-1 / 9, 9);
    expect(grad((b: Tensor) => grad(log)(b))(3)).toBeCloseTo(-1 / 9, 9);
    expect(grad((b: Tensor) => hessian(log)(b))(3)).toBeCloseTo(2 / 27, 8);
    expect(jvp((b: Tensor) => grad(log)(b), [3], [1])[1].item()).toBeCloseTo(-1 / 9, 9);
  });

  test('of trees, with numbers, typed arrays and several minima in one another', () => {
    // min over u of (u - a)^2 + |v - a u|^2 + |v - 1|^2
    const inner = (a: Tensor): { u: Tensor; v: Tensor } => {
      const f = ({ u, v }: { u: Tensor; v: Tensor }): Tensor => add(square(sub(u, a)), add(sum(square(sub(v, mul(a, u)))), sum(square(sub(v, 1)))));
      return minimize(f, { u: 0, v: new Float64Array(2) }, tight).x as unknown as { u: Tensor; v: Tensor };
    };
    const first = (a: Tensor): Tensor => inner(a).u;
    const second = (a: Tensor): Tensor => sum(inner(a).v);
    // v = (1 + a u) / 2 twice, which leaves (u - a)^2 + (a u - 1)^2.
    const u = (a: number): number => (2 * a) / (1 + a * a);
    expect(grad(first)(0.7)).toBeCloseTo(difference(u, 0.7), 8);
    expect(grad(second)(0.7)).toBeCloseTo(difference(a => 1 + a * u(a), 0.7), 8);
  });

  test('serves as the objective of another search, by its values and gradients', () => {
    const squared = (a: Tensor): Tensor => square(sub(log(a), 2));
    const outer = minimize(
      {
        valueAndGrad(x, gradient) {
          const [value, slope] = valueAndGrad(squared)(x[0]!);
          gradient[0] = slope;
          return value;
        },
      },
      [3],
    );
    expect(outer.converged).toBe(true);
    expect(outer.x[0]).toBeCloseTo(Math.exp(2), 7);
  });

  test('has a differentiable value, whose slope is the partial one', () => {
    const value = (a: Tensor): Tensor => minimize((x: Tensor) => sub(exp(x), mul(a, x)), 0.5, tight).value as unknown as Tensor;
    expect(grad(value)(3)).toBeCloseTo(-Math.log(3), 9);
    expect(hessian(value)(3)).toBeCloseTo(-1 / 3, 9);
  });

  test('by every method', () => {
    for (const method of [newtonTrustRegion(), lbfgs(), sqp(), augmentedLagrangian()]) {
      expect(grad((a: Tensor) => minimize((x: Tensor) => sub(exp(x), mul(a, x)), tensor(0.5), { ...tight, method }).x)(3)).toBeCloseTo(1 / 3, 7);
    }
  });

  test('stays a plain result where nothing is traced', () => {
    const result = minimize((x: Tensor) => square(sub(x, 2)), 0);
    expect(result.x).toBeCloseTo(2, 9);
    expect(typeof result.x).toBe('number');
  });
});

describe('under bounds and constraints', () => {
  const project = (a: Tensor, bounds: readonly [number, number]): Tensor =>
    sum(minimize((x: Tensor) => add(sum(square(sub(x, mul(a, tensor([1, 2, 3]))))), 1), new Float64Array(3), { ...tight, method: lbfgs(), bounds }).x);

  test('of many unknowns, without a matrix', () => {
    // A chain of springs of stiffness 1 and k between 0 and 1, whose joints are held below a ceiling.
    const joints = (k: Tensor, ceiling: number): Tensor => {
      const energy = (x: Tensor): Tensor => {
        const gaps = sub(concatenate([x, tensor([1])]), concatenate([tensor([0]), x]));
        return add(sum(square(gaps)), mul(k, sum(square(sub(x, 1)))));
      };
      return sum(minimize(energy, new Float64Array(320), { ...tight, method: newtonTrustRegion(), bounds: [null, ceiling] }).x);
    };
    for (const ceiling of [2, 0.9]) {
      const at = (k: number): number => joints(tensor(k), ceiling).item();
      const slope = grad((k: Tensor) => joints(k, ceiling))(0.01);
      expect(slope).toBeCloseTo(difference(at, 0.01, 1e-4), 3);
      expect(jvp((k: Tensor) => joints(k, ceiling), [0.01], [1])[1].item()).toBeCloseTo(slope, 6);
    }
  });

  test('what a bound holds stays, and the rest moves', () => {
    expect(grad((a: Tensor) => project(a, [0, 2.5]))(1)).toBeCloseTo(3, 9);
    expect(grad((a: Tensor) => project(a, [0, 1.5]))(1)).toBeCloseTo(1, 9);
    expect(grad((a: Tensor) => project(a, [0, 0.5]))(1)).toBe(0);
    expect(grad((a: Tensor) => project(a, [-9, 9]))(1)).toBeCloseTo(6, 9);
  });

  /** The point of the circle of radius a next to (3, b). */
  const nearest = (a: Tensor, b: Tensor, method = sqp()): Tensor[] => {
    const circle = constraint(([x, y]: [Tensor, Tensor]) => sub(add(square(x), square(y)), square(a)), { upper: 0 });
    const distance = ([x, y]: [Tensor, Tensor]): Tensor => add(square(sub(x, 3)), square(sub(y, b)));
    return minimize(distance, [0.3, 0.1], { ...tight, method, constraints: circle }).x as unknown as Tensor[];
  };

  test.each([sqp(), sqp({ hessian: 'bfgs' }), augmentedLagrangian()])('what presses keeps pressing: $name', method => {
    const [a, b] = [2, 4];
    // x = 3 a / sqrt(9 + b^2)
    expect(grad((r: Tensor) => nearest(r, tensor(b), method)[0]!)(a)).toBeCloseTo(3 / 5, 6);
    expect(grad((c: Tensor) => nearest(tensor(a), c, method)[0]!)(b)).toBeCloseTo((-3 * a * b) / 125, 6);
    expect(jvp((c: Tensor) => nearest(tensor(a), c, method)[1]!, [b], [1])[1].item()).toBeCloseTo((9 * a) / 125, 6);
    expect(hessian((c: Tensor) => nearest(tensor(a), c, method)[0]!)(b)).toBeCloseTo(difference(c => (-3 * a * c) / (9 + c * c) ** 1.5, b), 5);
    // Inside of a wide circle nothing presses.
    expect(grad((c: Tensor) => nearest(tensor(9), c, method)[1]!)(b)).toBeCloseTo(1, 6);
  });

  test('equalities, linear constraints and bounds at once', () => {
    const x = (a: Tensor): Tensor =>
      minimize(
        (v: Tensor) => sum(square(sub(v, mul(a, tensor([1, 2, 4]))))),
        new Float64Array(3),
        { ...tight, method: sqp(), bounds: [null, 1], constraints: linearConstraint([[1, 1, 1]], { equals: 2 }) },
      ).x as unknown as Tensor;
    // The last is held at 1; of the other two, whose sum is 1, half the difference follows a / 2.
    const rows = jacobian(x)(0.5);
    expect(Array.from(rows.data())).toEqual([expect.closeTo(-0.5, 8), expect.closeTo(0.5, 8), 0]);
  });
});

describe('of least squares, roots and fixed points', () => {
  test('a fit moves with its data, and its second derivatives count', () => {
    const t = Float64Array.of(0, 1, 2, 3);
    const y = Float64Array.of(8.1, 3.9, 2.2, 0.9);
    const rate = (shift: Tensor): Tensor => {
      const decay = ({ size, rate }: { size: Tensor; rate: Tensor }): Tensor => sub(mul(size, exp(mul(rate, t))), add(y, mul(shift, tensor([1, -2, 3, 1]))));
      return leastSquares(decay, { size: 8, rate: -0.7 }, { tolerance: 1e-13 }).x.rate as unknown as Tensor;
    };
    const at = (shift: number): number => rate(tensor(shift)) as unknown as number;
    expect(grad(rate)(0.1)).toBeCloseTo(difference(at, 0.1), 8);
    expect(jvp(rate, [0.1], [2])[1].item()).toBeCloseTo(2 * difference(at, 0.1), 8);
    expect(hessian(rate)(0.1)).toBeCloseTo(difference(shift => grad(rate)(shift), 0.1), 7);
  });

  test('a root and a fixed point', () => {
    const cubeRoot = (a: Tensor): Tensor => findRoot((x: Tensor) => sub(mul(x, square(x)), a), tensor(1.5)).x;
    expect(grad(cubeRoot)(8)).toBeCloseTo(1 / 12, 12);
    expect(hessian(cubeRoot)(8)).toBeCloseTo((-2 / 9) * 8 ** (-5 / 3), 12);
    const system = (a: Tensor): Tensor => {
      const { x, y } = findRoot(({ x, y }: { x: Tensor; y: Tensor }) => [sub(mul(x, exp(y)), a), sub(add(x, y), 1)], { x: 0.5, y: 0.5 }).x;
      return sub(x, y);
    };
    // x exp(1 - x) = a
    const { x } = findRoot((v: Tensor) => sub(mul(v, exp(sub(1, v))), 0.8), 0.5);
    expect(grad(system)(0.8)).toBeCloseTo(2 / (Math.exp(1 - x) * (1 - x)), 9);
    const angle = (a: Tensor): Tensor => fixedPoint((v: Tensor) => cos(mul(a, v)), tensor(0.7)).x;
    const r = angle(tensor(1)).item();
    expect(grad(angle)(1)).toBeCloseTo((-r * Math.sin(r)) / (1 + Math.sin(r)), 10);
    expect(() => jit(cubeRoot)(3)).toThrow(OptimError);
  });
});

describe('where there are no numbers', () => {
  const root = (a: Tensor): Tensor => minimize((x: Tensor) => square(sub(x, a)), tensor(0)).x;

  test('jit and vmap say so', () => {
    for (const run of [() => jit(root)(3), () => vmap(root)(Float64Array.of(1, 2)), () => minimize(root, 1)]) {
      expect(run).toThrow(OptimError);
      expect(run).toThrow(/valueAndGrad/);
    }
  });

  test('what does not depend on the arguments of jit is found all the same', () => {
    expect(jit((a: Tensor) => mul(a, root(tensor(3))))(2).item()).toBeCloseTo(6, 9);
  });

  test('hand-written constraints are refused', () => {
    const written = constraint({ count: 1, values: (x, out) => void (out[0] = x[0]!), jacobian: (_x, rows) => void (rows[0]![0] = 1) }, { lower: 1 });
    const f = (a: Tensor): Tensor => minimize((x: Tensor) => square(mul(a, x)), tensor(2), { method: sqp(), constraints: written }).x;
    expect(() => grad(f)(3)).toThrow(OptimError);
    expect(() => grad((a: Tensor) => cos(add(a, f(tensor(1)))))(3)).toThrow(/untraced/);
  });
});
