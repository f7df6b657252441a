import { projection } from '../../graph/apply.js';
import type { Tensor } from '../../graph/tensor.js';
import { rowMajorStrides } from '../../kernel/lowering.js';
import { reshapePrimitive, slicePrimitive, unstackPrimitive, type SliceParams } from '../../ops/structure.js';

/** An element of an array, by its position in row-major order. */
export interface Element {
  readonly source: Tensor;
  readonly index: number;
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
