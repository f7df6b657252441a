import { describe, expect, expectTypeOf, it } from 'vitest';
import { add, grad, hessian, hvp, jacfwd, jacobian, jacrev, jit, jvp, linearize, mul, sin, square, stack, sum, tensor, valueAndGrad, vjp, vmap, type Tensor } from '../index.js';

const f = (x: Tensor, { y }: { y: Tensor }, z: Tensor): Tensor => add(mul(square(x), y), sum(mul(z, x)));
const args = [3, { y: 2 }, Float64Array.of(1, 10)] as const;

describe('argnums', () => {
  it('take one argument, also counted from the end, or several as a list', () => {
    expect(grad(f)(...args)).toBe(2 * 3 * 2 + 11);
    expect(grad(f, { argnums: 1 })(...args)).toEqual({ y: 9 });
    expect(grad(f, { argnums: [-1, 1] as const })(...args)).toEqual([Float64Array.of(3, 3), { y: 9 }]);
    expect(valueAndGrad(f, { argnums: [0] })(...args)).toEqual([51, [23]]);
    expect(() => grad(f, { argnums: 3 })(...args)).toThrow(/argument 3.*with 3/);
  });

  it.each([['jacfwd', jacfwd], ['jacrev', jacrev], ['jacobian', jacobian]] as const)('of %s give a list of blocks', (_, transform) => {
    const g = (x: Tensor, y: Tensor): { s: Tensor; v: Tensor } => ({ s: mul(x, sum(y)), v: mul(square(x), y) });
    const found = transform(g, { argnums: [0, 1] })(3, Float64Array.of(1, 2));
    expectTypeOf(found.s).toEqualTypeOf<[Tensor, Tensor]>();
    expect(found.s.map(block => block.toArray())).toEqual([3, [3, 3]]);
    expect(found.v.map(block => block.toArray())).toEqual([[6, 12], [[9, 0], [0, 9]]]);
    expect(transform(g, { argnums: 1 })(3, Float64Array.of(1, 2)).s.toArray()).toEqual([3, 3]);
  });

  it('of hessian give a list of lists, symmetric', () => {
    const [[xx, xz], [zx, zz]] = hessian(f, { argnums: [0, 2] })(...args);
    expect(xx).toBe(4);
    expect([xz, zx.toArray()]).toEqual([Float64Array.of(1, 1), [1, 1]]);
    expect(zz.toArray()).toEqual([[0, 0], [0, 0]]);
    expect(hessian((x: Tensor, y: Tensor) => mul(x, square(y)), { argnums: [0, 1] })(3, 5)).toEqual([[0, 10], [10, 6]]);
    expect(hessian((x: Tensor, y: Tensor) => add(x, y), { argnums: [0, 1] })(3, 5)).toEqual([[0, 0], [0, 0]]);
  });

  it('leave the other arguments values like any other', () => {
    expect(jacfwd((x: Tensor, y: Tensor) => y.mul(x))(2, 3).item()).toBe(3);
    expect(hessian((x: Tensor, y: Tensor) => y.mul(x).mul(x))(2, 3)).toBe(6);
  });
});

describe('hasAux', () => {
  const g = (x: Tensor): [Tensor, { half: Tensor; name: number }] => [sum(square(x)), { half: mul(0.5, x), name: 7 }];
  const x = Float64Array.of(1, 2);
  const aux = { half: tensor([0.5, 1]), name: 7 };
  const expectAux = (found: { half: Tensor; name: number }): void => expect([found.half.toArray(), found.name]).toEqual([aux.half.toArray(), 7]);

  it('passes results on that are not differentiated', () => {
    const [slope, fromGrad] = grad(g, { hasAux: true })(x);
    expect(slope).toEqual(Float64Array.of(2, 4));
    expectAux(fromGrad);
    const [[value, fromValue]] = valueAndGrad(g, { hasAux: true })(x);
    expect(value).toBe(5);
    expectAux(fromValue);
    for (const transform of [jacfwd, jacrev, jacobian]) {
      const [jacobianOfG, fromJacobian] = transform(g, { hasAux: true })(x);
      expect(jacobianOfG.toArray()).toEqual([2, 4]);
      expectAux(fromJacobian);
    }
    const [matrix, fromHessian] = hessian(g, { hasAux: true })(x);
    expect(matrix.toArray()).toEqual([[2, 0], [0, 2]]);
    expectAux(fromHessian);
    const [product, fromHvp] = hvp(g, { hasAux: true })(x, Float64Array.of(1, 0));
    expect(product).toEqual(Float64Array.of(2, 0));
    expectAux(fromHvp);
    const [, tangent, fromJvp] = jvp(g, [x], [Float64Array.of(1, 1)], { hasAux: true });
    expect(tangent.item()).toBe(6);
    expectAux(fromJvp);
    const [, pullback, fromVjp] = vjp(g, { hasAux: true }, x);
    expect(pullback(1)).toEqual([Float64Array.of(2, 4)]);
    expectAux(fromVjp);
    const [, slopeAt, fromLinearize] = linearize(g, { hasAux: true }, x);
    expect(slopeAt(Float64Array.of(1, 1)).item()).toBe(6);
    expectAux(fromLinearize);
  });

  it('is differentiated by outer transforms', () => {
    const outer = (y: Tensor): Tensor => {
      const [slope, { half }] = grad((z: Tensor): [Tensor, { half: Tensor }] => [sum(mul(square(z), z)), { half: mul(0.5, z) }], { hasAux: true })(y);
      return sum(mul(slope, half));
    };
    // slope half = 3 y² y / 2
    expect(grad(outer)(x)).toEqual(Float64Array.of(4.5, 18));
    expect(jit((y: Tensor) => vjp((z: Tensor): [Tensor, Tensor] => [square(z), sin(z)], { hasAux: true }, y)[2])(x).toArray()).toEqual([Math.sin(1), Math.sin(2)]);
  });

  it('wants a pair', () => {
    expect(() => grad((y: Tensor) => y as never, { hasAux: true })(1)).toThrow(/pair/);
    expect(() => vjp((y: Tensor) => y as never, { hasAux: true }, 1)).toThrow(/pair/);
  });
});

describe('axes of vmap', () => {
  const h = ({ a, b }: { a: Tensor; b: { c: Tensor; d: Tensor } }, k: Tensor): { sum: Tensor; k: Tensor; list: Tensor[] } => ({
    sum: add(mul(a, b.c), b.d),
    k: mul(2, k),
    list: [a, stack([b.c, a])],
  });
  const tree = { a: Float64Array.of(1, 2, 3), b: { c: tensor([[1, 2, 3]]), d: tensor([10]) } };

  it('are trees, cut off where one holds for all below', () => {
    const mapped = vmap(({ a, b }: { a: Tensor; b: { c: Tensor; d: Tensor } }, k: Tensor) => h({ a, b: { c: sum(b.c), d: sum(b.d) } }, k), {
      inAxes: [{ a: 0, b: { c: 1, d: null } }, null],
      outAxes: { sum: 0, k: null, list: [0, 1] },
    });
    const found = mapped(tree, 5);
    expect(found.sum.toArray()).toEqual([11, 14, 19]);
    expect(found.k.item()).toBe(10);
    expect(found.list.map(x => x.toArray())).toEqual([[1, 2, 3], [[1, 2, 3], [1, 2, 3]]]);
  });

  it('say what does not fit', () => {
    expect(() => vmap(h, { inAxes: [{ a: 0, x: 0 }, null] })(tree, 5)).toThrow(/inAxes\[0\] must be an object with the keys a, b/);
    expect(() => vmap(h, { inAxes: [{ a: [0], b: 0 }, null] })(tree, 5)).toThrow(/inAxes\[0\].a must be a single value/);
    expect(() => vmap((x: Tensor) => [x, x], { outAxes: [0] })(Float64Array.of(1))).toThrow(/outAxes must be an array of 2/);
    expect(() => vmap((x: Tensor) => mul(2, x), { outAxes: null })(Float64Array.of(1))).toThrow(/outAxes is null for the result, which depends/);
  });
});
