import { checkMedium } from '../arguments.js';
import { invalidRayParameter, rayParameterTooLarge } from '../errors.js';
import { dualBound } from './dual.js';
import type { LayeredMedium } from './layered.js';

/**
 * A time that no path across the layers falls below: `p h + sum d_i sqrt(1 / v_i^2 - p^2)`, less an allowance for
 * rounding, for any ray parameter p up to 1 / (the largest speed). At the least-time path's own p it is its time.
 *
 * It is the dual of the least-time problem: u(x, y) = p x + (the integral of sqrt(1 / v^2 - p^2) over the depth) grows
 * no faster than 1 / v in any direction, so that no path gains on it.
 *
 * @throws PathsError `INVALID_RAY_PARAMETER` when p is no finite number, or larger than any ray's.
 *
 * @example
 * ```ts
 * import { layered, layeredLowerBound, solveLayered } from '@fermat/paths';
 *
 * const medium = layered({ layers: [{ thickness: 15, speed: 10 }, { thickness: 20, speed: 1.2 }], offset: 18 });
 * const { time, rayParameter } = solveLayered(medium);
 * console.log(layeredLowerBound(medium, 0)); // 18.1666...: the time straight down
 * console.log(time - layeredLowerBound(medium, rayParameter)); // a rounding error above 0
 * ```
 */
export function layeredLowerBound(medium: LayeredMedium, rayParameter: number): number {
  checkMedium('layeredLowerBound', medium, 'distance');
  if (!Number.isFinite(rayParameter)) throw invalidRayParameter(rayParameter);
  const sine = Math.abs(rayParameter) * medium.maxSpeed;
  if (sine > 1 + 4 * Number.EPSILON) throw rayParameterTooLarge(rayParameter, 1 / medium.maxSpeed);
  const cosine = Math.sqrt(Math.max(0, (1 - sine) * (1 + sine)));
  const sign = rayParameter < 0 ? -1 : 1;
  return dualBound(medium, sign * medium.distance, sine / cosine);
}
