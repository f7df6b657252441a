import { invalidConvolution, invalidOption } from '../errors.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { sizeOf } from '../graph/tensorType.js';
import { checked } from '../options.js';
import { add, mul } from './arithmetic.js';
import { asTensor } from './asTensor.js';
import { pad } from './pad.js';
import { matmul } from './products.js';
import { reshape } from './shape.js';
import { slice } from './slice.js';

export interface ConvOptions {
  /** The distance between places of the kernel, for all axes or for each; 1 by default. */
  readonly strides?: number | readonly number[];
  /** The distance between the elements of the signal that neighbouring taps are laid on; 1 by default. */
  readonly dilation?: number | readonly number[];
  /** So many groups of channels are convolved apart, each with as many of the kernels, `[out, in / groups, ...]`; 1 by default. */
  readonly groups?: number;
  /**
   * Zeros around the signal: none, `'valid'`, the default; as many as keep its length at stride 1, `'same'`, an odd one
   * behind; a number for all sides; or `[before, after]` for each axis.
   */
  readonly padding?: 'valid' | 'same' | number | readonly (readonly [number, number])[];
}

/**
 * The sums of products of a kernel with the parts of a signal that it is laid on: `y[i] = sum(x[i + j] kernel[j])`, in one
 * or two dimensions. As in JAX and PyTorch the kernel is not reversed; `flip(kernel)` gives the convolution of analysis.
 *
 * A kernel `[taps]` or `[rows, columns]` works on the last axes of x, and all axes before them are a batch. With channels, a
 * kernel `[out, in, taps]` or `[out, in, rows, columns]` takes x of shape `[..., in, length]` or `[..., in, rows, columns]`;
 * in groups, each with its share of both.
 *
 * @throws ShapeError where the kernel does not fit the signal
 *
 * @example
 * ```ts
 * import { conv } from '@fermat/autodiff';
 *
 * console.log(conv([1, 2, 4, 8], [-1, 1]).toArray()); // [1, 2, 4]
 * console.log(conv([1, 2, 4, 8], [1, 1, 1], { padding: 'same', strides: 2 }).toArray()); // [7, 12]
 * ```
 */
export function conv(x: TensorLike, kernel: TensorLike, options: ConvOptions = {}): Tensor {
  const { strides = 1, dilation = 1, padding = 'valid', groups = 1 } = checked('conv', options, ['strides', 'padding', 'dilation', 'groups'], '...');
  const [signal, weights] = [asTensor('conv', x), asTensor('conv', kernel)];
  const rank = weights.shape.length;
  const hasChannels = rank > 2;
  const dimensions = hasChannels ? rank - 2 : rank;
  const first = signal.shape.length - dimensions;
  if (rank < 1 || rank > 4 || first < (hasChannels ? 1 : 0) || (hasChannels && signal.shape[first - 1] !== weights.shape[1]! * groups)) {
    throw invalidConvolution(signal.shape, weights.shape);
  }
  const window = weights.shape.slice(rank - dimensions);
  const [steps, gaps] = [eachAxis('strides', strides, dimensions), eachAxis('dilation', dilation, dimensions)];
  if (!(Number.isInteger(groups) && groups > 0 && (groups === 1 || (hasChannels && weights.shape[0]! % groups === 0)))) {
    throw invalidOption('conv', 'groups', groups, 'a whole number that divides the channels of the signal and of the result');
  }
  const reach = window.map((taps, i) => (taps - 1) * gaps[i]! + 1);
  const around = surroundings(padding, reach, steps, signal.shape.slice(first));
  if (around.length !== dimensions) throw invalidOption('conv', 'padding', padding, "'valid', 'same', or [before, after] for each axis");
  const padded = pad(signal, [...signal.shape.slice(0, first).map(() => [0, 0] as const), ...around]);
  const sizes = reach.map((length, i) => Math.floor((padded.shape[first + i]! - length) / steps[i]!) + 1);
  if (sizes.some(size => size < 1)) throw invalidConvolution(signal.shape, weights.shape);

  const before = padded.shape.slice(0, first);
  const [outward, inward] = weights.shape as [number, number];
  const channels = hasChannels ? [...before.slice(0, -1), groups, inward] : before;
  const grouped = hasChannels ? reshape(weights, [groups, outward / groups, inward, ...window]) : weights;
  const term = (tap: number): Tensor => {
    const at = window.map((_, i) => Math.floor(tap / sizeOf(window.slice(i + 1))) % window[i]!);
    const starts = at.map((place, i) => place * gaps[i]!);
    const part = slice(padded, ...before.map(() => null), ...starts.map((start, i) => [start, start + (sizes[i]! - 1) * steps[i]! + 1, steps[i]!] as const));
    return hasChannels ? matmul(slice(grouped, null, null, null, ...at), reshape(part, [...channels, sizeOf(sizes)])) : mul(slice(weights, ...at), part);
  };
  const terms = Array.from({ length: sizeOf(window) }, (_, tap) => term(tap));
  if (terms.length === 0) throw invalidConvolution(signal.shape, weights.shape);
  const total = terms.reduce((sum, next) => add(sum, next));
  return hasChannels ? reshape(total, [...before.slice(0, -1), weights.shape[0]!, ...sizes]) : total;
}

/** An option that holds for all axes, or has a number for each. */
function eachAxis(option: string, given: number | readonly number[], dimensions: number): readonly number[] {
  const list = typeof given === 'number' ? new Array<number>(dimensions).fill(given) : given;
  if (list.length !== dimensions || !list.every(n => Number.isInteger(n) && n > 0)) throw invalidOption('conv', option, given, 'a whole number above 0 for all axes, or one for each');
  return list;
}

/** The zeros before and after the signal on each axis. */
function surroundings(padding: ConvOptions['padding'], window: readonly number[], steps: readonly number[], lengths: readonly number[]): readonly (readonly [number, number])[] {
  if (typeof padding === 'number') return window.map(() => [padding, padding]);
  if (Array.isArray(padding)) return padding;
  return window.map((taps, i) => {
    const covered = (Math.ceil(lengths[i]! / steps[i]!) - 1) * steps[i]! + taps;
    const missing = padding === 'same' ? Math.max(0, covered - lengths[i]!) : 0;
    return [Math.floor(missing / 2), Math.ceil(missing / 2)];
  });
}
