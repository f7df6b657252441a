import { invalidEinsum, unsupportedProduct } from '../errors.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { mul } from './arithmetic.js';
import { asTensor } from './asTensor.js';
import { normalizeAxis } from './axes.js';
import { sum } from './reduction.js';
import { reshape, transpose } from './shape.js';
import { sliceAlong } from './slice.js';

/**
 * The product of two values over labelled axes, summed over the labels that are not kept. Compiled, it is one loop nest:
 * the factors are read in place and never written out at full size.
 */
function contract(a: Tensor, labelsA: readonly string[], b: Tensor, labelsB: readonly string[], kept: readonly string[]): Tensor {
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

/** The sum of products over pairs of axes; a number n takes the last n of x with the first n of y. 2 by default. */
export function tensordot(x: TensorLike, y: TensorLike, axes: number | readonly [readonly number[], readonly number[]] = 2): Tensor {
  const [a, b] = [asTensor('tensordot', x), asTensor('tensordot', y)];
  const [ofA, ofB] =
    typeof axes === 'number'
      ? [letters(axes, '').map((_, i) => a.shape.length - axes + i), letters(axes, '').map((_, i) => i)]
      : axes.map((list, side) => list.map(axis => normalizeAxis('tensordot', axis, (side === 0 ? a : b).shape.length))) as [number[], number[]];
  const fits = ofA.length === ofB.length && ofA.every((axis, i) => a.shape[axis] !== undefined && a.shape[axis] === b.shape[ofB[i]!]);
  if (!fits) throw unsupportedProduct('tensordot', a.shape, b.shape);
  const label = (side: string, paired: readonly number[]) => (_: number, axis: number): string =>
    paired.includes(axis) ? `inner${paired.indexOf(axis)}` : `${side}${axis}`;
  const [labelsA, labelsB] = [a.shape.map(label('a', ofA)), b.shape.map(label('b', ofB))];
  return contract(a, labelsA, b, labelsB, [...labelsA, ...labelsB].filter(name => !name.startsWith('inner')));
}

/**
 * Einstein's summation: labels name the axes of each operand, and those of the result behind the arrow; labels that the
 * result lacks are summed over. A label that repeats within one operand takes its diagonal. Without an arrow the result
 * has the labels that occur once, in alphabetical order.
 *
 * @example
 * ```ts
 * import { einsum } from '@fermat/autodiff';
 *
 * console.log(einsum('ij,jk->ik', [[1, 2], [3, 4]], [[0, 1], [1, 0]]).toArray()); // [[2, 1], [4, 3]]
 * console.log(einsum('ii->', [[1, 2], [3, 4]]).item()); // 5
 * ```
 */
export function einsum(subscripts: string, ...values: readonly TensorLike[]): Tensor {
  const match = /^([a-zA-Z,]*)(?:->([a-zA-Z]*))?$/.exec(subscripts.replaceAll(' ', ''));
  const operands = values.map(value => asTensor('einsum', value));
  const labels = match?.[1]!.split(',').map(list => [...list]);
  if (labels === undefined || labels.length !== operands.length || labels.some((list, i) => list.length !== operands[i]!.shape.length)) {
    throw invalidEinsum(subscripts, operands.map(x => x.shape));
  }
  const kept = match![2] === undefined ? onceOnly(labels.flat()) : [...match![2]];
  if (kept.some(label => !labels.flat().includes(label)) || new Set(kept).size !== kept.length) throw invalidEinsum(subscripts, operands.map(x => x.shape));
  checkSizes(subscripts, labels, operands);
  const terms = operands.map((x, i) => diagonal(x, labels[i]!));
  let { value, names } = terms[0]!;
  terms.slice(1).forEach((term, i) => {
    const needed = new Set([...kept, ...terms.slice(i + 2).flatMap(later => later.names)]);
    const union = [...new Set([...names, ...term.names])].filter(name => needed.has(name));
    value = contract(value, names, term.value, term.names, union);
    names = union;
  });
  const summed = sum(value, { axis: names.flatMap((name, axis) => (kept.includes(name) ? [] : [axis])) });
  const left = names.filter(name => kept.includes(name));
  return transpose(summed, kept.map(name => left.indexOf(name)));
}

const onceOnly = (labels: readonly string[]): string[] => labels.filter(label => labels.indexOf(label) === labels.lastIndexOf(label)).sort();

function checkSizes(subscripts: string, labels: readonly (readonly string[])[], operands: readonly Tensor[]): void {
  const sizes = new Map<string, number>();
  operands.forEach((x, i) =>
    labels[i]!.forEach((label, axis) => {
      const size = sizes.get(label) ?? x.shape[axis]!;
      if (size !== x.shape[axis]) throw invalidEinsum(subscripts, operands.map(operand => operand.shape));
      sizes.set(label, size);
    }),
  );
}

/** x with every label once: two axes of one label become its diagonal, a strided view. */
function diagonal(x: Tensor, labels: readonly string[]): { value: Tensor; names: readonly string[] } {
  const second = labels.findIndex((label, axis) => labels.indexOf(label) < axis);
  if (second < 0) return { value: x, names: labels };
  const first = labels.indexOf(labels[second]!);
  const n = x.shape[first]!;
  const others = labels.filter((_, axis) => axis !== first && axis !== second);
  const last = transpose(x, [...labels.keys()].filter(axis => axis !== first && axis !== second).concat(first, second));
  const flat = reshape(last, [...last.shape.slice(0, -2), n * n]);
  const picked = sliceAlong(flat, -1, [null, null, n + 1]);
  return diagonal(picked, [...others, labels[first]!]);
}
