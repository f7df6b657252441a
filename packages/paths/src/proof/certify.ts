import { checkMedium, checkedOptions } from '../arguments.js';
import type { Path } from '../geometry/path.js';
import type { BoundOptions, BoundedMedium, LowerBound, PiecewiseMedium } from '../medium/medium.js';
import { timeOf } from '../medium/pathTime.js';
import { finished } from '../search/steps.js';
import type { Steps } from '../search/steps.js';
import { largestResidual, measureCrossings } from './snellCrossing.js';
import { notStationary } from './stationary.js';

/** How good a path is, proven. */
export interface Certificate {
  /** The largest Snell residual of the path, without its sign. */
  readonly snell: number;
  /** The time of the path. */
  readonly time: number;
  /** A time that no path between the same ends falls below; `null` when there is none to give. */
  readonly lowerBound: number | null;
  /** The most that the path may lose to the best one, relative to its time: `(time - lowerBound) / time`. */
  readonly gap: number | null;
  /** Why `lowerBound` is `null`, or that Snell's law fails, so that a path nearby is faster; else `null`. */
  readonly reason: string | null;
}

/**
 * Certifies a path: by Snell's law, which holds at any local optimum, and by a lower bound on the time of every path
 * between its ends, which says how far from the global one it may be. `lowerBound <= time` always: rounding is allowed for.
 *
 * @param options how much work a bound is worth that is not in closed form
 * @throws PathsError `PATH_TOO_SHORT`, `INVALID_POINT` or `OUTSIDE_MEDIUM` when the path is none of this medium.
 *
 * @example
 * ```ts
 * import { certify, layered, layeredPath, solveLayered, straightSpans } from '@fermat/paths';
 *
 * const medium = layered({ layers: [{ thickness: 15, speed: 10 }, { thickness: 20, speed: 1.2 }], offset: 18 });
 * console.log(certify(layeredPath(medium, solveLayered(medium)), medium).gap); // a rounding error
 * console.log(certify(layeredPath(medium, { spans: straightSpans(medium) }), medium).gap); // 0.08...
 * ```
 */
export function certify(path: Path, medium: PiecewiseMedium & Partial<BoundedMedium>, options: BoundOptions = {}): Certificate {
  checkMedium('certify', medium, 'trace');
  return finished(certifySteps(path, medium, checkedOptions('certify', options, ['path', 'budgetMs'])));
}

/** The same in pieces. */
export function* certifySteps(path: Path, medium: PiecewiseMedium & Partial<BoundedMedium>, options: BoundOptions): Steps<Certificate> {
  const legs = medium.trace(path);
  const snell = largestResidual(measureCrossings(legs));
  const time = timeOf(legs);
  const [from, to] = [path[0]!, path[path.length - 1]!];
  const bound = medium.lowerBoundSteps ? yield* medium.lowerBoundSteps(from, to, options) : medium.lowerBound?.(from, to, options);
  return certificateOf(snell, time, bound ?? { value: null, reason: 'this medium has no lower bound on the time of a path.' }, notStationary(snell));
}

/** A certificate with a bound; `doubt` is what else there is to say of the path. */
export function certificateOf(snell: number, time: number, bound: LowerBound, doubt: string | null): Certificate {
  if (bound.value === null) return { snell, time, lowerBound: null, gap: null, reason: bound.reason };
  // The time is rounded too, and may have come out below the true one.
  const lowerBound = Math.min(bound.value, time);
  return { snell, time, lowerBound, gap: time === 0 ? 0 : (time - lowerBound) / time, reason: doubt };
}
