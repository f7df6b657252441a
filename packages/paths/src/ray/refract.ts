import { invalidDirection, invalidSpeed } from '../errors.js';
import { addScaled, dot, isDirection, norm, normalized, scale, tangential } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';
import { isSpeed } from '../medium/localCost.js';

/**
 * The unit direction in which a ray goes on beyond an interface, by Snell's law: `sin(in) / speedIn = sin(out) / speedOut`.
 * `null` when it is totally reflected.
 *
 * @param direction of the arriving ray, of any length, in 2D or 3D
 * @param normal of the interface, of any length, on either side
 * @param speedIn where the ray comes from
 * @param speedOut where it goes
 * @throws PathsError `INVALID_DIRECTION` for a zero or non-finite vector, `INVALID_SPEED` for a speed that is not positive and finite.
 *
 * @example
 * ```ts
 * import { refract } from '@fermat/paths';
 *
 * // From air into water, whose refractive index is 1.33.
 * const [x, y] = refract([1, -1], [0, 1], 1, 1 / 1.33)!;
 * console.log((Math.atan2(x!, -y!) * 180) / Math.PI); // 32.1 degrees from the normal
 * console.log(refract([1, 0.5], [0, 1], 1 / 1.33, 1)); // null: from below, so flat a ray stays in the water
 * ```
 */
export function refract(direction: Vector, normal: Vector, speedIn: number, speedOut: number): Point | null {
  const [arriving, upright] = unitVectors(direction, normal);
  if (!isSpeed(speedIn)) throw invalidSpeed('speedIn', speedIn);
  if (!isSpeed(speedOut)) throw invalidSpeed('speedOut', speedOut);
  const along = scale(tangential(arriving, upright), speedOut / speedIn);
  const sine = norm(along);
  if (!(sine <= 1)) return null;
  const cosine = Math.sqrt((1 - sine) * (1 + sine));
  return addScaled(along, dot(arriving, upright) < 0 ? -cosine : cosine, upright);
}

/**
 * The unit direction in which a ray leaves a mirror: as much away from it as it came.
 *
 * @param direction of the arriving ray, of any length, in 2D or 3D
 * @param normal of the mirror, of any length, on either side
 * @throws PathsError `INVALID_DIRECTION` for a zero or non-finite vector.
 *
 * @example
 * ```ts
 * import { reflect } from '@fermat/paths';
 *
 * console.log(reflect([3, -4], [0, 1])); // [0.6, 0.8]
 * ```
 */
export function reflect(direction: Vector, normal: Vector): Point {
  const [arriving, upright] = unitVectors(direction, normal);
  return addScaled(arriving, -2 * dot(arriving, upright), upright);
}

function unitVectors(direction: Vector, normal: Vector): [Point, Point] {
  checkDirection('direction', direction);
  checkDirection('normal', normal);
  if (direction.length !== normal.length) throw invalidDirection('normal', normal, `has as many components as the direction, ${direction.length}`);
  return [normalized(direction), normalized(normal)];
}

function checkDirection(where: string, vector: Vector): void {
  if (!isDirection(vector, 2) && !isDirection(vector, 3)) {
    throw invalidDirection(where, vector, 'has 2 or 3 finite components, not all of them 0');
  }
}
