import { apply } from '../../graph/apply.js';
import type { Tensor } from '../../graph/tensor.js';
import { sizeOf, type Shape } from '../../graph/tensorType.js';
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

  element(index: number): Tensor {
    const array = this.tensor!;
    if (array.shape.length === 0) return array;
    const flat = reshaped(array, [sizeOf(array.shape)]);
    if (this.picks <= MOST_SLICES) return reshaped(apply(slicePrimitive, [flat], { starts: [index], steps: [1], sizes: [1] }), []);
    this.elements ??= unstacked(flat);
    return this.elements[index]!;
  }
}
