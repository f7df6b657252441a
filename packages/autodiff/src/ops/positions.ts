import { boolIndex, indexOutOfRange } from '../errors.js';
import { isConstant } from '../graph/apply.js';
import { within } from '../graph/scope.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import type { Shape } from '../graph/tensorType.js';
import { rowMajorStrides } from '../kernel/lowering.js';
import { add, mod, mul } from './arithmetic.js';
import { asTensor, broadcastShapes } from './asTensor.js';
import { equal, less, lessEqual, logicalAnd, logicalOr } from './comparison.js';
import { isPicked, taken, type Range } from './range.js';
import { clip, select } from './selection.js';
import { broadcasted, converted, rangeOf, reshaped } from './structure.js';

/** What becomes of an index outside of its axis: an IndexError, the nearest element, or the element that many times around. */
export type IndexMode = 'raise' | 'clip' | 'wrap';

/** Makes positions: at once where all that they depend on is known, also within a trace. */
const computed = (from: readonly Tensor[], make: () => Tensor): Tensor => (from.every(isConstant) ? within(null, make) : make());

/** Indices along an axis as int32, counted from its start; -1 where there is no such element. */
function along(op: string, given: TensorLike, axis: number, length: number, mode: IndexMode = 'raise'): Tensor {
  const indices = asTensor(op, given);
  if (indices.dtype === 'bool') throw boolIndex(op);
  return computed([indices], () => {
    if (mode === 'clip') return converted(clip(indices, 0, length - 1), 'int32');
    if (mode === 'wrap') return converted(mod(indices, length), 'int32');
    if (isConstant(indices)) {
      for (const index of indices.data()) if (!Number.isInteger(index) || index < -length || index >= length) throw indexOutOfRange(op, index, axis, length);
    }
    const whole = converted(indices, 'int32');
    const fromStart = select(less(whole, 0), add(whole, length), whole);
    const exists = logicalAnd(logicalAnd(lessEqual(0, fromStart), less(fromStart, length)), equal(whole, indices));
    return select(exists, fromStart, -1);
  });
}

/**
 * The flat positions, in a value of a shape, of the elements that ranges name, by NumPy's rules: lists of indices broadcast
 * with one another, and stand where the first of them does, or in front where a range lies between two of them.
 */
export function positionsOf(op: string, shape: Shape, ranges: readonly Range[], mode?: IndexMode): Tensor {
  const strides = rowMajorStrides(shape);
  const isList = shape.map((_, axis) => typeof ranges[axis] === 'number' || isPicked(ranges[axis] ?? null));
  const lists = shape.map((length, axis) => (isList[axis] ? along(op, ranges[axis] as TensorLike, axis, length, mode) : null));
  const block = lists.reduce<Shape>((all, list) => (list === null ? all : broadcastShapes(op, all, list.shape)), []);
  const first = isList.indexOf(true);
  const isSplit = isList.some((is, axis) => is && isList.slice(first, axis).includes(false));

  const sizes: number[] = [];
  const parts: { readonly values: Tensor; readonly at: number }[] = [];
  let blockAt = 0;
  shape.forEach((length, axis) => {
    if (isList[axis]) {
      if (axis === first && !isSplit) blockAt = sizes.length;
      return;
    }
    const { start, step, size } = taken(op, ranges[axis] ?? null, axis, length);
    sizes.push(size);
    parts.push({ values: within(null, () => mul(add(mul(rangeOf(size), step), start), strides[axis]!)), at: sizes.length - 1 });
  });
  const full = [...sizes.slice(0, blockAt), ...block, ...sizes.slice(blockAt)];
  const trailing = (values: Tensor, after: number): Tensor => broadcasted(reshaped(values, [...values.shape, ...new Array<number>(after).fill(1)]), full);
  const known = lists.filter(list => list !== null);
  return computed(known, () => {
    const afterBlock = sizes.length - blockAt;
    const terms = [
      ...parts.map(({ values, at }) => trailing(values, sizes.length - 1 - at + (at < blockAt ? block.length : 0))),
      ...lists.flatMap((list, axis) => (list === null ? [] : [trailing(mul(list, strides[axis]!), afterBlock)])),
    ];
    const missing = known.map(list => trailing(less(list, 0), afterBlock));
    const flat = terms.reduce(add, broadcasted(converted(asTensor(op, 0), 'int32'), full));
    return missing.length === 0 ? flat : select(missing.reduce(logicalOr), -1, flat);
  });
}
