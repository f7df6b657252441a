import { describe, expect, it } from 'vitest';
import { add, checkpoint, clip, customJvp, customVjp, exp, grad, hessian, jit, jvp, log, mul, sigmoid, sin, square, sum, tensor, vmap, type Tensor } from '../index.js';

describe('customJvp', () => {
  const softplus = customJvp((x: Tensor) => log(add(1, exp(x))), ([x], [dx]) => mul(dx, sigmoid(x)));

  it('replaces the derivative, in every mode and order', () => {
    const s = 1 / (1 + Math.exp(-0.5));
    expect(softplus(sigmoid(0)).item()).toBeCloseTo(Math.log(1 + Math.exp(0.5)), 14);
    expect(grad((x: Tensor) => softplus(x))(1000)).toBe(1);
    expect(grad((x: Tensor) => softplus(x))(0.5)).toBeCloseTo(s, 14);
    expect(jvp((x: Tensor) => softplus(x), [0.5], [2])[1].item()).toBeCloseTo(2 * s, 14);
    expect(grad((x: Tensor) => grad((y: Tensor) => softplus(y))(x))(0.5)).toBeCloseTo(s * (1 - s), 14);
    expect(jit((x: Tensor) => grad((y: Tensor) => softplus(y))(x))(1000).item()).toBe(1);
    expect(vmap((x: Tensor) => grad((y: Tensor) => softplus(y))(x))(Float64Array.of(1000, -1000)).toArray()).toEqual([1, 0]);
    expect(grad((x: Tensor) => sum(vmap((y: Tensor) => softplus(y))(x)))(Float64Array.of(1000, 0))).toEqual(Float64Array.of(1, 0.5));
  });

  it('takes several arguments and trees', () => {
    const f = customJvp(
      ({ a, b }: { a: Tensor; b: Tensor }, c: Tensor) => mul(mul(a, b), c),
      ([{ a, b }, c], [d, dc]) => add(mul(c, add(mul(a, d.b), mul(b, d.a))), mul(100, mul(mul(a, b), dc))),
    );
    const gradient = grad((p: { a: Tensor; b: Tensor }, c: Tensor) => f(p, c), { argnums: [0, 1] })({ a: 2, b: 3 }, 5);
    expect(gradient).toEqual([{ a: 15, b: 10 }, 600]);
  });

  it('refuses to close over traced values', () => {
    const outer = (x: Tensor): Tensor => customJvp((y: Tensor) => mul(x, y), (_, [dy]) => dy)(x);
    expect(() => grad(outer)(1)).toThrow(/traced value from outside/);
  });
});

describe('customVjp', () => {
  it('replaces the way back, even by one that is not linear', () => {
    const clipped = customVjp((x: Tensor) => x, x => [x, []] as const, (_, ct) => [clip(ct, -1, 1)]);
    expect(grad((x: Tensor) => square(clipped(x)))(5)).toBe(1);
    expect(jit((x: Tensor) => grad((y: Tensor) => square(clipped(y)))(x))(5).item()).toBe(1);
  });

  it.each<[string, (x: Tensor, ct: Tensor) => unknown]>([
    ['null', () => null],
    ['a whole number', () => 0],
    ['one that is passed over', (x, ct) => mul(x, ct)],
  ])('gives arguments without derivative any cotangent: %s', (_, cotangent) => {
    const scaled = customVjp((x: Tensor, n: Tensor) => mul(x, n), (x, n) => [mul(x, n), [x, n] as const], ([x, n], ct) => [mul(ct, n), cotangent(x, ct)]);
    expect(grad((x: Tensor) => scaled(x, tensor(3, 'int32')))(2)).toBe(3);
    expect(vmap(grad((x: Tensor) => scaled(square(x), tensor(3, 'int32'))))(Float64Array.of(1, 2)).toArray()).toEqual([6, 12]);
    expect(jvp((x: Tensor) => scaled(x, tensor(3, 'int32')), [2], [1])[1].item()).toBe(3);
  });

  it('has forward mode by transposing', () => {
    const twice = customVjp((x: Tensor) => sin(x), x => [sin(x), x] as const, (x, ct) => [mul(ct, mul(2, x))]);
    expect(jvp((x: Tensor) => twice(x), [3], [1])[1].item()).toBe(6);
    expect(grad((x: Tensor) => twice(x))(3)).toBe(6);
    expect(hessian((x: Tensor) => twice(x))(3)).toBe(2);
    expect(vmap((x: Tensor) => jvp((y: Tensor) => twice(y), [x], [x])[1])(Float64Array.of(1, 2)).toArray()).toEqual([2, 8]);
  });
});

describe('checkpoint', () => {
  const f = (x: Tensor): Tensor => sum(mul(sin(x), exp(mul(0.1, square(x)))));
  const x = Float64Array.of(0.3, -1, 2);

  it('changes no value and no derivative', () => {
    const g = checkpoint(f);
    expect(grad((y: Tensor) => g(y))(x)).toEqual(grad(f)(x));
    expect(jvp((y: Tensor) => g(y), [x], [x])[1].item()).toBe(jvp(f, [x], [x])[1].item());
    const [kept, again] = [f, g].map(h => jit((y: Tensor) => grad((z: Tensor) => h(z))(y))(x).data());
    again!.forEach((d, i) => expect(d).toBeCloseTo(kept![i]!, 14));
    const [first, second] = [f, g].map(h => hessian((y: Tensor) => h(y))(x).data());
    second!.forEach((d, i) => expect(d).toBeCloseTo(first![i]!, 12));
    expect(vmap((y: Tensor) => grad((w: Tensor) => checkpoint((v: Tensor) => mul(square(v), y))(w))(y))(Float64Array.of(1, 2)).toArray()).toEqual([2, 8]);
  });
});
