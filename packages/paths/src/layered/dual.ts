import { CompensatedSum } from '../numeric/compensatedSum.js';
import { acrossIn, rayOf, speedDeficit } from './ray.js';
import type { Stack } from './ray.js';

/**
 * The dual time `p distance + sum d_i cos(angle_i) / v_i` of the ray with a given tangent.
 *
 * At the tangent of the ray that reaches `distance` it is that ray's time, and as it is stationary there, exact to
 * rounding even where the tangent is not. At any other it lies below the least time.
 */
export function dualTime({ thicknesses, speeds, maxSpeed }: Stack, distance: number, tangent: number): number {
  const ray = rayOf(tangent);
  const length = Math.hypot(ray.along, ray.across);
  const time = new CompensatedSum();
  time.add(((ray.along / length) * distance) / maxSpeed);
  for (let i = 0; i < speeds.length; i++) {
    const speed = speeds[i]!;
    time.add((acrossIn(ray, speedDeficit(speed, maxSpeed)) / length) * (thicknesses[i]! / speed));
  }
  return time.value;
}

/** Each term of the dual time is non-negative and good to 8 roundings, their compensated sum to 2 more. */
const allowance = 16 * Number.EPSILON;

/** The dual time at a tangent, lowered by what rounding may have added; a negative distance runs against the ray. */
export function dualBound(stack: Stack, distance: number, tangent: number): number {
  const size = dualTime(stack, Math.abs(distance), tangent);
  const time = distance < 0 ? dualTime(stack, distance, tangent) : size;
  return time - allowance * size;
}
