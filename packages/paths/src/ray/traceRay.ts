import { checkFunction, checkMedium, checkedOptions } from '../arguments.js';
import { invalidDirection, invalidLength } from '../errors.js';
import { isDirection, normalized } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';
import type { Medium } from '../medium/medium.js';

export interface RayOptions {
  readonly from: Vector;
  /** Of any length but 0. */
  readonly direction: Vector;
  /** How far the ray goes at most; by default 100 times the diagonal of its bounds, or the thickness of all layers. */
  readonly length?: number;
  /**
   * The ray ends where this function of its points changes its sign, found to rounding. It is looked at where the steps
   * of the ray end, so that two changes within a step are not seen.
   */
  readonly until?: (point: Point) => number;
}

/** What a medium is asked for: the direction is a unit vector. */
export interface RayLaunch {
  readonly from: Vector;
  readonly direction: Point;
  readonly length: number | undefined;
  readonly until: (point: Point) => number;
}

/**
 * Why a ray ends: it has gone the `length` asked for, `until` changed its sign, it has left the medium or met a place
 * where it has no speed (`boundary`), or it was followed for as many steps as a ray is (`steps`).
 */
export type RayEnding = 'length' | 'until' | 'boundary' | 'steps';

/** A ray, at the places where its direction is known: the polyline through them where the medium is homogeneous. */
export interface Ray {
  /** The start, the end of every step, and the end. */
  readonly points: readonly Point[];
  /** The slowness in the direction of the ray at each point: its length is 1 / speed. At an interface, that which goes on. */
  readonly momenta: readonly Point[];
  /** The time at each point. */
  readonly times: Float64Array;
  /** The distance gone at each point. */
  readonly lengths: Float64Array;
  readonly ending: RayEnding;
}

/** A medium that rays can be traced through. */
export interface RefractiveMedium extends Medium {
  ray(launch: RayLaunch): Ray;
}

/**
 * Follows the ray that leaves a point in a direction. Layers refract it by Snell's law at each interface, or reflect it
 * totally; a field of speeds bends it all along.
 *
 * @throws PathsError `INVALID_DIRECTION`, `INVALID_LENGTH`, and `INVALID_POINT` or `OUTSIDE_MEDIUM` for the start.
 *
 * @example
 * ```ts
 * import { add, mul } from '@fermat/autodiff';
 * import { speedField, traceRay } from '@fermat/paths';
 *
 * // Where the speed grows with the depth, a ray is an arc of a circle, and comes back up.
 * const ground = speedField((x, depth) => add(2, mul(0.5, depth)), { bounds: [0, 0, 20, 10] });
 * const ray = traceRay(ground, { from: [0, 0], direction: [4, 5] });
 * console.log(ray.points.at(-1)); // [10, 0]
 * console.log(ray.ending, ray.times.at(-1)); // boundary 4.190372051
 * ```
 */
export function traceRay(medium: RefractiveMedium, options: RayOptions): Ray {
  checkMedium('traceRay', medium, 'ray');
  const { from, direction, length, until = () => 1 } = checkedOptions('traceRay', options, ['from', 'direction', 'length', 'until']);
  if (!isDirection(direction, medium.dimension)) {
    throw invalidDirection('direction', direction, `has ${medium.dimension} finite components, not all of them 0`);
  }
  checkFunction('until', until, 'a number for each point, which changes its sign where the ray ends');
  if (length !== undefined && !(length > 0 && length < Infinity)) throw invalidLength(length);
  return medium.ray({ from, direction: normalized(direction), length, until });
}
