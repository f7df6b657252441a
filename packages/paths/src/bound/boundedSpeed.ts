import type { Bounds } from '../geometry/bounds.js';
import type { Vector } from '../geometry/vector.js';

/** A linear function of the place, by its value at one and its derivative. */
export interface LinearFunction {
  readonly x: number;
  readonly y: number;
  readonly value: number;
  readonly slope: Vector;
}

/** A medium in the plane with a speed at each place, the same in every direction. */
export interface BoundedSpeed {
  readonly bounds: Bounds;
  /** A speed that is not exceeded anywhere in a box inside the bounds: the closer to the largest the better. */
  maxSpeedIn(box: Bounds): number;
  /**
   * A linear function that the slowness does not fall below there; `null` where there is none to give. Bounds on times that are made
   * of these are of the second order in the size of boxes, of constants of the first.
   */
  tangentIn?(box: Bounds): LinearFunction | null;
}

/** A linear function that is not more than the inverse of another: that of the tangent, as the inverse is convex. */
export function tangentOfInverse({ x, y, value, slope }: LinearFunction): LinearFunction {
  return { x, y, value: 1 / value, slope: [-slope[0]! / value ** 2, -slope[1]! / value ** 2] };
}
