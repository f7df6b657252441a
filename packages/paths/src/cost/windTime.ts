import { checkFunction, checkedOptions } from '../arguments.js';
import { invalidSpeed } from '../errors.js';
import { dot } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { isSpeed } from '../medium/localCost.js';
import type { LocalTerm } from './costField.js';

export interface WindOptions {
  /** Of the vehicle through the air, or the water. */
  readonly speed: number;
  /** The velocity of the wind, or the current, at a place. */
  readonly wind: (x: number, y: number) => readonly [number, number];
}

/**
 * The time of a vehicle that moves with a speed of its own through air or water that moves itself: how long it heads so that
 * the wind and its own motion together make the displacement. Where the wind is as fast as the vehicle or faster, there are
 * displacements that it cannot make: these take `Infinity`.
 *
 * @throws PathsError `INVALID_SPEED`.
 *
 * @example
 * ```ts
 * import { windTime } from '@fermat/paths';
 *
 * const time = windTime({ speed: 5, wind: () => [3, 0] });
 * console.log(time([0, 0], [8, 0]), time([0, 0], [-8, 0]), time([0, 0], [0, 8])); // 1 4 2
 * ```
 *
 * Source: E. Zermelo, "Über das Navigationsproblem bei ruhender oder veränderlicher Windverteilung", ZAMM 11 (1931), 114-124;
 * D. Bao, C. Robles and Z. Shen, J. Differential Geometry 66 (2004), 377-435, section 1.1, for its metric.
 */
export function windTime(options: WindOptions): LocalTerm {
  const { speed, wind } = checkedOptions('windTime', options);
  if (!isSpeed(speed)) throw invalidSpeed('speed', speed);
  checkFunction('wind', wind, 'the velocity of the wind at a place, [vx, vy]');
  return (position, displacement) => {
    const drift: Point = wind(position[0]!, position[1]!);
    const length = dot(displacement, displacement);
    if (length === 0) return 0;
    // |displacement - drift t| = speed t, solved for t without cancellation.
    const along = dot(displacement, drift);
    const root = Math.sqrt(along * along + (speed * speed - dot(drift, drift)) * length);
    const rate = along + root;
    return rate > 0 ? length / rate : Infinity;
  };
}
