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
