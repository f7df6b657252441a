import { apply } from '../../graph/apply.js';
import type { Tensor } from '../../graph/tensor.js';
import { sameShape, type Shape } from '../../graph/tensorType.js';
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

  /** An element, by its position in row-major order, or a row, or the whole, by the shape that is wanted. */
  part(position: number, shape: Shape): Tensor {
    const array = this.tensor!;
    if (sameShape(array.shape, shape)) return array;
    if (shape.length > 0) return reshaped(apply(slicePrimitive, [array], { starts: [position, ...shape.map(() => 0)], steps: [1, ...shape.map(() => 1)], sizes: [1, ...shape] }), shape);
    if (this.picks <= MOST_SLICES) return elementAt(array, position);
    this.elements ??= unstacked(reshaped(array, [array.size]));
    return this.elements[position]!;
  }
}

export const elementAt = (array: Tensor, position: number): Tensor =>
  reshaped(apply(slicePrimitive, [reshaped(array, [array.size])], { starts: [position], steps: [1], sizes: [1] }), []);
