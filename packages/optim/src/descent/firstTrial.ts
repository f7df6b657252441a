import type { Point } from '../minimize/method.js';
import { dot, maxAbs } from '../vector.js';

/**
 * How far to try along the negative gradient when nothing is known of the curvature: a share
 * of the size of x, or of f where x is zero. Rescaling x or f does not change the point tried.
 *
 * Source: Hager and Zhang (2005), section 5, step I0.
 */
export function firstTrial({ x, gradient, value }: Point, share = 0.01): number {
  const size = maxAbs(x);
  if (size > 0) return (share * size) / maxAbs(gradient);
  return value === 0 ? 1 : (share * Math.abs(value)) / dot(gradient, gradient);
}
