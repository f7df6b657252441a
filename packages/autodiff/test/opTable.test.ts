import { describe, expect, it } from 'vitest';
import { grad, jit, jvp, mul, sum, vjp, type Tensor } from '../src/index.js';
import { elementwiseOps, random, within } from './ops.js';

const POINTS = 7;

/** The derivative by Richardson-extrapolated central differences, whose error is of order h^4. */
function slope(f: (t: number) => number, h = 1e-3): number {
  const d = (step: number): number => (f(step) - f(-step)) / (2 * step);
  return (4 * d(h / 2) - d(h)) / 3;
}

describe.each(elementwiseOps)('$name', ({ name, op, domain }) => {
  const next = random(name.length * 7919 + name.charCodeAt(0));
  const sample = (): Float64Array[] => domain.map(interval => Float64Array.from({ length: POINTS }, () => within(interval, 0.05 + 0.9 * next())));
  const direction = (): Float64Array[] => domain.map(() => Float64Array.from({ length: POINTS }, () => 2 * next() - 1));

  it('gives the same bits interpreted and compiled, alone and in arrays', () => {
    const args = sample();
    const interpreted = op(...args).data();
    for (const backend of ['interpreter', 'js', 'wasm'] as const) {
      const compiled = jit((...xs: Tensor[]) => op(...xs), { backend });
      expect(Array.from(compiled(...args).data())).toEqual(Array.from(interpreted));
    }
    interpreted.forEach((value, i) => {
      const alone = op(...args.map(arg => arg[i]!)).item();
      expect(Object.is(alone, value)).toBe(true);
    });
  });

  it('has a tangent that agrees with differences', () => {
    const args = sample().map(arg => arg[0]!);
    const ds = direction().map(d => d[0]!);
    const [, tangent] = jvp((...xs: Tensor[]) => op(...xs), args, ds);
    const expected = slope(t => op(...args.map((arg, i) => arg + t * ds[i]!)).item());
    expect(tangent.item()).toBeCloseTo(expected, 7);
  });

  it('has a cotangent that is the transpose of the tangent', () => {
    const args = sample();
    const ds = direction();
    const [u] = direction();
    const [, tangent] = jvp((...xs: Tensor[]) => op(...xs), args, ds);
    const [, pullback] = vjp((...xs: Tensor[]) => op(...xs), ...args);
    const forward = sum(mul(tangent, u!)).item();
    const backward = (pullback(u)).reduce((total, ct, i) => total + sum(mul(ct, ds[i]!)).item(), 0);
    expect(backward).toBeCloseTo(forward, 12);
  });

  it('has second derivatives', () => {
    const args = sample().map(arg => arg[0]!);
    const first = (x: number): number => grad((...xs: Tensor[]) => op(...xs))(x, ...args.slice(1));
    const second = grad((x: Tensor) => grad((...xs: Tensor[]) => op(...xs))(x, ...args.slice(1)))(args[0]!);
    expect(second).toBeCloseTo(slope(t => first(args[0]! + t)), 6);
  });
});
