import { describe, expect, it } from 'vitest';
import { ConcretizationError, grad, hessian, isTracing, jit, mul, square, tensor, untraced, type Tensor } from '../index.js';

describe('untraced', () => {
  it('computes with the numbers of traced values, and gives constants', () => {
    const f = (x: Tensor): Tensor => mul(untraced(() => square(x)), x);
    expect(grad(f)(3)).toBe(9);
    expect(hessian(f)(3)).toBe(0);
    expect(untraced(() => square(tensor(3))).item()).toBe(9);
  });

  it('is outside of the trace, and gives it back', () => {
    const seen: boolean[] = [isTracing()];
    grad((x: Tensor) => {
      seen.push(isTracing(), untraced(isTracing));
      expect(() => untraced(() => { throw new RangeError('no'); })).toThrow(RangeError);
      seen.push(isTracing());
      return x;
    })(1);
    expect(seen).toEqual([false, true, false, true]);
  });

  it('refuses values that have no number', () => {
    expect(() => jit((x: Tensor) => untraced(() => square(x)))(3)).toThrow(ConcretizationError);
  });
});
