import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grad, jit, matmul, matrixNorm, mul, stack, svd, tensor, transpose, vmap, type Tensor } from '../../index.js';
import { checkGradients } from '../../testing/index.js';

const ords = ['fro', 'nuc', 1, -1, 2, -2, Infinity, -Infinity] as const;
const a = tensor([[1, -2, 0.5], [3, 4, -1], [0.3, 0.7, 6], [-2, 1, 1]]);

describe('matrixNorm', () => {
  // numpy.linalg.norm(a, ord)
  it.each([
    ['fro', 8.592438536294571],
    ['nuc', 14.305722880950013],
    [1, 8.5],
    [-1, 6.3],
    [2, 6.21146598846109],
    [-2, 2.9315136037945937],
    [Infinity, 8],
    [-Infinity, 3.5],
  ] as const)('of order %s is that of NumPy', (ord, value) => {
    expect(matrixNorm(a, { ord }).item()).toBeCloseTo(value, 9);
  });

  it('is submultiplicative where it is induced, and bounded by the others', () => {
    const entry = fc.double({ min: -10, max: 10, noNaN: true });
    const matrix = fc.array(fc.array(entry, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(matrix, matrix, (p, q) => {
        const of = (x: number[][] | Tensor, ord: (typeof ords)[number]): number => matrixNorm(x, { ord }).item();
        const slack = 1 + 1e-12;
        for (const ord of ['fro', 1, 2, Infinity] as const) expect(of(matmul(p, q), ord)).toBeLessThanOrEqual(of(p, ord) * of(q, ord) * slack + 1e-300);
        expect(of(p, 2) ** 2).toBeLessThanOrEqual(of(p, 1) * of(p, Infinity) * slack);
        expect(of(p, 2)).toBeLessThanOrEqual(of(p, 'fro') * slack);
        expect(of(p, 'fro')).toBeLessThanOrEqual(of(p, 'nuc') * slack);
        expect(of(transpose(p), 1)).toBe(of(p, Infinity));
      }),
      { numRuns: 50 },
    );
  });

  it.each(ords)('of order %s is differentiable, compiled, and over batches', ord => {
    const f = (x: Tensor): Tensor => matrixNorm(x, { ord });
    checkGradients(f, [a]);
    expect(jit(f)(a).item()).toBe(f(a).item());
    const batch = stack([a, mul(a, 2)]);
    const each = vmap(f)(batch).toArray() as number[];
    expect(each[1]! / each[0]!).toBeCloseTo(2, 12);
    expect(matrixNorm(batch, { ord }).toArray()).toEqual(each);
    expect(matrixNorm(batch, { ord, keepdims: true }).shape).toEqual([2, 1, 1]);
  });

  it('has the product of singular vectors as the slope of the largest singular value', () => {
    const { u, vh } = svd(a);
    const slope = grad((x: Tensor) => matrixNorm(x, { ord: 2 }))(a).toArray() as number[][];
    const [left, right] = [u.toArray() as number[][], vh.toArray() as number[][]];
    slope.forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(left[i]![0]! * right[0]![j]!, 12)));
  });

  it('refuses other orders, and vectors', () => {
    expect(() => matrixNorm(a, { ord: 3 })).toThrow('matrixNorm: ord is 3; give one of fro, nuc, 2, -2, 1, -1, Infinity, -Infinity.');
    expect(() => matrixNorm([1, 2])).toThrow('matrixNorm');
  });
});
