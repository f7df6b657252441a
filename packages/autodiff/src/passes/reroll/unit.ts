import { apply } from '../../graph/apply.js';
import type { Tensor } from '../../graph/tensor.js';
import { sameShape, sizeOf, type Shape } from '../../graph/tensorType.js';
import { reshaped, slicePrimitive, unstacked } from '../../ops/structure.js';

/** Arrays of which more elements than this are picked are taken apart as a whole. */
const MOST_SLICES = 2;

/** What becomes a value of the new graph. */
export abstract class Unit {
  /** Its value, once that is made. */
  tensor: Tensor | null = null;
  /** How many elements are picked out of it. */
  picks = 0;
  private elements: readonly Tensor[] | null = null;

  abstract readonly shape: Shape;
  /** What must be made before it. */
  abstract needs(): readonly Unit[];
  abstract build(): Tensor;

  /** An element, or a row, by its position among those of its shape; or the whole. */
  part(position: number, shape: Shape): Tensor {
    const array = this.tensor!;
    if (sameShape(array.shape, shape)) return array;
    if (shape.length > 0 || this.picks <= MOST_SLICES) return partOf(array, position, shape);
    this.elements ??= unstacked(reshaped(array, [array.size]));
    return this.elements[position]!;
  }
}

export const partOf = (array: Tensor, position: number, shape: Shape): Tensor => reshaped(partsOf(array, position, 1, 1, shape), shape);

/** Every so many of the parts of a shape that an array consists of. */
export function partsOf(array: Tensor, start: number, step: number, count: number, shape: Shape): Tensor {
  const parts = reshaped(array, [array.size / sizeOf(shape), ...shape]);
  return apply(slicePrimitive, [parts], { starts: [start, ...shape.map(() => 0)], steps: [step, ...shape.map(() => 1)], sizes: [count, ...shape] });
}
