import { invalidBounds, invalidGridSpeed } from '../errors.js';
import { depthInside } from '../geometry/bounds.js';
import type { Bounds } from '../geometry/bounds.js';
import { norm } from '../geometry/vector.js';
import type { Vector } from '../geometry/vector.js';
import { isSpeed } from '../medium/localCost.js';
import type { Medium } from '../medium/medium.js';
import { interpolate, rasterOf } from './raster.js';
import type { Raster } from './raster.js';

export interface SpeedGridOptions {
  /**
   * The speeds at the points of the grid, row after row: the first row lies at ymin, the first column at xmin. 0 where
   * nothing passes, or where nothing is known.
   */
  readonly speeds: readonly ArrayLike<number>[];
  /** `[xmin, ymin, xmax, ymax]` of the outermost points; outside nothing passes. */
  readonly bounds: Bounds;
}

/** A medium whose speed is given at the points of a grid and bilinear between them. */
export interface SpeedGrid extends Medium {
  readonly raster: Raster;
  /** The speed at a point, 0 outside the bounds. */
  speedAt(position: Vector): number;
}

/**
 * Makes a medium of a raster of speeds. Between the points of the grid the speed is bilinear; towards an impassable
 * point it falls to 0.
 *
 * @throws PathsError `INVALID_RASTER` unless the speeds are a rectangle of 2 x 2 at least, `INVALID_SPEED` for one that is
 * negative or not finite, `INVALID_BOUNDS`.
 *
 * @example
 * ```ts
 * import { speedGrid } from '@fermat/paths';
 *
 * const yard = speedGrid({ speeds: [[1, 1, 1], [1, 0, 3]], bounds: [0, 0, 20, 10] });
 * console.log(yard.speedAt([20, 5])); // 2
 * console.log(yard.cost([10, 10], [1, 0])); // Infinity
 * ```
 */
export function speedGrid({ speeds, bounds }: SpeedGridOptions): SpeedGrid {
  if (bounds.length !== 4) throw invalidBounds(bounds);
  const raster = rasterOf('speeds', speeds, [...bounds]);
  const wrong = raster.values.findIndex((speed) => speed !== 0 && !isSpeed(speed));
  if (wrong >= 0) {
    throw invalidGridSpeed(`speeds[${Math.floor(wrong / raster.columns)}][${wrong % raster.columns}]`, raster.values[wrong]);
  }
  const speedAt = (position: Vector): number => (depthInside(bounds, position) >= 0 ? interpolate(raster, position) : 0);
  return { dimension: 2, symmetric: true, raster, speedAt, cost: (position, displacement) => costAt(speedAt(position), displacement) };
}

function costAt(speed: number, displacement: Vector): number {
  return speed > 0 ? norm(displacement) / speed : Infinity;
}
