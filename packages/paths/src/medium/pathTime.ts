import { checkMedium } from '../arguments.js';
import { checkPath } from '../geometry/path.js';
import type { Path } from '../geometry/path.js';
import type { Vector } from '../geometry/vector.js';
import { CompensatedSum } from '../numeric/compensatedSum.js';
import { legTime } from './leg.js';
import type { Leg, Medium, PiecewiseMedium } from './medium.js';

/** A medium that says how long a straight segment takes. */
export interface SegmentMedium extends Medium {
  /** The time of a straight segment; `Infinity` where nothing passes. */
  segmentTime(from: Vector, to: Vector): number;
  /**
   * How much time is gained by moving a point of a polyline, for each unit of length, where it is most, relative to the slowness there.
   * Without it, points are tried a little to either side.
   */
  snellResidual?(path: Path): number;
}

/** A medium in which the time of any polyline is known. */
export type TimedMedium = PiecewiseMedium | SegmentMedium;

/**
 * The time a polyline takes through a medium, wherever it crosses the interfaces, or the lines of a raster.
 * Through a field the slowness is integrated along it.
 *
 * @throws PathsError `PATH_TOO_SHORT`, `INVALID_POINT` or, in a medium of pieces, `OUTSIDE_MEDIUM` when the path is none of this
 * medium; in others a path that leaves it takes `Infinity`.
 *
 * @example
 * ```ts
 * import { layered, pathTime } from '@fermat/paths';
 *
 * const medium = layered({ layers: [{ thickness: 3, speed: 1 }, { thickness: 3, speed: 2 }], offset: 8 });
 * console.log(pathTime([[0, 0], [8, 6]], medium)); // 7.5, which is 5 / 1 + 5 / 2
 * ```
 */
export function pathTime(path: Path, medium: TimedMedium): number {
  checkMedium('pathTime', medium, 'cost');
  if ('trace' in medium) return timeOf(medium.trace(path));
  checkPath(path, medium.dimension);
  const total = new CompensatedSum();
  path.slice(1).forEach((to, i) => total.add(medium.segmentTime(path[i]!, to)));
  return total.value;
}

/** The time of a path that is cut into legs; `Infinity` when it runs where nothing passes. */
export function timeOf(legs: readonly Leg[]): number {
  const total = new CompensatedSum();
  for (const leg of legs) {
    const time = legTime(leg);
    if (time === Infinity) return Infinity;
    total.add(time);
  }
  return total.value;
}
