import { invalidEinsum } from '../errors.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { asTensor } from './asTensor.js';
import { contract } from './products.js';
import { sum } from './reduction.js';
import { reshape, transpose } from './shape.js';
import { sliceAlong } from './slice.js';

/**
 * Einstein's summation: labels name the axes of each operand, and those of the result behind the arrow; labels that the
 * result lacks are summed over. A label that repeats within one operand takes its diagonal; an ellipsis stands for all axes
 * without a label, which broadcast. Without an arrow the result has the axes of the ellipsis, and the
 * labels that occur once, in alphabetical order.
 *
 * @example
 * ```ts
 * import { einsum } from '@fermat/autodiff';
 *
 * console.log(einsum('ij,jk->ik', [[1, 2], [3, 4]], [[0, 1], [1, 0]]).toArray()); // [[2, 1], [4, 3]]
 * console.log(einsum('ii->', [[1, 2], [3, 4]]).item()); // 5
 * console.log(einsum('...i,i', [[1, 2], [3, 4]], [1, 1]).toArray()); // [3, 7]
 * ```
 */
export function einsum(subscripts: string, ...values: readonly TensorLike[]): Tensor {
  const operands = values.map(value => asTensor('einsum', value));
  const misfit = (): Error => invalidEinsum(subscripts, operands.map(x => x.shape));
  const match = /^((?:[a-zA-Z,]|\.{3})*)(?:->([a-zA-Z]*(?:\.{3})?[a-zA-Z]*))?$/.exec(subscripts.replaceAll(' ', ''));
  const given = match?.[1]!.split(',');
  if (given?.length !== operands.length) throw misfit();
  const labels = given.map((list, i) => labelsOf(list, operands[i]!.shape.length));
  if (labels.some((list, i) => list.length !== operands[i]!.shape.length)) throw misfit();

  const every = labels.flat();
  const open = [...new Set(every.filter(isOpen))].sort((a, b) => Number(a) - Number(b));
  const arrow = match![2];
  const kept = arrow === undefined ? [...open, ...onceOnly(every)] : labelsOf(arrow, arrow.replace('...', '').length + open.length);
  if (kept.some(label => !every.includes(label)) || open.some(label => !kept.includes(label)) || new Set(kept).size !== kept.length) throw misfit();

  const sizes = new Map<string, number>();
  labels.forEach((list, i) =>
    list.forEach((label, axis) => {
      const [known, size] = [sizes.get(label), operands[i]!.shape[axis]!];
      const isStretched = isOpen(label) && (known === 1 || size === 1);
      if (known !== undefined && known !== size && !isStretched) throw misfit();
      if (known === undefined || known === 1) sizes.set(label, size);
    }),
  );
  const terms = operands.map((x, i) => diagonal(unstretched(x, labels[i]!, sizes)));
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

/** The labels of the axes of a value; those of an ellipsis are their places from the end of it, -1 for the last. */
function labelsOf(list: string, rank: number): string[] {
  const [before, after] = list.split('...') as [string, string?];
  if (after === undefined) return [...before];
  const open = Math.max(0, rank - before.length - after.length);
  return [...before, ...Array.from({ length: open }, (_, i) => String(i - open)), ...after];
}

const isOpen = (label: string): boolean => label.startsWith('-');

const onceOnly = (labels: readonly string[]): string[] => labels.filter(label => !isOpen(label) && labels.indexOf(label) === labels.lastIndexOf(label)).sort();

interface Labelled {
  readonly value: Tensor;
  readonly names: readonly string[];
}

/** x without the axes of an ellipsis that have size 1, where other values have more. */
function unstretched(x: Tensor, labels: readonly string[], sizes: ReadonlyMap<string, number>): Labelled {
  const isKept = (axis: number): boolean => !isOpen(labels[axis]!) || x.shape[axis] === sizes.get(labels[axis]!);
  return { value: reshape(x, x.shape.filter((_, axis) => isKept(axis))), names: labels.filter((_, axis) => isKept(axis)) };
}

/** The value with every label once: two axes of one label become its diagonal, a strided view. */
function diagonal({ value, names }: Labelled): Labelled {
  const second = names.findIndex((name, axis) => names.indexOf(name) < axis);
  if (second < 0) return { value, names };
  const first = names.indexOf(names[second]!);
  const n = value.shape[first]!;
  const others = [...names.keys()].filter(axis => axis !== first && axis !== second);
  const last = transpose(value, [...others, first, second]);
  const flat = reshape(last, [...last.shape.slice(0, -2), n * n]);
  return diagonal({ value: sliceAlong(flat, -1, [null, null, n + 1]), names: [...others.map(axis => names[axis]!), names[first]!] });
}
