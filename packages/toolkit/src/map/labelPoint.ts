import { mean } from 'd3-array';
import type { Point } from '@fermat/paths';
import type { Area } from '../run/searchProblem.js';
import { isInsideRing } from './insideRing.js';

/**
 * Where the name of a map's area is seen: in the middle of its corners; where a later area covers that, half way to the first
 * corner for which none does.
 *
 * @param above the areas that cover this one
 *
 * @example
 * ```ts
 * import { labelPoint } from '@fermat/toolkit';
 *
 * const field = { name: 'field', speed: 1, rings: [[[0, 0], [8, 0], [8, 4], [0, 4]]] };
 * const pond = { name: 'pond', speed: 0, rings: [[[3, 1], [5, 1], [5, 3], [3, 3]]] };
 * console.log(labelPoint(field, []), labelPoint(field, [pond])); // [4, 2] [2, 1]
 * ```
 */
export function labelPoint({ rings: [outer = []] }: Area, above: readonly Area[]): Point {
  const middle: Point = [0, 1].map((axis) => mean(outer, (point) => point[axis]) ?? 0);
  const places = [middle, ...outer.map((corner): Point => corner.map((value, axis) => (value + (middle[axis] ?? 0)) / 2))];
  return places.find((place) => !above.some(({ rings }) => isInsideRing(place, rings[0] ?? []))) ?? middle;
}
