import { invalidOption } from '../errors.js';
import { constant } from '../graph/apply.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { cos, sin } from '../kernel/math/trigonometric.js';
import { numberAlgebra } from '../kernel/numberAlgebra.js';
import { checked } from '../options.js';
import { add, div, mul, neg, sub } from './arithmetic.js';
import { asTensor } from './asTensor.js';
import { normalizeAxis } from './axes.js';
import { matmul } from './products.js';
import { pad } from './pad.js';
import { concatenate, moveaxis, reshape } from './shape.js';
import { flip, slice } from './slice.js';
import { converted } from './structure.js';

/** Complex numbers: their real and their imaginary parts, of one shape. A tree, which every transform takes and gives. */
export interface Complex<T = Tensor> {
  readonly re: T;
  readonly im: T;
}

/** What a transform takes: real numbers have no imaginary part. */
type Signal = Omit<Complex, 'im'> & { readonly im: Tensor | null };

/** Which transform is divided by the number of points: the inverse, the forward one, or each by its square root. */
export type FftNorm = 'backward' | 'forward' | 'ortho';

export interface FftOptions {
  /** The number of points; the signal is cut to it or filled up with zeros. By default that of the signal. */
  readonly n?: number;
  /** The axis transformed along; the last by default. */
  readonly axis?: number;
  /** What is divided by the number of points: `'backward'` by default. */
  readonly norm?: FftNorm;
}

const scaled = ({ re, im }: Signal, by: Complex): Complex =>
  im === null ? { re: mul(re, by.re), im: mul(re, by.im) } : { re: sub(mul(re, by.re), mul(im, by.im)), im: add(mul(re, by.im), mul(im, by.re)) };

const mapped = ({ re, im }: Signal, f: (part: Tensor) => Tensor): Signal => ({ re: f(re), im: im && f(im) });

/** `exp(2 pi i turns / n)`, at multiples of a quarter turn exactly. */
function root(turns: number, n: number): readonly [number, number] {
  const quarters = Math.round((4 * turns) / n);
  const angle = ((turns - (quarters * n) / 4) / n) * 2 * Math.PI;
  const [c, s] = [cos(numberAlgebra, angle), sin(numberAlgebra, angle)];
  return ([[c, s], [-s, c], [-c, -s], [s, -c]] as const)[quarters & 3]!;
}

/** The roots of unity whose turns, in n-ths, a function gives of the indices of a matrix. */
function roots([rows, columns]: readonly [number, number], n: number, turns: (row: number, column: number) => number): Complex {
  const all = Array.from({ length: rows * columns }, (_, i) => root(turns(Math.floor(i / columns), i % columns) % n, n));
  const part = (at: 0 | 1): Tensor => constant(Float64Array.from(all, pair => pair[at]), 'float64', [rows, columns]);
  return { re: part(0), im: part(1) };
}

/** Up to here a number of points is transformed at once, by its matrix. */
const LARGEST_MATRIX = 64;

/** The points that are transformed at once in a step: the largest divisor up to 8, else the smallest; n itself if it is prime. */
function radix(n: number): number {
  for (let p = 8; p > 1; p--) if (n % p === 0) return p;
  for (let p = 11; p * p <= n; p += 2) if (n % p === 0) return p;
  return n;
}

/** The transform along the last axis, `sign` being that of the exponent. */
function transform(x: Signal, sign: number): Complex {
  const n = x.re.shape.at(-1)!;
  const p = radix(n);
  if (p > LARGEST_MATRIX) return byConvolution(x, n, sign);
  const square = roots([p, p], p, (j, k) => sign * j * k);
  if (p === n) {
    const re = matmul(x.re, square.re);
    const im = matmul(x.re, square.im);
    return x.im === null ? { re, im } : { re: sub(re, matmul(x.im, square.im)), im: add(im, matmul(x.im, square.re)) };
  }
  const [outer, m] = [x.re.shape.slice(0, -1), n / p];
  const inner = transform(mapped(x, part => moveaxis(reshape(part, [...outer, m, p]), -1, -2)), sign);
  const { re, im } = scaled(inner, roots([p, m], n, (j, k) => sign * j * k));
  const joined = (a: Tensor): Tensor => reshape(a, [...outer, n]);
  return {
    re: joined(sub(matmul(square.re, re), matmul(square.im, im))),
    im: joined(add(matmul(square.re, im), matmul(square.im, re))),
  };
}

/** The transform as a convolution, which itself goes through transforms of a power of two. */
function byConvolution(x: Signal, n: number, sign: number): Complex {
  const length = 2 ** Math.ceil(Math.log2(2 * n - 1));
  const chirp = mapped(roots([1, n], 2 * n, (_, j) => sign * j * j), part => reshape(part, [n])) as Complex;
  const filter = mapped({ re: chirp.re, im: neg(chirp.im) }, part => concatenate([resized(part, length - n + 1), flip(slice(part, [1, null]))])) as Complex;
  const spectrum = scaled(transform(mapped(scaled(x, chirp), part => resized(part, length)), -1), transform(filter, -1));
  return scaled(mapped(transform(spectrum, 1), part => div(resized(part, n), length)), chirp);
}

/** The last axis cut to n elements, or filled up with zeros. */
function resized(x: Tensor, n: number): Tensor {
  const length = x.shape.at(-1)!;
  const before = x.shape.slice(0, -1);
  if (length >= n) return slice(x, ...before.map(() => null), [0, n]);
  return pad(x, [...before.map(() => [0, 0] as const), [0, n - length]]);
}

const isComplex = (x: TensorLike | Complex<TensorLike>): x is Complex<TensorLike> => typeof x === 'object' && 're' in x;

/** What a transform of n points is divided by. */
function divisor(op: string, n: number, norm: FftNorm, isInverse: boolean): number {
  const divisors: Record<FftNorm, number> = { backward: isInverse ? n : 1, forward: isInverse ? 1 : n, ortho: Math.sqrt(n) };
  if (!Object.hasOwn(divisors, norm)) throw invalidOption(op, 'norm', norm, Object.keys(divisors).join(', '));
  return divisors[norm];
}

const divided = (x: Signal, by: number): Signal => (by === 1 ? x : mapped(x, part => div(part, by)));

const FFT_OPTIONS = ['n', 'axis', 'norm'] as const;

/** A transform along any axis of parts of a signal, which are put there afterwards. */
function along(op: string, x: TensorLike | Complex<TensorLike>, options: FftOptions, isInverse: boolean, f: (signal: Signal) => Signal, points?: number): Signal {
  const { n, axis = -1, norm = 'backward' } = checked(op, options, FFT_OPTIONS);
  const part = (values: TensorLike): Tensor => {
    const given = asTensor(op, values);
    return moveaxis(given.dtype === 'float32' ? given : converted(given, 'float64'), normalizeAxis(op, axis, given.shape.length), -1);
  };
  const signal = isComplex(x) ? { re: part(x.re), im: part(x.im) } : { re: part(x), im: null };
  const length = n ?? signal.re.shape.at(-1)!;
  if (!Number.isInteger(length) || length < 1) throw invalidOption(op, 'n', length, 'a whole number of at least 1');
  const result = divided(f(mapped(signal, values => resized(values, length))), divisor(op, points ?? length, norm, isInverse));
  return mapped(result, values => moveaxis(values, -1, normalizeAxis(op, axis, values.shape.length)));
}

/**
 * The discrete Fourier transform along an axis: `sum(x[j] exp(-2 pi i j k / n))` for each k, of real or of complex numbers.
 * Any number of points is transformed in about n log(n) steps. Complex numbers are pairs `{ re, im }` of Tensors, trees like
 * any other; a derivative by one has the slope by its real part as `re`, and that by its imaginary part as `im`.
 *
 * Source: J. W. Cooley, J. W. Tukey, Math. Comp. 19 (1965); for large primes L. I. Bluestein, IEEE Trans. AU-18 (1970).
 *
 * @example
 * ```ts
 * import { fft, ifft, rfft } from '@fermat/autodiff';
 *
 * const { re, im } = fft([1, 2, 3, 4]);
 * console.log(re.toArray(), im.toArray()); // [10, -2, -2, -2] [0, 2, 0, -2]
 * console.log(ifft({ re, im }).re.toArray()); // [1, 2, 3, 4]
 * console.log(rfft([1, 2, 3, 4]).re.toArray()); // [10, -2, -2]
 * ```
 */
export const fft = (x: TensorLike | Complex<TensorLike>, options: FftOptions = {}): Complex =>
  along('fft', x, options, false, signal => transform(signal, -1)) as Complex;

/** The inverse of {@link fft}. */
export const ifft = (x: TensorLike | Complex<TensorLike>, options: FftOptions = {}): Complex =>
  along('ifft', x, options, true, signal => transform(signal, 1)) as Complex;

/** The first `floor(n / 2) + 1` numbers of the transform of real numbers; the others are their conjugates. */
export const rfft = (x: TensorLike, options: FftOptions = {}): Complex =>
  along('rfft', x, options, false, signal => mapped(transform(signal, -1), part => resized(part, Math.floor(signal.re.shape.at(-1)! / 2) + 1))) as Complex;

/** The inverse of {@link rfft}: n real numbers, by default twice as many as there are intervals between those given. */
export function irfft(x: TensorLike | Complex<TensorLike>, options: FftOptions = {}): Tensor {
  const { n, axis = -1 } = checked('irfft', options, FFT_OPTIONS);
  const given = asTensor('irfft', isComplex(x) ? x.re : x);
  const length = n ?? 2 * (given.shape[normalizeAxis('irfft', axis, given.shape.length)]! - 1);
  if (!Number.isInteger(length) || length < 1) throw invalidOption('irfft', 'n', length, 'a whole number of at least 1');
  const half = Math.floor(length / 2) + 1;
  const whole = (part: Tensor, conjugate: (part: Tensor) => Tensor): Tensor => {
    const ranges = part.shape.map((_, i) => (i === part.shape.length - 1 ? ([1, 1 + length - half] as const) : null));
    return concatenate([part, conjugate(flip(slice(part, ...ranges), -1))], { axis: -1 });
  };
  const inverse = ({ re, im }: Signal): Signal => ({ re: transform({ re: whole(re, part => part), im: im && whole(im, neg) }, 1).re, im: null });
  return along('irfft', x, { ...options, n: half }, true, inverse, length).re;
}
