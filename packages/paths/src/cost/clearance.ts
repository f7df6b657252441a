import { checkFunction, checkedOptions } from '../arguments.js';
import { invalidCost } from '../errors.js';
import type { LocalTerm } from './costField.js';

export interface ClearanceOptions {
  /** How far it is from a place to the nearest thing to keep away from; 0 or less within. */
  readonly distance: (x: number, y: number) => number;
  /** From how far on nothing is to be feared. */
  readonly within: number;
  /** What each metre costs right beside it; it falls to 0 with the square of what is missing of the distance. */
  readonly weight: number;
}

/**
 * A term that keeps a path away from things: each metre costs `weight (1 - distance / within)^2` where the distance is less than
 * `within`, and nothing elsewhere. It is smooth, and a path may still pass a narrow place if all others are longer.
 *
 * @throws PathsError `INVALID_COST` unless `within` and `weight` are positive and finite.
 *
 * @example
 * ```ts
 * import { arrivalTimes, clearance, costField, leastTimePath, speedGrid } from '@fermat/paths';
 *
 * const open = Array.from({ length: 21 }, () => new Array(21).fill(1));
 * const bounds = [0, 0, 20, 20];
 * // Times at speed 1 are distances: here from a pillar in the middle.
 * const fromPillar = arrivalTimes(speedGrid({ speeds: open, bounds }), { sources: [[10, 10]] });
 * const keepAway = clearance({ distance: (x, y) => fromPillar.at([x, y]), within: 4, weight: 3 });
 * const yard = costField({ terms: { time: speedGrid({ speeds: open, bounds }), keepAway }, bounds, resolution: 20 });
 * const { path } = leastTimePath(yard, { from: [1, 10], to: [19, 10] });
 * const nearest = path.reduce((least, [x, y]) => Math.min(least, Math.hypot(x! - 10, y! - 10)), Infinity);
 * console.log(nearest > 2); // true
 * ```
 */
export function clearance(options: ClearanceOptions): LocalTerm {
  const { distance, within, weight } = checkedOptions('clearance', options);
  for (const [name, value] of Object.entries({ within, weight })) {
    if (!(value > 0 && value < Infinity)) throw invalidCost(`${name} is ${value}`, 'a positive, finite number');
  }
  checkFunction('distance', distance, 'how far it is from a place to the nearest thing');
  return ([x, y], step) => {
    const missing = Math.min(1, 1 - distance(x!, y!) / within);
    return missing > 0 ? weight * missing * missing * Math.hypot(...step) : 0;
  };
}
