import { checkMedium, checkedOptions } from '../arguments.js';
import { invalidTolerance } from '../errors.js';
import type { Path } from '../geometry/path.js';
import type { PiecewiseMedium } from '../medium/medium.js';
import { timeOf } from '../medium/pathTime.js';
import { largestResidual, measureCrossings } from './snellCrossing.js';
import type { SnellCrossing } from './snellCrossing.js';
import { stationary } from './stationary.js';
import { describeCrossing, summarize } from './snellInWords.js';

export interface SnellOptions {
  /** The largest residual that still counts as zero. */
  readonly tolerance?: number;
}

/** Snell's law along a path. */
export interface SnellReport {
  /** Whether the law holds at every crossing, and something passes everywhere on the path. */
  readonly ok: boolean;
  readonly tolerance: number;
  /** The largest residual without its sign; 0 when there is no crossing. */
  readonly maxResidual: number;
  /** In the order of the path. A vertex inside a homogeneous piece is listed when the path bends there. */
  readonly crossings: readonly SnellCrossing[];
  /** The whole report in words. */
  readonly summary: string;
}

/**
 * Checks a path against Snell's law: where it crosses, follows or leaves an interface, the slowness along the interface
 * must stay the same; where there is no interface it must go straight. A path obeys the law exactly when no small move
 * of its crossings saves time to first order, so that a failing check says where time can still be saved. (A path that
 * is reflected obeys the law, but is no least-time path.)
 *
 * The interfaces are the medium's own: a path need not have a vertex at each of them.
 *
 * @throws PathsError `INVALID_TOLERANCE`, and `PATH_TOO_SHORT`, `INVALID_POINT` or `OUTSIDE_MEDIUM` for the path.
 *
 * @example
 * ```ts
 * import { layered, layeredPath, solveLayered, straightSpans, verifySnell } from '@fermat/paths';
 *
 * const medium = layered({ layers: [{ thickness: 15, speed: 10 }, { thickness: 20, speed: 1.2 }], offset: 18 });
 * const best = verifySnell(layeredPath(medium, solveLayered(medium)), medium);
 * const straight = verifySnell(layeredPath(medium, { spans: straightSpans(medium) }), medium);
 * console.log(best.ok, straight.ok); // true false
 * console.log(straight.summary); // says that moving the crossing on along the interface saves time
 * ```
 */
export function verifySnell(path: Path, medium: PiecewiseMedium, options: SnellOptions = {}): SnellReport {
  checkMedium('verifySnell', medium, 'trace');
  const { tolerance = stationary } = checkedOptions('verifySnell', options, ['tolerance']);
  if (!Number.isFinite(tolerance) || tolerance < 0) throw invalidTolerance(tolerance);
  const legs = medium.trace(path);
  const facts = measureCrossings(legs);
  const isBlocked = timeOf(legs) === Infinity;
  const listed = facts.filter((crossing) => crossing.kind !== 'bend' || crossing.residual > tolerance);
  const crossings = listed.map((crossing): SnellCrossing => {
    const ok = Math.abs(crossing.residual) <= tolerance;
    return { ...crossing, ok, message: describeCrossing(crossing, tolerance) };
  });
  const maxResidual = largestResidual(facts);
  const ok = !isBlocked && crossings.every((crossing) => crossing.ok);
  return { ok, tolerance, maxResidual, crossings, summary: summarize(crossings, maxResidual, tolerance, isBlocked) };
}
