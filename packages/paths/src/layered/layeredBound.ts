import { norm, subtract } from '../geometry/vector.js';
import type { Vector } from '../geometry/vector.js';
import type { LowerBound } from '../medium/medium.js';
import { dualBound } from './dual.js';
import { depthOf } from './layeredGeometry.js';
import type { LayeredGeometry } from './layeredGeometry.js';
import { layeredWays } from './layeredWays.js';
import { rayTangent } from './rayTangent.js';

/**
 * A time that no path between two points of the layers falls below, tight to rounding.
 *
 * A path that enters no faster layer than those it has to cross obeys the dual bound of these. One that does crosses
 * all layers before the fastest it enters twice, and obeys the dual bound of that detour. The least of these bounds
 * holds for all paths.
 */
export function layeredBound(geometry: LayeredGeometry, from: Vector, to: Vector): LowerBound {
  const distance = norm(subtract(to, from).slice(0, -1));
  const rounding = 4 * Number.EPSILON * geometry.thickness;
  const ways = layeredWays(geometry, depthOf(geometry, 'from', from), depthOf(geometry, 'to', to), rounding);
  const bounds = ways.map((make) => {
    const { stack } = make();
    return dualBound(stack, distance, rayTangent(stack, distance).tangent);
  });
  return { value: bounds.reduce((a, b) => Math.min(a, b)), reason: null };
}
