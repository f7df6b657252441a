import { describe, expect, it } from 'vitest';
import {
  add, arange, astype, broadcastTo, ceil, concatenate, div, expandDims, eye, flip, floor, full, greater, jit, linspace, max, mean, min, mod, moveaxis, mul, pad, reshape,
  round, sign, squeeze, stack, sum, tensor, transpose, trunc, zeros, type Tensor,
} from '../index.js';

describe('broadcasting', () => {
  it('aligns at the last axis', () => {
    expect(add([[1], [2]], [10, 20, 30]).toArray()).toEqual([[11, 21, 31], [12, 22, 32]]);
    expect(mul(3, []).shape).toEqual([0]);
    expect(broadcastTo([1, 2], [2, 2]).toArray()).toEqual([[1, 2], [1, 2]]);
  });

  it('refuses shapes that do not fit, naming both', () => {
    expect(() => add([1, 2], [1, 2, 3])).toThrow(/\[2\] and \[3\]/);
    expect(() => broadcastTo([1, 2], [3])).toThrow(/\[2\].*\[3\]/);
    expect(() => add([[1, 2], [3]], 1)).toThrow(/ragged.*\[1\].*shape \[1\].*\[2\]/);
    expect(() => add('1' as never, 1)).toThrow(/"1"/);
  });
});

describe('dtypes', () => {
  it('let JS numbers adopt their partner', () => {
    expect(add(Float32Array.of(1), 0.5).dtype).toBe('float32');
    expect(add(Int32Array.of(1), 2).dtype).toBe('int32');
    expect(add(Int32Array.of(1), 0.5).dtype).toBe('float64');
    expect(add(Float32Array.of(1), Float64Array.of(1)).dtype).toBe('float64');
    expect(div(Int32Array.of(7), 2).toArray()).toEqual([3.5]);
    expect(sum(greater([1, 2, 3], 1)).dtype).toBe('int32');
    expect(sum(greater([1, 2, 3], 1)).item()).toBe(2);
  });

  it('round float32 at every operation', () => {
    const x = add(Float32Array.of(0.1), Float32Array.of(0.2));
    expect(x.toArray()).toEqual([Math.fround(Math.fround(0.1) + Math.fround(0.2))]);
  });

  it('stay what they are where results are whole, or true', () => {
    const ints = Int32Array.of(-7, 7, 0);
    for (const op of [floor, ceil, round, trunc]) expect([op(ints).dtype, op(ints).toArray()]).toEqual(['int32', [-7, 7, 0]]);
    expect([sign(ints).dtype, sign(ints).toArray()]).toEqual(['int32', [-1, 1, 0]]);
    expect([mod(ints, 3).dtype, mod(ints, 3).toArray(), mod(3, ints).toArray(), mod(-3, ints).toArray()]).toEqual(['int32', [2, 1, 0], [-4, 3, 0], [-3, 4, 0]]);
    expect(mod(Int32Array.of(-0x80000000), -1).toArray()).toEqual([0]);
    expect([max(tensor([true, false])).dtype, min(tensor([true, false])).item()]).toEqual(['bool', 0]);
  });

  it('wrap int32 and saturate conversions', () => {
    expect(mul(Int32Array.of(0x7fffffff), Int32Array.of(2)).toArray()).toEqual([-2]);
    expect(astype([1.9, -1.9, 1e300, NaN], 'int32').toArray()).toEqual([1, -1, 0x7fffffff, 0]);
    expect(astype([0, -0, 0.1], 'bool').toArray()).toEqual([0, 0, 1]);
    expect(() => astype(1, 'int8' as never)).toThrow(/"int8" is no dtype/);
  });
});

it('values are shown, shortly if they are long, and become JSON', () => {
  expect(String(tensor([[1, 2]]))).toBe('Tensor(float64[1,2] [[1,2]])');
  expect(String(zeros(1000))).toMatch(/^Tensor\(float64\[1000\] \[0,.{190,210},…\]\)$/);
  expect(JSON.stringify({ loss: tensor(2), x: tensor([[1], [2]]) })).toBe('{"loss":2,"x":[[1],[2]]}');
  jit((x: Tensor) => {
    expect(JSON.stringify({ x })).toBe('{"x":"Tensor(float64[1], traced)"}');
    return x;
  })(Float64Array.of(1));
});

describe('shapes', () => {
  const x = reshape(arange(6), [2, 3]);

  it('are changed as in NumPy', () => {
    expect(reshape(x, [3, -1]).toArray()).toEqual([[0, 1], [2, 3], [4, 5]]);
    expect(transpose(x).toArray()).toEqual([[0, 3], [1, 4], [2, 5]]);
    expect(moveaxis(reshape(arange(24), [2, 3, 4]), 0, -1).shape).toEqual([3, 4, 2]);
    expect(expandDims(x, -1).shape).toEqual([2, 3, 1]);
    expect(squeeze(expandDims(x, 0)).shape).toEqual([2, 3]);
    expect(stack([x, x], { axis: 2 }).shape).toEqual([2, 3, 2]);
    expect(concatenate([x, x], { axis: 1 }).shape).toEqual([2, 6]);
    expect(concatenate([1, [2, 3]]).toArray()).toEqual([1, 2, 3]);
    for (const padding of [[[1, 2]], [1, 2]] as const) expect(pad([1, 2], padding).toArray()).toEqual([0, 1, 2, 0, 0]);
    expect(pad([[1]], 1, { value: 7 }).toArray()).toEqual([[7, 7, 7], [7, 1, 7], [7, 7, 7]]);
    expect(pad([1, 2, 3], [4, 5], { mode: 'reflect' }).toArray()).toEqual([1, 2, 3, 2, 1, 2, 3, 2, 1, 2, 3, 2]);
    expect(pad([1, 2, 3], [4, 5], { mode: 'symmetric' }).toArray()).toEqual([3, 3, 2, 1, 1, 2, 3, 3, 2, 1, 1, 2]);
    expect(pad([1, 2, 3], [4, 5], { mode: 'wrap' }).toArray()).toEqual([3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2]);
    expect(pad([1, 2], 1, { mode: 'edge' }).toArray()).toEqual([1, 1, 2, 2]);
    for (const padding of [-1, 1.5, [[1, 2], [3, 4]], [1, 2, 3]]) expect(() => pad([1, 2], padding as never)).toThrow(/give a number of at least 0/);
    expect(moveaxis(reshape(arange(24), [2, 3, 4]), [0, 1], [-1, -2]).shape).toEqual([4, 3, 2]);
    expect(expandDims(x, [0, -1]).shape).toEqual([1, 2, 3, 1]);
    expect(() => moveaxis(x, [0, 1], [1])).toThrow(/no permutation/);
    expect(flip(transpose(x), 0).toArray()).toEqual([[2, 5], [1, 4], [0, 3]]);
  });

  it('are checked', () => {
    expect(() => reshape(x, [4, 2])).toThrow(/\[2, 3\].*\[4, 2\]/);
    expect(() => reshape(x, [-1, 4])).toThrow(/whole numbers/);
    expect(() => transpose(x, [0, 0])).toThrow(/permutation/);
    expect(() => sum(x, { axis: 2 })).toThrow(/axis 2.*-2 to 1/);
    expect(() => sum(x, { axis: [0, -2] })).toThrow(/one axis twice/);
    expect(() => squeeze(x, 0)).toThrow(/squeeze|elements/);
    expect(() => concatenate([])).toThrow(/at least one/);
    expect(() => concatenate([x, [1]])).toThrow(/\[2, 3\]/);
    expect(() => full([-1], 0)).toThrow(/\[-1\]/);
  });
});

describe('reductions', () => {
  it('go over the axes named', () => {
    const x = reshape(arange(24), [2, 3, 4]);
    expect(sum(x).item()).toBe(276);
    expect(sum(x, { axis: [0, 2] }).toArray()).toEqual([60, 92, 124]);
    expect(sum(x, { axis: 1, keepdims: true }).shape).toEqual([2, 1, 4]);
    expect(mean([1, 2, 4, 5]).item()).toBe(3);
    expect(sum([]).item()).toBe(0);
    expect(sum(5).item()).toBe(5);
  });

  it('sum elements of even and odd position apart', () => {
    const xs = [1e16, 1, -1e16, 1, 3, 2 ** -40];
    const expected = xs[0]! + xs[2]! + xs[4]! + (xs[1]! + xs[3]! + xs[5]!);
    expect(Object.is(sum(xs).item(), expected)).toBe(true);
    expect(Object.is(sum([-0]).item(), -0)).toBe(true);
  });
});

describe('creation', () => {
  it('makes what NumPy makes', () => {
    expect(arange(1, 2, 0.25).toArray()).toEqual([1, 1.25, 1.5, 1.75]);
    expect(arange(3, 0, -1).toArray()).toEqual([3, 2, 1]);
    expect(linspace(0, 1, 3).toArray()).toEqual([0, 0.5, 1]);
    expect(eye(2).toArray()).toEqual([[1, 0], [0, 1]]);
    expect([eye(2, 3).toArray(), eye(3, 1, 'int32').toArray(), eye(0, 2).shape]).toEqual([[[1, 0, 0], [0, 1, 0]], [[1], [0], [0]], [0, 2]]);
    expect([eye(2, 'float32').dtype, eye(2, 3, 'int32').dtype, eye(2, 3).dtype]).toEqual(['float32', 'int32', 'float64']);
    expect(() => eye(2, -1)).toThrow(/a shape is a list of whole numbers/);
    expect(tensor([[1, 2]]).data()).toEqual(Float64Array.of(1, 2));
    expect(tensor(1.7, 'int32').item()).toBe(1);
    expect(() => arange(0, 1, 0)).toThrow(/step/);
  });

  it('copies what it is given', () => {
    const data = Float64Array.of(1, 2);
    const x = tensor(data);
    data[0] = 9;
    x.data()[1] = 9;
    expect(x.toArray()).toEqual([1, 2]);
  });
});
