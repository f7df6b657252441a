import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conv, fft, flip, grad, ifft, jit, mul, reshape, square, sub, sum, tensor, transpose, type ConvOptions, type Tensor } from '../index.js';

const numbers = (shape: readonly number[], seed: number): Tensor =>
  reshape(tensor(Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(3.1 * i + seed))), shape);

/** The definition, with channels, in one dimension: the first axis is the batch. */
function bySums(x: number[][][], w: number[][][], stride: number, before: number, after: number): number[][][] {
  return x.map(channels => {
    const padded = channels.map(row => [...new Array<number>(before).fill(0), ...row, ...new Array<number>(after).fill(0)]);
    const places = Array.from({ length: Math.floor((padded[0]!.length - w[0]![0]!.length) / stride) + 1 }, (_, i) => i * stride);
    return w.map(kernels => places.map(at => kernels.reduce((total, taps, c) => total + taps.reduce((s, tap, j) => s + tap * padded[c]![at + j]!, 0), 0)));
  });
}

describe('conv', () => {
  it('is the sums of its definition', () => {
    const sizes = fc.record({ batch: fc.integer({ min: 1, max: 2 }), inward: fc.integer({ min: 1, max: 3 }), outward: fc.integer({ min: 1, max: 3 }), taps: fc.integer({ min: 1, max: 4 }), more: fc.nat(5), stride: fc.integer({ min: 1, max: 3 }), before: fc.nat(2), after: fc.nat(2) });
    fc.assert(
      fc.property(sizes, ({ batch, inward, outward, taps, more, stride, before, after }) => {
        const x = numbers([batch, inward, taps + more], 1);
        const w = numbers([outward, inward, taps], 2);
        const found = conv(x, w, { strides: stride, padding: [[before, after]] });
        const expected = bySums(x.toArray() as never, w.toArray() as never, stride, before, after);
        expect(found.shape).toEqual([batch, outward, expected[0]![0]!.length]);
        found.data().forEach((y, i) => expect(y).toBeCloseTo(expected.flat(2)[i]!, 12));
      }),
      { numRuns: 40 },
    );
  });

  it('in two dimensions is that in one where the kernel has one row', () => {
    const [x, w] = [numbers([4, 6], 1), numbers([3], 2)];
    const options: ConvOptions = { padding: [[0, 0], [2, 1]], strides: [1, 2] };
    expect(conv(x, reshape(w, [1, 3]), options).toArray()).toEqual(conv(x, w, { padding: [[2, 1]], strides: 2 }).toArray());
    const [y, k] = [numbers([4, 5], 3), numbers([2, 3], 4)];
    expect(conv(transpose(y), transpose(k), { padding: 'same' }).shape).toEqual([5, 4]);
    const turned = transpose(conv(transpose(y), transpose(k))).data();
    conv(y, k).data().forEach((value, i) => expect(value).toBeCloseTo(turned[i]!, 13));
  });

  it('is a product of transforms', () => {
    const [x, w] = [numbers([12], 1), numbers([5], 2)];
    const [a, b] = [fft(x, { n: 16 }), fft(w, { n: 16 })];
    const product = ifft({ re: sub(mul(a.re, b.re), mul(a.im, b.im)), im: mul(a.re, b.im).add(mul(a.im, b.re)) }).re;
    conv(x, flip(w), { padding: 4 }).data().forEach((y, i) => expect(y).toBeCloseTo(product.data()[i]!, 12));
  });

  it('keeps the length where it is asked to', () => {
    for (const [length, stride, taps] of [[7, 1, 4], [7, 2, 3], [8, 3, 5], [1, 1, 3]]) {
      expect(conv(numbers([length!], 1), numbers([taps!], 2), { padding: 'same', strides: stride! }).shape).toEqual([Math.ceil(length! / stride!)]);
    }
  });

  it('has the same gradient compiled', () => {
    const loss = (x: Tensor, w: Tensor): Tensor => sum(square(conv(x, w, { padding: 'same' })));
    const [x, w] = [numbers([2, 3, 6, 5], 1), numbers([4, 3, 3, 3], 2)];
    const plain = grad(loss, { argnums: [0, 1] })(x, w);
    const compiled = jit(grad(loss, { argnums: [0, 1] }))(x, w);
    plain.forEach((g, i) => g.data().forEach((slope, j) => expect(compiled[i]!.data()[j]).toBeCloseTo(slope, 9)));
  });

  it('refuses what does not fit', () => {
    expect(() => conv([1, 2], [1, 2, 3])).toThrow(/shape \[3\] does not fit a signal of shape \[2\]/);
    expect(() => conv(numbers([2, 5], 1), numbers([1, 3, 2], 1))).toThrow(/does not fit/);
    expect(() => conv([1, 2, 3], [1], { strides: 0 })).toThrow(/strides is 0/);
    expect(() => conv([1, 2, 3], [1], { padding: [[1, 1], [1, 1]] })).toThrow(/padding is/);
  });
});
