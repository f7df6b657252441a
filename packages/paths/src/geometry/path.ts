import { invalidPath, invalidPoint, pathTooShort } from '../errors.js';
import type { Vector } from './vector.js';

/** A polyline: its points in order, both ends included. */
export type Path = readonly Vector[];

/** Throws unless `path` has two points or more, each of `dimension` finite coordinates. */
export function checkPath(path: Path, dimension: number): void {
  if (!Array.isArray(path)) throw invalidPath(path);
  if (path.length < 2) throw pathTooShort(path.length);
  path.forEach((point, index) => checkPoint(`point ${index} of the path`, point, dimension));
}

/** Throws unless `point` has `dimension` finite coordinates; `where` names it in the message. */
export function checkPoint(where: string, point: Vector, dimension: number): void {
  if (point?.length !== dimension || !Array.from(point).every(Number.isFinite)) throw invalidPoint(where, point, dimension);
}

/** How far a point is from a path: asked of many points, it makes no vectors. */
export function distanceTo(path: Path, point: Vector): number {
  let nearest = Infinity;
  for (let i = 1; i < path.length; i++) nearest = Math.min(nearest, squaredDistanceTo(path[i - 1]!, path[i]!, point));
  return Math.sqrt(nearest);
}

function squaredDistanceTo(from: Vector, to: Vector, point: Vector): number {
  let [along, whole] = [0, 0];
  for (let axis = 0; axis < point.length; axis++) {
    const line = to[axis]! - from[axis]!;
    along += (point[axis]! - from[axis]!) * line;
    whole += line * line;
  }
  const part = whole > 0 ? Math.min(Math.max(along / whole, 0), 1) : 0;
  let square = 0;
  for (let axis = 0; axis < point.length; axis++) square += (point[axis]! - from[axis]! - part * (to[axis]! - from[axis]!)) ** 2;
  return square;
}
