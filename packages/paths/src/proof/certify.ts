import { checkMedium, checkedOptions } from '../arguments.js';
import type { Path } from '../geometry/path.js';
import type { BoundOptions, BoundedMedium, LowerBound, PiecewiseMedium } from '../medium/medium.js';
import { pathTime, timeOf } from '../medium/pathTime.js';
import type { SegmentMedium, TimedMedium } from '../medium/pathTime.js';
import { finished } from '../search/steps.js';
import type { Steps } from '../search/steps.js';
import { largestResidual, measureCrossings } from './snellCrossing.js';
import { bent, notStationary } from './stationary.js';
import { triedResidual } from './triedResidual.js';

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
 * It may be any path, such as one that another planner has found over the cells of a grid. Where the medium has no interfaces, as rasters
 * and fields have none, it is at its points that the law is asked for. Bounds that are not in closed form are found close to a fast path,
 * which is looked for unless it is given.
 *
 * @param options how much work a bound is worth that is not in closed form
 * @throws PathsError `PATH_TOO_SHORT`, `INVALID_POINT` or `OUTSIDE_MEDIUM` when the path is none of this medium.
 *
 * @example
 * ```ts
 * import { certify, layered, layeredPath, solveLayered, speedGrid, straightSpans } from '@fermat/paths';
 *
 * const medium = layered({ layers: [{ thickness: 15, speed: 10 }, { thickness: 20, speed: 1.2 }], offset: 18 });
 * console.log(certify(layeredPath(medium, solveLayered(medium)), medium).gap); // a rounding error
 * console.log(certify(layeredPath(medium, { spans: straightSpans(medium) }), medium).gap); // 0.08...
 *
 * // A road along two sides of a field: how much does the way straight across lose?
 * const ground = speedGrid({ speeds: [[4, 4, 4], [4, 1, 1], [4, 1, 1]], bounds: [0, 0, 20, 20] });
 * console.log(certify([[0, 20], [20, 0]], ground).gap); // 0.3..., at most
 * ```
 */
export function certify(path: Path, medium: TimedMedium & Partial<BoundedMedium>, options: BoundOptions = {}): Certificate {
  checkMedium('certify', medium, 'cost');
  return finished(certifySteps(path, medium, checkedOptions('certify', options, ['path', 'budgetMs'])));
}

/** The same in pieces. */
export function* certifySteps(path: Path, medium: TimedMedium & Partial<BoundedMedium>, options: BoundOptions): Steps<Certificate> {
  const { snell, time, doubt } = 'trace' in medium ? throughPieces(path, medium) : alongSegments(path, medium);
  const [from, to] = [path[0]!, path[path.length - 1]!];
  const bound = medium.lowerBoundSteps ? yield* medium.lowerBoundSteps(from, to, options) : medium.lowerBound?.(from, to, options);
  return certificateOf(snell, time, bound ?? { value: null, reason: 'this medium has no lower bound on the time of a path.' }, doubt);
}

type Judgement = Pick<Certificate, 'snell' | 'time'> & { readonly doubt: string | null };

function throughPieces(path: Path, medium: PiecewiseMedium): Judgement {
  const legs = medium.trace(path);
  const snell = largestResidual(measureCrossings(legs));
  return { snell, time: timeOf(legs), doubt: notStationary(snell) };
}

/** A polyline stands for a curve here, of which it cannot do better than come close. */
function alongSegments(path: Path, medium: SegmentMedium): Judgement {
  const time = pathTime(path, medium);
  const snell = time < Infinity ? (medium.snellResidual?.(path) ?? triedResidual(path, medium)) : 0;
  return { snell, time, doubt: notStationary(snell, bent) };
}

/** A certificate with a bound; `doubt` is what else there is to say of the path. */
export function certificateOf(snell: number, time: number, bound: LowerBound, doubt: string | null): Certificate {
  if (bound.value === null) return { snell, time, lowerBound: null, gap: null, reason: bound.reason };
  // The time is rounded too, and may have come out below the true one.
  const lowerBound = Math.min(bound.value, time);
  return { snell, time, lowerBound, gap: lowerBound === time ? 0 : 1 - lowerBound / time, reason: time === Infinity ? 'the path runs where nothing passes.' : doubt };
}
