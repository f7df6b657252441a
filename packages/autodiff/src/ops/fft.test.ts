import { describe, expect, it } from 'vitest';
import { fft, grad, ifft, irfft, jit, mul, rfft, square, sum, vmap, add, type Complex, type Tensor } from '../index.js';

const numbers = (n: number, seed: number): Float64Array => Float64Array.from({ length: n }, (_, i) => Math.sin(12.9 * i + seed) * 3);

/** The sums of the definition. */
function bySums(re: Float64Array, im: Float64Array): { re: number[]; im: number[] } {
  const n = re.length;
  const term = (k: number, j: number): [number, number] => [Math.cos((2 * Math.PI * ((j * k) % n)) / n), -Math.sin((2 * Math.PI * ((j * k) % n)) / n)];
  const at = (k: number, part: (a: number, b: number, c: number, s: number) => number): number =>
    re.reduce((total, a, j) => total + part(a, im[j]!, ...term(k, j)), 0);
  const all = [...re.keys()];
  return { re: all.map(k => at(k, (a, b, c, s) => a * c - b * s)), im: all.map(k => at(k, (a, b, c, s) => a * s + b * c)) };
}

const expectClose = (found: Tensor, expected: ArrayLike<number>, digits = 11): void => {
  expect(found.size).toBe(expected.length);
  found.data().forEach((y, i) => expect(y).toBeCloseTo(expected[i]!, digits));
};

describe('fft', () => {
  // 67 and 134 have a factor too large for a matrix.
  it.each([1, 2, 3, 4, 7, 8, 9, 12, 16, 22, 30, 49, 64, 67, 97, 100, 128, 134])('of %d points', n => {
    const [re, im] = [numbers(n, 1), numbers(n, 2)];
    const expected = bySums(re, im);
    const found = fft({ re, im });
    expectClose(found.re, expected.re);
    expectClose(found.im, expected.im);
    const back = ifft(found);
    expectClose(back.re, re, 12);
    expectClose(back.im, im, 12);
    const half = rfft(re);
    const real = bySums(re, new Float64Array(n));
    expectClose(half.re, real.re.slice(0, Math.floor(n / 2) + 1));
    expectClose(half.im, real.im.slice(0, Math.floor(n / 2) + 1));
    expectClose(irfft(half, { n }), re, 12);
  });

  it('is divided as its norm says', () => {
    const x = numbers(6, 1);
    for (const norm of ['backward', 'forward', 'ortho'] as const) {
      const by = { backward: 1, forward: 6, ortho: Math.sqrt(6) }[norm];
      for (const transform of [fft, rfft]) expectClose(transform(x, { norm }).re, transform(x).re.data().map(y => y / by));
      expectClose(ifft(fft(x, { norm }), { norm }).re, x);
      expectClose(irfft(rfft(x, { norm }), { norm }), x);
    }
    expect(() => fft(x, { norm: 'unitary' as never })).toThrow(/norm is "unitary"; give backward, forward, ortho/);
    expect(() => irfft([5])).toThrow(/n is 0/);
  });

  it('is exact for whole numbers of four and eight points', () => {
    expect(fft([1, 2, 3, 4]).im.toArray()).toEqual([0, 2, 0, -2]);
    expect(fft([1, 0, 0, 0, 0, 0, 0, 0]).re.toArray()).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('keeps the energy of the signal, and so its gradient', () => {
    const energy = (x: Tensor): Tensor => {
      const { re, im } = fft(x);
      return sum(add(square(re), square(im)));
    };
    const x = numbers(15, 3);
    grad(energy)(x).forEach((slope, i) => expect(slope).toBeCloseTo(2 * 15 * x[i]!, 10));
  });

  it('takes complex numbers as a tree, compiled and over batches', () => {
    const f = ({ re, im }: Complex): Complex => ifft({ re: mul(2, re), im });
    const signal = { re: numbers(6, 1), im: numbers(6, 2) };
    const [plain, compiled] = [ifft({ re: signal.re.map(x => 2 * x), im: signal.im }), jit(f)(signal)];
    expectClose(compiled.re, plain.re.data(), 13);
    expectClose(compiled.im, plain.im.data(), 13);
    const rows = [numbers(6, 1), numbers(6, 2)];
    const mapped = vmap((x: Tensor) => fft(x))(add(0, rows));
    expectClose(mapped.re, rows.flatMap(row => [...fft(row).re.data()]), 13);
  });

  it('is cut and filled up, along any axis', () => {
    expect(fft([1, 2, 3], { n: 2 }).re.toArray()).toEqual([3, -1]);
    expect(fft([[1], [2]], { axis: 0, n: 4 }).re.toArray()).toEqual([[3], [1], [-1], [1]]);
    expect(irfft([1, 0, 0]).toArray()).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect(() => fft([1, 2], { n: 0 })).toThrow(/fft: n is 0/);
    expect(() => fft([1, 2], { axis: 1 })).toThrow(/axis 1/);
  });
});
