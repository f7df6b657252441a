import { describe, expect, it } from 'vitest';
import { add, cos, exp, hessian, hvp, jacfwd, jacobian, jacrev, jit, mul, sin, slice, square, stack, sum, tensor, type Tensor } from '../index.js';

const polar = (p: Tensor): Tensor => {
  const [r, angle] = [slice(p, 0), slice(p, 1)];
  return stack([mul(r, cos(angle)), mul(r, sin(angle)), r]);
};

describe('Jacobians', () => {
  const point = Float64Array.of(2, 0.5);
  const exact = [[Math.cos(0.5), -2 * Math.sin(0.5)], [Math.sin(0.5), 2 * Math.cos(0.5)], [1, 0]];

  it.each([['forward', jacfwd], ['reverse', jacrev], ['the cheaper', jacobian]] as const)('are right by %s mode', (_, transform) => {
    const found = transform(polar)(point);
    expect(found.shape).toEqual([3, 2]);
    (found.toArray() as number[][]).forEach((row, i) => row.forEach((d, j) => expect(d).toBeCloseTo(exact[i]![j]!, 14)));
    expect(jit((x: Tensor) => transform(polar)(x))(point).toArray()).toEqual(found.toArray());
  });

  it('are trees of trees', () => {
    const f = ({ a, b }: { a: Tensor; b: Tensor[] }): { s: Tensor; v: Tensor } => ({ s: sum(mul(a, b[0]!)), v: mul(a, b[1]!) });
    const at = { a: Float64Array.of(1, 2), b: [3, 4] };
    for (const transform of [jacfwd, jacrev]) {
      const found = transform(f)(at);
      expect(found.s.a.toArray()).toEqual([3, 3]);
      expect(found.s.b.map(d => d.item())).toEqual([3, 0]);
      expect(found.v.a.toArray()).toEqual([[4, 0], [0, 4]]);
      expect(found.v.b.map(d => d.toArray())).toEqual([[0, 0], [1, 2]]);
    }
  });
});

describe('Hessians', () => {
  it('are right for numbers, vectors and trees', () => {
    const f = ([x, y]: readonly [Tensor, Tensor]): Tensor => add(add(square(x), mul(3, mul(x, y))), 1);
    expect(hessian(f)([3, 2])).toEqual([[2, 3], [3, 0]]);
    const g = (x: Tensor): Tensor => exp(sum(mul([1, 2], x)));
    expect(hessian(g)(Float64Array.of(0, 0)).toArray()).toEqual([[1, 2], [2, 4]]);
    expect(hessian((x: Tensor) => mul(x, square(x)))(2)).toBe(12);
    expect(hessian((x: Tensor) => sum(x))(tensor([1, 2])).toArray()).toEqual([[0, 0], [0, 0]]);
  });

  it('times vectors need no matrix', () => {
    const f = (x: Tensor): Tensor => sum(mul(square(x), slice(x, [null, null, -1])));
    const x = Float64Array.of(1, 2, 3);
    const v = Float64Array.of(1, -1, 2);
    const matrix = hessian(f)(x).toArray() as number[][];
    const product = hvp(f)(x, v);
    expect(product).toBeInstanceOf(Float64Array);
    matrix.forEach((row, i) => expect(product[i]).toBeCloseTo(row.reduce((total, h, j) => total + h * v[j]!, 0), 12));
    expect(hvp(({ a }: { a: Tensor }) => square(a))({ a: 3 }, { a: 5 })).toEqual({ a: 10 });
  });
});
