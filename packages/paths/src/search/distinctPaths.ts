import { addScaled, dot, norm, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import type { TimedPath } from './candidate.js';

/** Of paths that nowhere come apart by more than a distance, the first. */
export function distinctPaths<P extends TimedPath>(paths: readonly P[], near: number): P[] {
  const kept: P[] = [];
  for (const found of paths) {
    const isSame = (other: P): boolean => found.path.every((point) => distanceTo(other.path, point) <= near);
    if (!kept.some(isSame)) kept.push(found);
  }
  return kept;
}

export function distanceTo(path: readonly Point[], point: Point): number {
  return path.slice(1).reduce((nearest, end, i) => Math.min(nearest, distanceToSegment(path[i]!, end, point)), Infinity);
}

function distanceToSegment(from: Point, to: Point, point: Point): number {
  const line = subtract(to, from);
  const part = Math.min(Math.max(dot(subtract(point, from), line) / Math.max(dot(line, line), Number.MIN_VALUE), 0), 1);
  return norm(subtract(point, addScaled(from, part, line)));
}
