import { outsideMedium } from '../errors.js';
import { checkPoint } from '../geometry/path.js';
import { norm, subtract } from '../geometry/vector.js';
import type { Vector } from '../geometry/vector.js';
import type { LowerBound } from '../medium/medium.js';
import { dualBound } from './dual.js';
import { firstAtLeast, isInside, snapDepth } from './layeredGeometry.js';
import type { LayeredGeometry } from './layeredGeometry.js';
import type { Stack } from './ray.js';
import { rayTangent } from './rayTangent.js';

/**
 * The best bound that the dual of parallel layers gives between two points: its maximum over the ray parameter, which
 * is the ray through the layers between them, or, where a path gains by a detour along a faster layer beside them, the
 * ray along that.
 */
export function layeredBound(geometry: LayeredGeometry, from: Vector, to: Vector): LowerBound {
  const depths = [depthOf(geometry, 'from', from), depthOf(geometry, 'to', to)];
  const stack = stackBetween(geometry, Math.min(...depths), Math.max(...depths));
  const distance = norm(subtract(to, from).slice(0, -1));
  return { value: dualBound(stack, distance, rayTangent(stack, distance).tangent), reason: null };
}

function depthOf(geometry: LayeredGeometry, where: string, point: Vector): number {
  checkPoint(where, point, geometry.dimension);
  const depth = snapDepth(geometry, point[geometry.dimension - 1]!);
  if (!isInside(geometry, depth)) throw outsideMedium(where, depth, geometry.thickness);
  return depth;
}

/** The layers between two depths: whole ones as they were given, cut ones no thicker than they are. */
function stackBetween(geometry: LayeredGeometry, top: number, bottom: number): Stack {
  const { depths, maxSpeed, thickness } = geometry;
  const first = Math.max(firstAtLeast(depths, top) - 1, 0);
  const thicknesses = geometry.thicknesses.slice(first, endOf(depths, bottom));
  const rounding = 4 * Number.EPSILON * thickness;
  thicknesses.forEach((whole, i) => {
    const start = depths[first + i]!;
    const end = depths[first + i + 1]!;
    if (start >= top && end <= bottom) return;
    const within = Math.min(end, bottom) - Math.max(start, top);
    thicknesses[i] = Math.max(0, Math.min(whole, within - rounding));
  });
  return { thicknesses, speeds: geometry.speeds.slice(first, first + thicknesses.length), maxSpeed };
}

/** One past the last layer that reaches a depth or starts at it. */
function endOf(depths: Float64Array, bottom: number): number {
  let end = firstAtLeast(depths, bottom);
  while (end < depths.length - 1 && depths[end] === bottom) end++;
  return end;
}
