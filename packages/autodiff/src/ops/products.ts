import { unsupportedProduct } from '../errors.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { mul } from './arithmetic.js';
import { asTensor } from './asTensor.js';
import { normalizeAxis } from './axes.js';
import { sum } from './reduction.js';
import { reshape, transpose } from './shape.js';

/**
 * The product of two values over labelled axes, summed over the labels that are not kept. Compiled, it is one loop nest:
 * the factors are read in place and never written out at full size.
 */
export function contract(a: Tensor, labelsA: readonly string[], b: Tensor, labelsB: readonly string[], kept: readonly string[]): Tensor {
  const all = [...kept, ...new Set([...labelsA, ...labelsB].filter(label => !kept.includes(label)))];
  const product = mul(aligned(a, labelsA, all), aligned(b, labelsB, all));
  return sum(product, { axis: all.map((_, axis) => axis).slice(kept.length) });
}

/** x with its axes in the order of `all`, of size 1 where it lacks a label. */
function aligned(x: Tensor, labels: readonly string[], all: readonly string[]): Tensor {
  const present = all.filter(label => labels.includes(label));
  const ordered = transpose(x, present.map(label => labels.indexOf(label)));
  let next = 0;
  return reshape(ordered, all.map(label => (labels.includes(label) ? ordered.shape[next++]! : 1)));
}

const letters = (count: number, from: string): string[] => Array.from({ length: count }, (_, i) => `${from}${i}`);

/**
 * The inner product of vectors, the product of matrices, and of stacks of matrices, whose leading axes broadcast, as
 * NumPy's `matmul`.
 *
 * @example
 * ```ts
 * import { matmul } from '@fermat/autodiff';
 *
 * console.log(matmul([[1, 2], [3, 4]], [1, 1]).toArray()); // [3, 7]
 * ```
 */
export function matmul(x: TensorLike, y: TensorLike): Tensor {
  const [a, b] = [asTensor('matmul', x), asTensor('matmul', y)];
  if (a.shape.length === 0 || b.shape.length === 0) throw unsupportedProduct('matmul', a.shape, b.shape);
  const inner = b.shape.length === 1 ? b.shape[0] : b.shape.at(-2);
  if (a.shape.at(-1) !== inner) throw unsupportedProduct('matmul', a.shape, b.shape);
  const [rows, columns] = [a.shape.length > 1 ? ['row'] : [], b.shape.length > 1 ? ['column'] : []];
  const depth = Math.max(a.shape.length - 1 - rows.length, b.shape.length - 1 - columns.length);
  const stack = letters(depth, 'batch');
  const labelsA = [...stack.slice(depth - (a.shape.length - 1 - rows.length)), ...rows, 'inner'];
  const labelsB = [...stack.slice(depth - (b.shape.length - 1 - columns.length)), 'inner', ...columns];
  return contract(a, labelsA, b, labelsB, [...stack, ...rows, ...columns]);
}

/** The inner product: of vectors a scalar, of a matrix and a vector a vector, and so on, as NumPy's `dot`. */
export function dot(x: TensorLike, y: TensorLike): Tensor {
  const [a, b] = [asTensor('dot', x), asTensor('dot', y)];
  if (a.shape.length === 0 || b.shape.length === 0) return mul(a, b);
  return tensordot(a, b, [[-1], [b.shape.length === 1 ? 0 : -2]]);
}

/** Every product of an element of x with one of y: a matrix, from flattened values. */
export function outer(x: TensorLike, y: TensorLike): Tensor {
  const [a, b] = [reshape(x, [-1]), reshape(y, [-1])];
  return mul(reshape(a, [-1, 1]), reshape(b, [1, -1]));
}

/** The sum of products over an axis of each, or over pairs of axes; a number n takes the last n of x with the first n of y. 2 by default. */
export function tensordot(x: TensorLike, y: TensorLike, axes: number | readonly [number | readonly number[], number | readonly number[]] = 2): Tensor {
  const [a, b] = [asTensor('tensordot', x), asTensor('tensordot', y)];
  const [ofA, ofB] =
    typeof axes === 'number'
      ? [letters(axes, '').map((_, i) => a.shape.length - axes + i), letters(axes, '').map((_, i) => i)]
      : axes.map((list, side) => [list].flat().map(axis => normalizeAxis('tensordot', axis, (side === 0 ? a : b).shape.length))) as [number[], number[]];
  const fits = ofA.length === ofB.length && ofA.every((axis, i) => a.shape[axis] !== undefined && a.shape[axis] === b.shape[ofB[i]!]);
  if (!fits) throw unsupportedProduct('tensordot', a.shape, b.shape);
  const label = (side: string, paired: readonly number[]) => (_: number, axis: number): string =>
    paired.includes(axis) ? `inner${paired.indexOf(axis)}` : `${side}${axis}`;
  const [labelsA, labelsB] = [a.shape.map(label('a', ofA)), b.shape.map(label('b', ofB))];
  return contract(a, labelsA, b, labelsB, [...labelsA, ...labelsB].filter(name => !name.startsWith('inner')));
}
