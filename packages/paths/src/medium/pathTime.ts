import type { Path } from '../geometry/path.js';
import { subtract } from '../geometry/vector.js';
import { CompensatedSum } from '../numeric/compensatedSum.js';
import type { Leg, PiecewiseMedium } from './medium.js';

/**
 * The time a polyline takes through a medium, wherever it crosses the interfaces.
 *
 * @throws PathsError `PATH_TOO_SHORT`, `INVALID_POINT` or `OUTSIDE_MEDIUM` when the path is none of this medium.
 *
 * @example
 * ```ts
 * import { layered, pathTime } from '@fermat/paths';
 *
 * const medium = layered({ layers: [{ thickness: 3, speed: 1 }, { thickness: 3, speed: 2 }], offset: 8 });
 * console.log(pathTime([[0, 0], [8, 6]], medium)); // 7.5, which is 5 / 1 + 5 / 2
 * ```
 */
export function pathTime(path: Path, medium: PiecewiseMedium): number {
  return timeOf(medium.trace(path));
}

/** The time of a path that is cut into legs; `Infinity` when it runs where nothing passes. */
export function timeOf(legs: readonly Leg[]): number {
  const total = new CompensatedSum();
  for (const leg of legs) {
    const time = leg.cost.time(subtract(leg.to, leg.from));
    if (time === Infinity) return Infinity;
    total.add(time);
  }
  return total.value;
}
