import type { Path } from '../geometry/path.js';
import { scale, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { CompensatedSum } from '../numeric/compensatedSum.js';
import type { TimeDerivatives } from '../sensitivity/sensitivity.js';
import type { LayeredGeometry } from './layeredGeometry.js';
import { layeredTrace } from './layeredTrace.js';
import type { LayeredLeg } from './layeredTrace.js';
import { legExtent } from './legExtent.js';
import { pointsChange } from './pointsChange.js';
import type { LayeredChange } from './pointsChange.js';

/**
 * The derivatives of a path's time through layers, which are those of positive thickness. A thicker layer moves all that
 * lies at its far side or beyond, the ends of the path included; `from` and `to` count moves of their own.
 */
export interface LayeredDerivatives extends TimeDerivatives {
  readonly thicknesses: Float64Array;
  /** The two ends of the path and, between them, where it bends or meets an interface. */
  readonly points: readonly Point[];
  /**
   * How these points move when the medium and the ends change and the path remains the one of least time: their derivative
   * along the change.
   */
  pointsChange(change: LayeredChange): Point[];
}

/** Differentiates the time of a path, and the path of least time itself. */
export function layeredDerivatives(geometry: LayeredGeometry, path: Path): LayeredDerivatives {
  const legs = layeredTrace(geometry, path);
  const speeds = new Float64Array(geometry.layers.length);
  const thicknesses = new Float64Array(geometry.layers.length);
  const time = new CompensatedSum();
  for (const leg of legs) {
    const { length, across, speed } = legExtent(geometry, leg);
    time.add(length / speed);
    speeds[leg.layer]! -= length / speed / speed;
    if (endsAtFarSide(geometry, leg)) thicknesses[leg.layer]! += across / length / speed;
  }
  const points = legs.length === 0 ? path.map((point) => Array.from(point)) : [legs[0]!.from, ...legs.map(({ to }) => to)];
  const momenta = legs.map(({ from, to, cost }) => cost.momentum(subtract(to, from)));
  const still = new Array<number>(geometry.dimension).fill(0);
  return {
    time: time.value,
    from: scale(momenta[0] ?? still, -1),
    to: momenta[momenta.length - 1] ?? still,
    speeds,
    thicknesses,
    points,
    pointsChange: (change) => pointsChange(geometry, legs, points, change),
  };
}

/** Whether a leg becomes longer when its layer becomes thicker. */
function endsAtFarSide({ depths }: LayeredGeometry, { from, to, layer }: LayeredLeg): boolean {
  const [a, b] = [from[from.length - 1]!, to[to.length - 1]!];
  return a !== b && Math.max(a, b) === depths[layer + 1];
}
