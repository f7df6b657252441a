import { describe, expect, it } from 'vitest';
import { add, grad, jit, jvp, linearize, mul, sin, slice, square, stack, sum, vmap, type Tensor } from '../index.js';

const f = (x: Tensor, y: Tensor): Tensor => stack([sum(mul(sin(x), y)), mul(slice(x, 0), square(y))]);
const x = Float64Array.of(0.3, -1);

describe('linearize', () => {
  it('gives the value and the derivative, without running the function again', () => {
    let runs = 0;
    const counted = (a: Tensor, b: Tensor): Tensor => {
      runs++;
      return f(a, b);
    };
    const [value, derivative] = linearize(counted, x, 2);
    expect(value.toArray()).toEqual(f(stack([0.3, -1]), stack(2)).toArray());
    for (const [dx, dy] of [[Float64Array.of(1, 0), 0], [Float64Array.of(2, -1), 3]] as const) {
      expect(derivative(dx, dy).toArray()).toEqual(jvp(f, [x, 2], [dx, dy])[1].toArray());
    }
    expect(runs).toBe(1);
  });

  it('works inside other transforms, and through compiled functions', () => {
    const g = (y: Tensor): Tensor => linearize((z: Tensor) => mul(z, square(z)), y)[1](y);
    expect(grad(g)(2)).toBe(36);
    expect(jit(g)(2).item()).toBe(24);
    expect(vmap(g)(Float64Array.of(1, 2)).toArray()).toEqual([3, 24]);
    const [, slope] = linearize((z: Tensor) => jit((w: Tensor) => add(square(w), 1))(z), 3);
    expect([slope(1).item(), slope(2).item()]).toEqual([6, 12]);
  });
});
