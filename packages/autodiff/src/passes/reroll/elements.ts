import { projection } from '../../graph/apply.js';
import type { Tensor } from '../../graph/tensor.js';
import { sameShape } from '../../graph/tensorType.js';
import { rowMajorStrides } from '../../kernel/lowering.js';
import { reshapePrimitive, slicePrimitive, unstackPrimitive, type SliceParams } from '../../ops/structure.js';

/** An element of an array, by its position in row-major order, or a row along its first axis. */
export interface Element {
  readonly source: Tensor;
  readonly index: number;
}

/** What an array is a row of, if it is one that is merely picked out. */
export function rowOf(array: Tensor): Element | null {
  const [from] = array.inputs as readonly [Tensor];
  if (array.primitive === projection && from.primitive === unstackPrimitive) return { source: from.inputs[0]!, index: array.params as number };
  if (array.primitive !== reshapePrimitive || from.primitive !== slicePrimitive) return null;
  const [source] = from.inputs as readonly [Tensor];
  const { starts, sizes } = from.params as SliceParams;
  const isRow = sameShape(array.shape, source.shape.slice(1)) && sizes[0] === 1 && sameShape(sizes.slice(1), array.shape) && starts.every((start, axis) => axis === 0 || start === 0);
  return isRow ? { source, index: starts[0]! } : null;
}

/** What a scalar is an element of, if it is one that is merely picked out; the search does not go beyond `leaves`. */
export function elementOf(scalar: Tensor, leaves: ReadonlySet<Tensor>): Element | null {
  let source = scalar;
  let index = 0;
  while (!leaves.has(source)) {
    const [from] = source.inputs as readonly [Tensor];
    if (source.primitive === reshapePrimitive) {
      source = from;
    } else if (source.primitive === slicePrimitive) {
      index = positionBelow(index, source, from);
      source = from;
    } else if (source.primitive === projection && from.primitive === unstackPrimitive && !leaves.has(from)) {
      index += (source.params as number) * source.size;
      source = from.inputs[0]!;
    } else break;
  }
  return source.shape.length === 0 ? null : { source, index };
}

/** The position in the array below of an element of a slice. */
function positionBelow(index: number, slice: Tensor, from: Tensor): number {
  const { starts, steps } = slice.params as SliceParams;
  const own = rowMajorStrides(slice.shape);
  const below = rowMajorStrides(from.shape);
  let rest = index;
  return starts.reduce((position, start, axis) => {
    const at = Math.floor(rest / own[axis]!);
    rest -= at * own[axis]!;
    return position + (start + at * steps[axis]!) * below[axis]!;
  }, 0);
}
