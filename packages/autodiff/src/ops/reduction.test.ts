import { describe, expect, it } from 'vitest';
import {
  argmax, argmin, cumprod, cumsum, gelu, grad, jit, logsumexp, max, min, mul, norm, polygamma, prod, relu, reshape, slice, softmax, std, sum, variance, vmap, type Tensor,
} from '../index.js';

const table = [[3, 1, 2], [0, -5, 4]];

describe('reductions', () => {
  it('find extremes, and where they are', () => {
    expect(max(table).item()).toBe(4);
    expect(min(table, { axis: 0 }).toArray()).toEqual([0, -5, 2]);
    expect(max(table, { axis: 1, keepdims: true }).toArray()).toEqual([[3], [4]]);
    expect(argmax(table, { axis: 1 }).toArray()).toEqual([0, 2]);
    expect(argmin(table).item()).toBe(4);
    expect(argmax([1, 7, 7]).item()).toBe(1);
    expect(argmax([1, NaN, 7]).item()).toBe(1);
    expect(max([1, NaN]).item()).toBeNaN();
    expect(max(Int32Array.of(-3, -1)).dtype).toBe('int32');
    expect(() => max([])).toThrow(/no elements/);
    expect([logsumexp([]).item(), softmax([]).shape, norm([]).item()]).toEqual([-Infinity, [0], 0]);
    expect(argmax(table, { axis: 0, keepdims: true }).shape).toEqual([1, 3]);
    expect(argmax(table, { keepdims: true }).toArray()).toEqual([[5]]);
    expect([norm([3, 0, -4], { ord: 0 }).item(), norm([3, -4], { ord: -Infinity }).item(), norm([3, 6], { ord: -1 }).item()]).toEqual([2, 3, 2]);
  });

  it('share the slope of extremes that tie', () => {
    expect(grad((x: Tensor) => max(x))(Float64Array.of(1, 5, 5))).toEqual(Float64Array.of(0, 0.5, 0.5));
    expect(grad((x: Tensor) => sum(min(x, { axis: 1 })))(reshape([3, 1, 2, 0, -5, 4], [2, 3])).toArray()).toEqual([[0, 1, 0], [0, 1, 0]]);
  });

  it('multiply, with derivatives at zeros', () => {
    expect(prod([2, 3, 4, 5, 6]).item()).toBe(720);
    expect(prod(table, { axis: 0 }).toArray()).toEqual([0, -5, 8]);
    expect(prod([]).item()).toBe(1);
    expect(grad((x: Tensor) => prod(x))(Float64Array.of(2, 0, 5))).toEqual(Float64Array.of(0, 10, 0));
    expect(grad((x: Tensor) => prod(x))(Float64Array.of(0, 0, 5))).toEqual(Float64Array.of(0, 0, 0));
  });

  it('rectifiers keep NaN, and the tails that they nearly cut', () => {
    expect([relu(NaN).item(), relu(-1).item(), grad(relu)(0), grad(relu)(2)]).toEqual([NaN, 0, 0, 1]);
    // x Phi(x), the lower tail of the normal distribution to 16 digits.
    expect(gelu(-10).item() / -7.619853024160526e-23).toBeCloseTo(1, 13);
    expect(gelu(-30).item() / -1.472014178144456e-196).toBeCloseTo(1, 12);
    for (const x of [-3, -1, 0, 0.5, 2]) expect(gelu(x, { approximate: true }).item()).toBeCloseTo((x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))), 14);
    for (let x = -6; x <= 6; x += 0.01) expect(Math.abs(gelu(x, { approximate: true }).item() - gelu(x).item())).toBeLessThan(5e-4);
    expect(polygamma(1, -5e-324).item()).toBe(Infinity);
  });

  it('run along an axis', () => {
    expect(cumsum([1, 2, 3, 4, 5]).toArray()).toEqual([1, 3, 6, 10, 15]);
    expect(cumprod(table, { axis: 1 }).toArray()).toEqual([[3, 3, 6], [0, -0, -0]]);
    expect(cumsum(table, { axis: 0 }).toArray()).toEqual([[3, 1, 2], [3, -4, 6]]);
    expect(grad((x: Tensor) => sum(mul(cumsum(x), [1, 10, 100])))(new Float64Array(3))).toEqual(Float64Array.of(111, 110, 100));
  });

  it('measure spread and size', () => {
    expect(variance([1, 2, 3, 4]).item()).toBe(1.25);
    expect(variance([1, 2, 3, 4], { ddof: 1 }).item()).toBeCloseTo(5 / 3, 15);
    expect(std([[1, 3], [2, 6]], { axis: 1 }).toArray()).toEqual([1, 2]);
    expect([norm([3, -4]), norm([3, -4], { ord: 1 }), norm([3, -4], { ord: Infinity })].map(x => x.item())).toEqual([5, 7, 4]);
    expect(norm([3, -4], { ord: 3 }).item()).toBeCloseTo(91 ** (1 / 3), 13);
    expect(() => norm([1], { ord: NaN })).toThrow(/ord is NaN/);
  });

  it('exponentiate without overflow', () => {
    expect(logsumexp([1000, 1000]).item()).toBeCloseTo(1000 + Math.LN2, 12);
    expect(logsumexp([-Infinity, -Infinity]).item()).toBe(-Infinity);
    expect(softmax([[1000, 1000], [0, Math.log(3)]]).toArray()).toEqual([[0.5, 0.5], [0.25, 0.75].map(p => expect.closeTo(p, 15) as number)]);
    const gradient = grad((x: Tensor) => logsumexp(x))(Float64Array.of(1, 2, 3));
    softmax([1, 2, 3]).data().forEach((p, i) => expect(gradient[i]).toBeCloseTo(p, 15));
  });

  // Printed by SciPy: scipy.special.logsumexp(a, b=b).
  it('weigh exponentials', () => {
    expect(logsumexp([1, 2, 3], { b: [0.5, 2, -0.1] }).item()).toBeCloseTo(2.6482081485657316, 13);
    expect(logsumexp([[1, 2], [3, 4]], { b: [1, 3], axis: 1, keepdims: true }).toArray()).toEqual([[expect.closeTo(3.2142833003627604, 13)], [expect.closeTo(5.21428330036276, 13)]]);
    expect(logsumexp([1, 2], { b: [[1], [2]], axis: 1 }).data()[1]! - logsumexp([1, 2]).item()).toBeCloseTo(Math.LN2, 14);
    expect(logsumexp([0, 1], { b: [1, -1] }).item()).toBe(NaN);
    expect(logsumexp([0, 1], { b: 0 }).item()).toBe(-Infinity);
  });

  it('weigh nothing by 0, however large it is, and have the slope of its weight', () => {
    expect(logsumexp([1, 2000, Infinity], { b: [2, 0, 0] }).item()).toBeCloseTo(1 + Math.LN2, 14);
    const slopes = grad((x: Tensor, b: Tensor) => logsumexp(x, { b }), { argnums: [0, 1] })(Float64Array.of(1, 2), Float64Array.of(1, 0));
    expect(slopes.flatMap(slope => Array.from(slope))).toEqual([1, 0, 1, expect.closeTo(Math.E, 14)]);
  });

  it('work under vmap and jit', () => {
    const f = (x: Tensor): Tensor => mul(max(x), logsumexp(slice(x, [1, null])));
    const rows = reshape([3, 1, 2, 0, -5, 4], [2, 3]);
    expect(jit((x: Tensor) => vmap(f)(x))(rows).toArray()).toEqual([0, 1].map(i => f(slice(rows, i)).item()));
  });
});
