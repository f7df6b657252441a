/** Ops that are not elementwise, each with operands on which it is smooth: the table from which their tests are generated. */
import {
  astype, broadcastTo, clip, concatenate, cumprod, cumsum, dot, einsum, expandDims, flip, gelu, greater, logsumexp, matmul, max, mean, min, moveaxis, norm, outer,
  pad, prod, relu, repeat, reshape, roll, select, silu, slice, softmax, split, square, squeeze, stack, std, sum, tensor, tensordot, tile, transpose, variance,
  type Tensor,
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

export const structuredOps: readonly StructuredOp[] = [
  on('sum', x => sum(x), [3, 4]),
  on('sum over axes', x => sum(x, { axis: [0, -1], keepdims: true }), [3, 2, 4]),
  on('mean', x => mean(x, { axis: 1 }), [3, 4]),
  on('prod', x => prod(x, { axis: 0 }), [3, 4]),
  on('prod with a zero', x => prod(slice(concatenate([x, [0]]), [1, null])), [4]),
  on('max', x => max(x, { axis: 1 }), [3, 4]),
  on('min', x => min(x), [3, 4]),
  on('logsumexp', x => logsumexp(x, { axis: 0 }), [3, 4]),
  on('softmax', x => softmax(x), [3, 4]),
  on('variance', x => variance(x, { axis: 1, ddof: 1 }), [3, 4]),
  on('std', x => std(x), [3, 4]),
  on('norm', x => norm(x, { axis: 1 }), [3, 4]),
  on('norm of order 1', x => norm(x, { ord: 1 }), [5]),
  on('norm of order 3', x => norm(x, { ord: 3 }), [5]),
  on('norm of order Infinity', x => norm(x, { ord: Infinity }), [5]),
  on('cumsum', x => cumsum(x, { axis: 1 }), [3, 5]),
  on('cumprod', x => cumprod(x, { axis: 0 }), [4, 2]),
  on('dot', (a, b) => dot(a, b), [4], [4]),
  on('outer', (a, b) => outer(a, b), [3], [4]),
  on('matmul', (a, b) => matmul(a, b), [2, 3], [3, 4]),
  on('matmul of a matrix and a vector', (a, b) => matmul(a, b), [2, 3], [3]),
  on('matmul of stacks', (a, b) => matmul(a, b), [2, 1, 2, 3], [3, 3, 2]),
  on('tensordot', (a, b) => tensordot(a, b, 2), [2, 3, 4], [3, 4, 2]),
  on('einsum', (a, b) => einsum('ij,kj->ik', a, b), [2, 3], [4, 3]),
  on('reshape', x => square(reshape(x, [4, 3])), [3, 4]),
  on('transpose', x => square(transpose(x, [2, 0, 1])), [2, 3, 4]),
  on('moveaxis', x => square(moveaxis(x, 0, -1)), [2, 3, 4]),
  on('expandDims', x => square(expandDims(x, 1)), [2, 3]),
  on('squeeze', x => square(squeeze(x)), [2, 1, 3, 1]),
  on('broadcastTo', x => square(broadcastTo(x, [2, 3, 4])), [3, 1]),
  on('concatenate', (a, b) => square(concatenate([a, b, a], { axis: 1 })), [2, 3], [2, 1]),
  on('stack', (a, b) => square(stack([a, b], { axis: 1 })), [2, 3], [2, 3]),
  on('split', x => square(split(x, [1, 3], { axis: 1 })[1]!), [2, 4]),
  on('pad', x => square(pad(x, [[1, 0], [0, 2]])), [2, 3]),
  on('flip', x => square(flip(x, 1)), [2, 3]),
  on('roll', x => square(roll(x, 2, { axis: 1 })), [2, 5]),
  on('tile', x => square(tile(x, [2, 3])), [2, 2]),
  on('repeat', x => square(repeat(x, 3, { axis: 1 })), [2, 2]),
  on('slice', x => square(slice(x, [null, null, -2], 1, [1, 3])), [4, 2, 4]),
  on('astype', x => square(astype(x, 'float64')), [3]),
  on('select', (a, b) => select(greater(a, b), square(a), mean(b)), [5], [5]),
  on('clip', x => clip(x, -0.9, 0.8), [6]),
  on('relu', x => relu(x), [6]),
  on('silu', x => silu(x), [6]),
  on('gelu', x => gelu(x), [6]),
];
