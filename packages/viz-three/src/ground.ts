import type { Vector3 } from 'three';

/**
 * Places a point of a map in the three.js world, which has its y axis upward: the map's x runs along the world's x,
 * the map's y (north, or the depth across layers) along the world's -z, so that a camera looking down sees the map
 * unmirrored, and a third coordinate is height.
 *
 * @param point `[x, y]` or `[x, y, z]`
 * @param elevation added to the height
 */
export function toWorld(point: ArrayLike<number>, elevation: number, target: Vector3): Vector3 {
  return target.set(point[0] ?? 0, (point[2] ?? 0) + elevation, -(point[1] ?? 0));
}
