import { describe, expect, it } from 'vitest';
import { arange, dot, einsum, grad, jit, matmul, mul, outer, repeat, reshape, roll, split, sum, tanh, tensordot, tile, transpose, vmap, type Tensor } from '../index.js';

const a = reshape(arange(1, 7), [2, 3]);
const b = reshape(arange(1, 13), [3, 4]);

/** The product of two matrices by its definition. */
const byHand = (x: number[][], y: number[][]): number[][] => x.map(row => y[0]!.map((_, j) => row.reduce((total, v, k) => total + v * y[k]![j]!, 0)));

describe('products', () => {
  const [rowsA, rowsB] = [a.toArray() as number[][], b.toArray() as number[][]];

  it('of matrices are by definition', () => {
    expect(matmul(a, b).toArray()).toEqual(byHand(rowsA, rowsB));
    expect(dot(a, b).toArray()).toEqual(byHand(rowsA, rowsB));
    expect(tensordot(a, b, 1).toArray()).toEqual(byHand(rowsA, rowsB));
    expect(einsum('ij,jk->ik', a, b).toArray()).toEqual(byHand(rowsA, rowsB));
    expect(einsum('ij,jk->ki', a, b).toArray()).toEqual(transpose(matmul(a, b)).toArray());
  });

  it('of vectors and stacks follow NumPy', () => {
    expect(matmul([1, 2, 3], [4, 5, 6]).item()).toBe(32);
    expect(matmul(a, [1, 0, 1]).toArray()).toEqual([4, 10]);
    expect(matmul([1, 1], a).toArray()).toEqual([5, 7, 9]);
    const stack = reshape(arange(12), [2, 2, 3]);
    expect(matmul(stack, b).shape).toEqual([2, 2, 4]);
    expect(matmul(stack, b).toArray()).toEqual((stack.toArray() as number[][][]).map(m => byHand(m, rowsB)));
    expect(outer([1, 2], [3, 4]).toArray()).toEqual([[3, 4], [6, 8]]);
    expect(dot(2, [3, 4]).toArray()).toEqual([6, 8]);
    expect(tensordot(stack, stack, [[0, 2], [0, 2]]).toArray()).toEqual(einsum('aij,akj->ik', stack, stack).toArray());
  });

  it('by subscripts take traces, diagonals, sums and chains', () => {
    const square = [[1, 2], [3, 4]];
    expect(einsum('ii', square).item()).toBe(5);
    expect(einsum('ii->i', square).toArray()).toEqual([1, 4]);
    expect(einsum('ij->j', square).toArray()).toEqual([4, 6]);
    const stacks = reshape(arange(12), [2, 2, 3]);
    expect(einsum('...ij,...jk->...ik', stacks, b).toArray()).toEqual(matmul(stacks, b).toArray());
    expect(einsum('i...,...->i...', reshape(stacks, [2, 2, 1, 3]), reshape(stacks, [1, 2, 2, 3])).shape).toEqual([2, 1, 2, 2, 3]);
    expect(einsum('...', square).toArray()).toEqual(square);
    expect(einsum('...i', b).toArray()).toEqual(b.toArray());
    expect(() => einsum('...i->i', square)).toThrow(/does not fit/);
    expect(() => einsum('..i', square)).toThrow(/does not fit/);
    expect(() => einsum('...i,...i->...', [[1], [2]], [[1], [2], [3]])).toThrow(/does not fit/);
    expect(tensordot(a, b, [1, 0]).toArray()).toEqual(byHand(rowsA, rowsB));
    expect(einsum('ba', square).toArray()).toEqual([[1, 3], [2, 4]]);
    expect(einsum('i,ij,j->', [1, 2], square, [1, -1]).item()).toBe(-3);
    expect(einsum('i,j->ij', [1, 2], [3, 4]).toArray()).toEqual([[3, 4], [6, 8]]);
  });

  it('are differentiated and mapped', () => {
    const loss = (w: Tensor): Tensor => sum(tanh(matmul(w, [1, 2, 3])));
    const exact = [14, 32].flatMap(y => [1, 2, 3].map(x => x * (1 - Math.tanh(y / 10) ** 2)));
    grad(loss)(mul(a, 0.1)).data().forEach((g, i) => expect(g).toBeCloseTo(exact[i]!, 13));
    expect(jit((x: Tensor, y: Tensor) => matmul(x, y))(a, b).toArray()).toEqual(byHand(rowsA, rowsB));
    expect(vmap((row: Tensor) => matmul(row, b))(a).toArray()).toEqual(byHand(rowsA, rowsB));
  });

  it('refuse what does not fit, with the shapes', () => {
    expect(() => matmul(a, a)).toThrow(/\[2, 3\] and \[2, 3\]/);
    expect(() => matmul(1, a)).toThrow(/\[\]/);
    expect(() => einsum('ij,jk->ix', a, b)).toThrow(/'?ij,jk->ix/);
    expect(() => einsum('ij,jk', a, [[1]])).toThrow(/\[2, 3\], \[1, 1\]/);
    expect(() => tensordot(a, b, 2)).toThrow(/differ in size/);
  });
});

describe('arrangement', () => {
  it('splits, rolls, repeats and tiles as NumPy', () => {
    expect(split(arange(6), 3).map(x => x.toArray())).toEqual([[0, 1], [2, 3], [4, 5]]);
    expect(split(arange(6), [1, 4]).map(x => x.toArray())).toEqual([[0], [1, 2, 3], [4, 5]]);
    expect(roll([1, 2, 3, 4], 1).toArray()).toEqual([4, 1, 2, 3]);
    expect(roll(a, -1, { axis: 1 }).toArray()).toEqual([[2, 3, 1], [5, 6, 4]]);
    expect(repeat([1, 2], 2).toArray()).toEqual([1, 1, 2, 2]);
    expect(repeat(a, 2, { axis: 0 }).shape).toEqual([4, 3]);
    expect(tile([1, 2], 2).toArray()).toEqual([1, 2, 1, 2]);
    expect(tile([[1, 2]], [2, 2]).toArray()).toEqual([[1, 2, 1, 2], [1, 2, 1, 2]]);
    expect(() => split(arange(5), 2)).toThrow(/5 elements/);
    expect(() => repeat([1], -1)).toThrow(/-1/);
  });
});
