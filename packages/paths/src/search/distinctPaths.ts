import { distanceTo } from '../geometry/path.js';
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
