import { subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import type { LayeredGeometry } from './layeredGeometry.js';
import type { LayeredLeg } from './layeredTrace.js';

/** The size of a leg. */
export interface LegExtent {
  readonly speed: number;
  /** Across the layers, positive. */
  readonly across: number;
  /** Along the layers. */
  readonly along: Point;
  readonly length: number;
}

export function legExtent({ depths, thicknesses, speeds }: LayeredGeometry, { from, to, layer }: LayeredLeg): LegExtent {
  const step = subtract(to, from);
  const depth = Math.abs(step[step.length - 1]!);
  // The difference of two depths has lost the digits of a thin layer.
  const isWhole = depth === depths[layer + 1]! - depths[layer]!;
  const across = isWhole ? thicknesses[layer]! : depth;
  const along = step.slice(0, -1);
  return { speed: speeds[layer]!, across, along, length: Math.hypot(...along, across) };
}
