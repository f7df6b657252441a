import { describe, expect, expectTypeOf, it } from 'vitest';
import { grad, mul, sub, sum, tensor, treeMap, type Tensor } from '../index.js';

describe('treeMap', () => {
  it('keeps the structure, and gives every leaf', () => {
    expect(treeMap(x => 2 * x, { a: [1, [2, 3]], b: { c: 4 } })).toEqual({ a: [2, [4, 6]], b: { c: 8 } });
    expect(treeMap(x => x.length, [Float64Array.of(1, 2), Float64Array.of(3)])).toEqual([2, 1]);
    expect(treeMap(x => x, 5)).toBe(5);
    expect(treeMap(x => x, {})).toEqual({});
  });

  it('takes leaves of several trees at the same place, whatever the order of their keys', () => {
    expect(treeMap((x, y, z) => x + y * z, { a: 1, b: [2] }, { b: [10], a: 20 }, { a: 3, b: [4] })).toEqual({ a: 61, b: [42] });
  });

  it('maps Tensors, also while they are traced', () => {
    const params = { w: tensor([1, 2]), b: tensor(3) };
    const after = treeMap((p, g) => sub(p, g), params, { w: tensor([1, 1]), b: tensor(1) });
    expectTypeOf(after).toEqualTypeOf<{ w: Tensor; b: Tensor }>();
    expect(after.w.toArray()).toEqual([0, 1]);
    const loss = (p: { w: Tensor; b: Tensor }): Tensor => sum(mul(treeMap(x => mul(x, x), p).w, p.b));
    expect(grad(loss)({ w: tensor([1, 2]), b: tensor(3) }).w.toArray()).toEqual([6, 12]);
  });

  it('infers leaves and results', () => {
    expectTypeOf(treeMap(x => String(x), { a: 1, b: [2, 3] })).toEqualTypeOf<{ a: string; b: string[] }>();
  });

  it('says where trees differ', () => {
    expect(() => treeMap(x => x, { a: [1, 2] }, { a: [1] })).toThrow('tree.a must be an array of 2, not an array of 1.');
    const given: object = { a: { b: 1 } };
    const others: readonly object[] = [{ a: 1 }, { a: undefined }, { a: null }, {}, { a: { c: 1 } }, { a: [1] }, { b: 1 }];
    for (const other of others) expect(() => treeMap((x: unknown) => x, given, other)).toThrow(/^tree(\.a)? must be an object with the keys (a|b), not/);
  });
});
