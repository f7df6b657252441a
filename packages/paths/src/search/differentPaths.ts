import { isSamePoint, norm, subtract } from '../geometry/vector.js';
import { checkPath, distanceTo } from '../geometry/path.js';
import type { Path } from '../geometry/path.js';
import type { Point } from '../geometry/vector.js';
import type { TimedPath } from './candidate.js';

/** Which other paths are wanted. */
export interface Alternatives {
  /** How many at most. */
  readonly count: number;
  /** How different from all faster ones: a part of their length, from 0 to 1. */
  readonly minDifference: number;
}

/** Places closer to another path than this part of a path's length are together with it. */
const together = 0.02;

/** How many places of a path are looked at. */
const places = 200;

/** The first paths, and others after it that are different enough from all that were taken before. */
export function differentPaths<P extends TimedPath>(paths: Iterable<P>, { count, minDifference }: Alternatives): P[] {
  const chosen: P[] = [];
  for (const candidate of paths) {
    const isDifferent = ({ path }: P): boolean => !isSamePath(path, candidate.path) && (minDifference === 0 || pathDifference(candidate.path, path) >= minDifference);
    if (chosen.every(isDifferent)) chosen.push(candidate);
    if (chosen.length > count) break;
  }
  return chosen;
}

/** The part of a path's length that runs farther from another one than 2 % of that length. */
export function pathDifference(path: Path, other: Path): number {
  checkPath(path, path?.[0]?.length ?? 2);
  checkPath(other, path[0]!.length);
  const points = path.map((point) => Array.from(point));
  const lengths = points.slice(1).map((to, i) => norm(subtract(to, points[i]!)));
  const whole = lengths.reduce((a, b) => a + b, 0);
  if (whole === 0) return 0;
  const others = other.map((point) => Array.from(point));
  let apart = 0;
  let [leg, start] = [0, 0];
  for (let k = 0; k < places; k++) {
    const at = ((k + 0.5) / places) * whole;
    while (leg + 1 < lengths.length && at > start + lengths[leg]!) start += lengths[leg++]!;
    if (distanceTo(others, between(points[leg]!, points[leg + 1]!, (at - start) / lengths[leg]!)) > together * whole) apart++;
  }
  return apart / places;
}

function between(from: Point, to: Point, part: number): Point {
  return from.map((value, axis) => value + part * (to[axis]! - value));
}

function isSamePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((point, i) => isSamePoint(point, b[i]!));
}
