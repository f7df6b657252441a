import type { Path } from '../geometry/path.js';
import { addScaled, norm, normalized, scale, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import type { SegmentMedium } from '../medium/pathTime.js';

/** How far a vertex is moved to see what time does, relative to its distance from the next. */
const trial = 1e-3;

/**
 * The rate at which time is gained by moving a vertex across the path, relative to the slowness there, where it is the largest:
 * 0 where the time grows to both sides, smoothly or not.
 */
export function triedResidual(path: Path, medium: SegmentMedium): number {
  let largest = 0;
  for (let i = 1; i + 1 < path.length; i++) {
    const [before, point, after] = [path[i - 1]!, path[i]!, path[i + 1]!];
    const along = subtract(after, before);
    const length = norm(along);
    if (length === 0) continue;
    const step = trial * length;
    const timeThrough = (place: Point): number => medium.segmentTime(before, place) + medium.segmentTime(place, after);
    const time = timeThrough(Array.from(point));
    for (const across of directionsAcross(scale(along, 1 / length))) {
      const gain = time - Math.min(timeThrough(addScaled(point, step, across)), timeThrough(addScaled(point, -step, across)));
      largest = Math.max(largest, gain / step / (time / length));
    }
  }
  return largest;
}

/** Unit vectors at right angles to another, one in the plane and two in space: of the axes, those that are least along it. */
function directionsAcross(along: Point): Point[] {
  const axes = [...along.keys()].sort((a, b) => Math.abs(along[a]!) - Math.abs(along[b]!)).slice(0, -1);
  return axes.map((axis) => normalized(addScaled(along.map((_, i) => Number(i === axis)), -along[axis]!, along)));
}
