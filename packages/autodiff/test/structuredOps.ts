/** Ops that are not elementwise, each with operands on which it is smooth: the table from which their tests are generated. */
import {
  add, all, any, argmax, argmin, argsort, astype, at, broadcastTo, ceil, clip, concatenate, conv, cumprod, cumsum, div, dot, einsum, equal, expandDims, fft, flip, floor, gather,
  gelu, greater, greaterEqual, ifft, interp, irfft, isfinite, isinf, isnan, less, lessEqual, lgamma, logicalAnd, logicalNot, logicalOr, logicalXor, logsumexp, matmul, max,
  mean, median, min, mod, moveaxis, mul, norm, notEqual, outer, pad, polygamma, pow, prod, relu, repeat, reshape, rfft, roll, round, rsqrt, safeNorm, safeSqrt, scatterAdd, sign,
  searchsorted, select, silu, sin, slice, softmax, sort, split, sqrt, square, squeeze, stack, std, sum, take, takeAlongAxis, tensor, tensordot, tile,
  transpose, trunc, variance, type Complex, type Tensor,
} from '../src/index.js';

export interface StructuredOp {
  readonly name: string;
  readonly op: (...operands: Tensor[]) => Tensor;
  /** Lists of operands of equal shapes. */
  readonly samples: readonly (readonly Tensor[])[];
  /** The relative difference allowed between a batch and its members. */
  readonly tolerance?: number;
}

const SAMPLES = 3;

/** Numbers that neither tie nor vanish, of either sign. */
const numbers = (shape: readonly number[], seed: number): Tensor => {
  const size = shape.reduce((n, length) => n * length, 1);
  return reshape(tensor(Float64Array.from({ length: size }, (_, i) => 1.7 * Math.sin(1 + 2.3 * i + 0.7 * seed) + 0.01 * i)), shape);
};

/** An op with operands of the given shapes. */
const on = (name: string, op: StructuredOp['op'], ...shapes: readonly (readonly number[])[]): StructuredOp => ({
  name,
  op,
  samples: Array.from({ length: SAMPLES }, (_, k) => shapes.map((shape, i) => numbers(shape, 10 * k + i))),
});

/** A square of both parts of complex numbers, as one value. */
const parts = ({ re, im }: Complex): Tensor => square(stack([re, im]));

export const structuredOps: readonly StructuredOp[] = [
  on('sum', x => sum(x), [3, 4]),
  on('sum over axes', x => sum(x, { axis: [0, -1], keepdims: true }), [3, 2, 4]),
  on('mean', x => mean(x, { axis: 1 }), [3, 4]),
  on('prod', x => prod(x, { axis: 0 }), [3, 4]),
  on('prod with a zero', x => prod(slice(concatenate([x, [0]]), [1, null])), [4]),
  on('max', x => max(x, { axis: 1 }), [3, 4]),
  on('min', x => min(x), [3, 4]),
  on('logsumexp', x => logsumexp(x, { axis: 0 }), [3, 4]),
  on('logsumexp with weights', (x, b) => logsumexp(x, { axis: 1, b: add(2, b) }), [3, 4], [4]),
  on('median', x => median(x), [3, 3]),
  on('median over axes', x => median(x, { axis: [0, 2], keepdims: true }), [2, 3, 4]),
  on('softmax', x => softmax(x), [3, 4]),
  on('variance', x => variance(x, { axis: 1, ddof: 1 }), [3, 4]),
  on('std', x => std(x), [3, 4]),
  on('norm', x => norm(x, { axis: 1 }), [3, 4]),
  on('norm of order 1', x => norm(x, { ord: 1 }), [5]),
  on('norm of order 3', x => norm(x, { ord: 3 }), [5]),
  on('norm of order Infinity', x => norm(x, { ord: Infinity }), [5]),
  on('norm of order -Infinity', x => norm(x, { ord: -Infinity, axis: 0 }), [5, 2]),
  on('norm of order -2', x => norm(x, { ord: -2 }), [5]),
  on('cumsum', x => cumsum(x, { axis: 1 }), [3, 5]),
  on('cumprod', x => cumprod(x, { axis: 0 }), [4, 2]),
  on('dot', (a, b) => dot(a, b), [4], [4]),
  on('outer', (a, b) => outer(a, b), [3], [4]),
  on('matmul', (a, b) => matmul(a, b), [2, 3], [3, 4]),
  on('matmul of a matrix and a vector', (a, b) => matmul(a, b), [2, 3], [3]),
  on('matmul of stacks', (a, b) => matmul(a, b), [2, 1, 2, 3], [3, 3, 2]),
  on('tensordot', (a, b) => tensordot(a, b, 2), [2, 3, 4], [3, 4, 2]),
  on('einsum', (a, b) => einsum('ij,kj->ik', a, b), [2, 3], [4, 3]),
  on('einsum with an ellipsis', (a, b) => einsum('...ij,j...->...i', a, b), [2, 1, 2, 3], [3, 4]),
  on('einsum of diagonals', a => einsum('...ii->...', square(a)), [2, 3, 3]),
  on('reshape', x => square(reshape(x, [4, 3])), [3, 4]),
  on('transpose', x => square(transpose(x, [2, 0, 1])), [2, 3, 4]),
  on('moveaxis', x => square(moveaxis(x, 0, -1)), [2, 3, 4]),
  on('moveaxis of several', x => square(moveaxis(x, [0, 1], [-1, 0])), [2, 3, 4]),
  on('expandDims', x => square(expandDims(x, 1)), [2, 3]),
  on('expandDims of several', x => square(expandDims(x, [0, -1])), [2, 3]),
  on('squeeze', x => square(squeeze(x)), [2, 1, 3, 1]),
  on('broadcastTo', x => square(broadcastTo(x, [2, 3, 4])), [3, 1]),
  on('concatenate', (a, b) => square(concatenate([a, b, a], { axis: 1 })), [2, 3], [2, 1]),
  on('stack', (a, b) => square(stack([a, b], { axis: 1 })), [2, 3], [2, 3]),
  on('split', x => square(split(x, [1, 3], { axis: 1 })[1]!), [2, 4]),
  on('pad', x => square(pad(x, [[1, 0], [0, 2]])), [2, 3]),
  on('pad with a value', (x, value) => square(pad(x, 1, { value: sum(value) })), [2, 3], [2]),
  ...(['edge', 'reflect', 'symmetric', 'wrap'] as const).map(mode => on(`pad in mode ${mode}`, x => square(pad(x, [[1, 0], [4, 5]], { mode })), [2, 3])),
  on('flip', x => square(flip(x, 1)), [2, 3]),
  on('roll', x => square(roll(x, 2, { axis: 1 })), [2, 5]),
  on('roll along several axes', x => square(roll(x, [1, -2], { axis: [0, -1] })), [2, 5]),
  on('tile', x => square(tile(x, [2, 3])), [2, 2]),
  on('repeat', x => square(repeat(x, 3, { axis: 1 })), [2, 2]),
  on('repeat by counts', x => square(repeat(x, [2, 0, 1], { axis: 1 })), [2, 3]),
  on('slice', x => square(slice(x, [null, null, -2], 1, [1, 3])), [4, 2, 4]),
  on('astype', x => square(astype(x, 'float64')), [3]),
  on('select', (a, b) => select(greater(a, b), square(a), mean(b)), [5], [5]),
  on('clip', x => clip(x, -0.9, 0.8), [6]),
  on('clip from above', x => clip(x, null, 0.8), [6]),
  on('relu', x => relu(x), [6]),
  on('silu', x => silu(x), [6]),
  on('gelu', x => gelu(x), [6]),
  on('gelu approximate', x => gelu(x, { approximate: true }), [6]),
  on('pow', (x, y) => pow(add(0.1, square(x)), y), [3, 2], [2]),
  on('pow of a whole number', x => pow(x, 5), [4]),
  on('pow of 0', x => mul(x, pow(x, 0)), [4]),
  on('rsqrt', x => rsqrt(square(x)), [6]),
  on('safeSqrt', x => safeSqrt(square(x)), [6]),
  on('safeNorm', x => safeNorm(x, { axis: 1 }), [3, 4]),
  on('polygamma', x => polygamma(1, square(x)), [4]),
  on('polygamma below 0', x => polygamma(2, add(-2.5, mul(0.3, sin(x)))), [4]),
  on('lgamma below 0', x => lgamma(add(-2.5, mul(0.3, sin(x)))), [4]),
  on('gather', x => square(gather(x, [2, 0, 2])), [3, 2]),
  on('take', x => square(take(x, [[1, -1], [0, 1]], { axis: 1 })), [2, 3]),
  on('take around', x => square(take(x, [5, -7], { axis: 1, mode: 'wrap' })), [2, 3]),
  on('take at computed places', (x, at) => mul(take(x, astype(square(at), 'int32')), at), [9], [4]),
  on('takeAlongAxis', x => square(takeAlongAxis(x, [[1, 2, 2], [2, 1, 0]])), [2, 3]),
  on('slice by indices', x => square(slice(x, Int32Array.of(1, 0, 1), [0, 2], Int32Array.of(0, 3, 3))), [2, 3, 4]),
  on('scatterAdd', (x, u) => square(scatterAdd(x, [0, 2, 0], u)), [3, 2], [3, 2]),
  on('at set', (x, u) => square(at(x, Int32Array.of(0, 2, 0), [1, 3]).set(u)), [3, 4], [3, 2]),
  on('at set a part', (x, u) => square(at(x, [1, null], -1).set(u)), [3, 4], [2]),
  on('at add', (x, u) => square(at(x, 1).add(mul(u, slice(x, 0)))), [3, 4], [4]),
  ...(['mul', 'min', 'max'] as const).flatMap(name => [
    on(`at ${name}`, (x, u) => square(at(x, [1, null], -1)[name](u)), [3, 4], [2]),
    on(`at ${name} with indices that occur twice`, (x, u) => square(at(x, Int32Array.of(0, 2, 0, 0, 2))[name](u)), [3, 2], [5, 2]),
    on(`at ${name} with computed indices`, (x, u, i) => mul(at(x, astype(square(i), 'int32'))[name](u), sum(i)), [9], [4], [4]),
  ]),
  on('sort', x => square(sort(x, { axis: 0 })), [5, 2]),
  on('sort descending', x => square(sort(x, { descending: true })), [2, 5]),
  on('sort of one', x => square(sort(x)), [3, 1]),
  on('interp', (x, f) => interp(x, [-2, -1, 0.1, 1.3, 2], f), [6], [5]),
  on('interp with a period', (x, f) => interp(mul(3, x), [3, 0.1, 5], f, { period: 4 }), [6], [3]),
  on('interp by a spline', (x, f) => interp(x, [-2, -1, 0.1, 1.3, 2], f, { kind: 'cubic' }), [6], [5]),
  on('interp by its points', (x, f) => interp([0.1, 0.9, 1.7], add(x, [0, 5, 10, 15]), f, { kind: 'cubic' }), [4], [4]),
  on('fft', (re, im) => parts(fft({ re, im })), [12], [12]),
  on('fft of real numbers along an axis', x => parts(fft(x, { axis: 0, n: 4 })), [6, 2]),
  on('fft of a prime number of points', x => parts(fft(x, { n: 67 })), [9]),
  on('ifft', (re, im) => parts(ifft({ re, im })), [2, 6], [2, 6]),
  on('rfft', x => parts(rfft(x)), [7]),
  on('irfft', (re, im) => square(irfft({ re, im }, { n: 7 })), [4], [4]),
  on('irfft of norm ortho', (re, im) => square(irfft({ re, im }, { norm: 'ortho' })), [4], [4]),
  on('conv', (x, w) => conv(x, w), [2, 6], [3]),
  on('conv in two dimensions', (x, w) => conv(x, w, { padding: 'same', strides: [1, 2] }), [4, 5], [3, 2]),
  on('conv with channels', (x, w) => conv(x, w, { padding: 1, strides: 2 }), [2, 3, 5], [2, 3, 2]),
  on('conv with gaps', (x, w) => conv(x, w, { dilation: 2, strides: 2, padding: 'same' }), [2, 8], [3]),
  on('conv in groups', (x, w) => conv(x, w, { groups: 2, dilation: [2] }), [2, 4, 6], [6, 2, 2]),
  on('conv of images with channels', (x, w) => conv(x, w, { padding: [[1, 0], [0, 1]] }), [2, 3, 4], [2, 2, 2, 2]),
];

const ints = (...shape: number[]): Tensor => astype(mul(2, numbers(shape, 3)), 'int32');

/** Ops with results that have no derivative, of which the backends and `vmap` are checked. */
export const discreteOps: readonly StructuredOp[] = [
  on('argmax', x => argmax(x, { axis: 1 }), [3, 4]),
  on('argmax keeping its axis', x => argmax(x, { axis: 0, keepdims: true }), [3, 4]),
  on('argmin', x => argmin(x), [3, 4]),
  on('argsort', x => argsort(round(x), { axis: 0 }), [7, 2]),
  on('argsort descending', x => argsort(round(x), { descending: true }), [2, 7]),
  ...Object.entries({ ceil, floor, round, sign, trunc }).map(([name, op]) => on(`${name} of int32`, x => op(astype(mul(9, x), 'int32')), [6])),
  on('mod of int32', x => mod(astype(mul(9, x), 'int32'), ints(6)), [6]),
  on('searchsorted', (sorted, x) => searchsorted(sort(sorted), x), [5], [3, 2]),
  on('searchsorted on the right', (sorted, x) => searchsorted(sort(round(sorted)), round(x), { side: 'right' }), [5], [6]),
  on('all', x => all(greater(x, -1), { axis: 0 }), [3, 4]),
  on('any', x => any(greater(x, 1), { axis: 1, keepdims: true }), [3, 4]),
  on('round to decimals', x => round(x, { decimals: 1 }), [6]),
  on('round to tens', x => round(mul(50, x), { decimals: -1 }), [6]),
  on('round to decimals of int32', x => round(astype(mul(9, x), 'int32'), { decimals: 1 }), [6]),
  ...Object.entries({ isfinite, isinf, isnan }).map(([name, op]) => on(name, x => op(stack([sqrt(x), div(x, 0)])), [6])),
  on('isfinite of int32', x => isfinite(astype(x, 'int32')), [6]),
  ...Object.entries({ equal, greater, greaterEqual, less, lessEqual, notEqual }).flatMap(([name, op]) => [
    on(name, (a, b) => op(round(a), round(b)), [3, 4], [4]),
    on(`${name} of int32`, a => op(astype(a, 'int32'), ints(3, 4)), [3, 4]),
  ]),
  ...Object.entries({ logicalAnd, logicalOr, logicalXor }).map(([name, op]) => on(name, (a, b) => op(greater(a, 0), greater(b, 0)), [3, 4], [4])),
  on('logicalNot', x => logicalNot(greater(x, 0)), [6]),
];
