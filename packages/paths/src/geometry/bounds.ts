import { invalidBounds } from '../errors.js';
import type { Point, Vector } from './vector.js';

/** A box: `[xmin, ymin, xmax, ymax]`, or `[xmin, ymin, zmin, xmax, ymax, zmax]` in 3D. */
export type Bounds = readonly number[];

/** The two opposite corners of a box; throws a `PathsError` unless it has an inside, and the given dimension if there is one. */
export function cornersOf(bounds: Bounds, wanted?: 2 | 3): { low: Point; high: Point } {
  if (!Array.isArray(bounds) || !bounds.every((value) => typeof value === 'number') || (wanted !== undefined && bounds.length !== 2 * wanted)) throw invalidBounds(bounds);
  const dimension = bounds.length / 2;
  const low = bounds.slice(0, dimension);
  const high = bounds.slice(dimension);
  const hasInside = low.every((value, axis) => Number.isFinite(high[axis]! - value) && value < high[axis]!);
  if ((dimension !== 2 && dimension !== 3) || !hasInside) throw invalidBounds(bounds);
  return { low, high };
}

/** How far inside a box a point lies, from its nearest side; negative outside. */
export function depthInside(bounds: Bounds, point: Vector): number {
  let depth = Infinity;
  for (let axis = 0; axis < point.length; axis++) {
    depth = Math.min(depth, point[axis]! - bounds[axis]!, bounds[point.length + axis]! - point[axis]!);
  }
  return depth;
}

/** Whether a point lies inside a box or on its sides. */
export function isInside(bounds: Bounds, point: Vector): boolean {
  for (let axis = 0; axis < point.length; axis++) {
    if (!(point[axis]! >= bounds[axis]! && point[axis]! <= bounds[point.length + axis]!)) return false;
  }
  return true;
}

/** The length of a box's diagonal. */
export function diagonalOf({ low, high }: { readonly low: Point; readonly high: Point }): number {
  return Math.hypot(...high.map((value, axis) => value - low[axis]!));
}

/** The box that two boxes of the plane have in common; `null` where they have none. */
export function commonBox(one: Bounds, other: Bounds): Bounds | null {
  const [left, low] = [Math.max(one[0]!, other[0]!), Math.max(one[1]!, other[1]!)];
  const [right, high] = [Math.min(one[2]!, other[2]!), Math.min(one[3]!, other[3]!)];
  return left <= right && low <= high ? [left, low, right, high] : null;
}
