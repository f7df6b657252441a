import { add, flatObjective } from '@fermat/autodiff';
import type { Tensor, TensorLike } from '@fermat/autodiff';
import { normalized } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';

/** The depth of a surface at a place, written with the ops of `@fermat/autodiff`: of x in 2D, of x and y in 3D. */
export type SurfaceFunction = (x: Tensor, y: Tensor) => TensorLike;

/** The same, for a list of coordinates and with a Tensor for its value. */
export type DepthFunction = (...place: Tensor[]) => Tensor;

/** A curved border between two layers, which every line along the last axis meets once. */
export interface Surface {
  readonly depth: DepthFunction;
  /** How far a point lies beyond the surface along the last axis; negative before it. */
  beyond(point: Vector): number;
  /** The unit normal at a place of the surface, on the far side. */
  normalAt(point: Vector): Point;
}

export function depthOf(given: SurfaceFunction): DepthFunction {
  return (...place) => add(given(...(place as [Tensor, Tensor])), 0);
}

/** The point of a surface over a place, which is all coordinates but the depth. */
export function pointAt(surface: Surface, place: Vector): Point {
  return [...Array.from(place), -surface.beyond([...Array.from(place), 0])];
}

export function surfaceOf(given: SurfaceFunction, dimension: 2 | 3): Surface {
  const axis = dimension - 1;
  const depth = depthOf(given);
  const compiled = flatObjective((place: Tensor[]) => depth(...place), new Array<number>(axis).fill(0));
  const slope = new Float64Array(axis);
  const placeOf = (point: Vector): Float64Array => Float64Array.from({ length: axis }, (_, i) => point[i]!);
  return {
    depth,
    beyond: (point) => point[axis]! - compiled.value(placeOf(point)),
    normalAt(point) {
      compiled.valueAndGrad(placeOf(point), slope);
      return normalized([...Array.from(slope, (value) => -value), 1]);
    },
  };
}
