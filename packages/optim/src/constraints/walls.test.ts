import { add, exp, log, mul, neg, pow, sqrt, square, sub, type Tensor } from '@fermat/autodiff';
import { describe, expect, test } from 'vitest';
import { augmentedLagrangian, constraint, minimize, sqp, type ConstrainedMethod, type Limits } from '../index.js';

type Value = (x: [Tensor, Tensor]) => Tensor;

interface Walled {
  readonly name: string;
  readonly f: Value;
  /** Not finite on the far side of a wall. */
  readonly c: Value;
  readonly limits: Limits;
  readonly start: [number, number];
}

/** Solutions close to the wall, and the least values, by hand or by bisection on Lagrange's conditions. */
const solvable: readonly (Walled & { readonly least: number })[] = [
  { name: 'sqrt x >= 1e-3', f: ([x, y]) => add(add(x, 1), square(y)), c: ([x]) => sqrt(x), limits: { lower: 1e-3 }, start: [4, 1], least: 1 + 1e-6 },
  { name: 'log x >= -10', f: ([x, y]) => add(x, square(y)), c: ([x]) => log(x), limits: { lower: -10 }, start: [4, 1], least: Math.exp(-10) },
  { name: 'sqrt x + sqrt y >= 0.01', f: ([x, y]) => add(x, mul(2, y)), c: ([x, y]) => add(sqrt(x), sqrt(y)), limits: { lower: 0.01 }, start: [4, 3], least: 2e-4 / 3 },
  { name: 'sqrt x = 1e-3', f: ([x, y]) => add(square(sub(x, y)), square(sub(y, 2))), c: ([x]) => sqrt(x), limits: { equals: 1e-3 }, start: [3, 1], least: (2 - 1e-6) ** 2 / 2 },
  { name: 'within a disc', f: ([x, y]) => neg(add(x, y)), c: ([x, y]) => sqrt(sub(1, add(square(x), square(y)))), limits: { lower: 0.1 }, start: [0.1, 0], least: -Math.sqrt(2 * 0.99) },
  { name: 'at the edge of a disc', f: ([x, y]) => neg(add(x, y)), c: ([x, y]) => sqrt(sub(1, add(square(x), square(y)))), limits: { lower: 1e-3 }, start: [0.1, 0], least: -Math.sqrt(2 * (1 - 1e-6)) },
  { name: 'log (x + 3) = y', f: ([x, y]) => add(exp(x), square(y)), c: ([x, y]) => sub(log(add(x, 3)), y), limits: { equals: 0 }, start: [2, 4], least: 0.13127905195470 },
];

describe.each<readonly [ConstrainedMethod, number, readonly string[]]>([
  [sqp(), 30, []],
  [sqp({ hessian: 'bfgs' }), 50, []],
  // On the way down it comes to the wall first.
  [augmentedLagrangian(), 30, ['sqrt x + sqrt y >= 0.01']],
])('method %#: $name', (method, iterations, beyond) => {
  test.each(solvable.filter(({ name }) => !beyond.includes(name)))('comes quickly to a solution by a wall: $name', ({ f, c, limits, start, least }) => {
    const result = minimize(f, start, { method, constraints: constraint(c, limits) });
    expect(result).toMatchObject({ converged: true, value: expect.closeTo(least, 8) as number });
    expect(result.violation).toBeLessThan(1e-9);
    expect(result.iterations).toBeLessThan(iterations);
  });

  test.each<Walled>([
    { name: 'x >= 0 by sqrt x', f: ([x, y]) => add(add(x, 1), square(y)), c: ([x]) => sqrt(x), limits: { lower: -1 }, start: [4, 1] },
    { name: 'x > 0 by log x', f: ([x, y]) => add(add(x, square(y)), 1), c: ([x, y]) => add(log(x), y), limits: { upper: 10 }, start: [4, 1] },
    { name: 'x >= 0 by x^1.5', f: ([x, y]) => add(square(add(x, 1)), square(sub(y, x))), c: ([x, y]) => sub(pow(x, 1.5), y), limits: { upper: 0 }, start: [2, 4] },
    { name: 'x > 0 by x log x', f: ([x, y]) => add(square(add(x, 1)), y), c: ([x, y]) => add(mul(x, log(x)), y), limits: { lower: 0 }, start: [2, 4] },
  ])('where nothing but the wall holds it, ends soon and says so: $name', ({ f, c, limits, start }) => {
    const result = minimize(f, start, { method, constraints: constraint(c, limits) });
    expect(result).toMatchObject({ converged: false, reason: 'nonfinite', message: expect.stringContaining('bounds') as string });
    expect(result.x[0]).toBeLessThan(1e-6);
    expect(result.iterations).toBeLessThan(60);
    expect(result.evaluations).toBeLessThan(1000);
  });
});

test('a wall in the objective is named too', () => {
  const result = minimize(([x, y]: [Tensor, Tensor]) => add(sqrt(x).mul(-1), add(mul(2, x), square(y))), [1, 0.5]);
  expect(result.converged).toBe(true);
  expect(minimize(([x, y]: [Tensor, Tensor]) => add(add(pow(x, 1.5), x), add(square(y), 1)), [1, 0.5])).toMatchObject({ converged: false, reason: 'nonfinite' });
});
