import { jvp, stack } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import type { Path } from '../geometry/path.js';
import { norm, scale, subtract } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';
import { timeOf } from '../medium/pathTime.js';
import type { TimeDerivatives } from '../sensitivity/sensitivity.js';
import type { CurvedLayers } from './curvedLayers.js';
import { leastCurvedRoute } from './curvedRoute.js';
import type { CurvedRoute, CurvedValues } from './curvedRoute.js';
import { curvedTrace } from './curvedTrace.js';
import type { CurvedLeg } from './curvedTrace.js';

/** A direction in which all that a path through curved layers depends on may be changed; what is left out stays. */
export interface CurvedChange {
  readonly from?: Vector;
  readonly to?: Vector;
  /** One for each layer. */
  readonly speeds?: ArrayLike<number>;
  /** One for each surface, which moves as a whole. */
  readonly depths?: ArrayLike<number>;
}

/** The derivatives of a path's time through curved layers. */
export interface CurvedDerivatives extends TimeDerivatives {
  /** By the depth of each surface, moved as a whole. */
  readonly depths: Float64Array;
  /** The two ends of the path and, between them, where it meets surfaces. */
  readonly points: readonly Point[];
  /**
   * How these points move when the medium and the ends change and the path remains the one of least time: their derivative
   * along the change.
   */
  pointsChange(change: CurvedChange): Point[];
}

type TracedValues = { readonly [K in keyof CurvedValues]: readonly Tensor[] };

/** Differentiates the time of a path, and the path of least time itself, along the sequence of surfaces that it meets. */
export function curvedDerivatives(layers: CurvedLayers, path: Path): CurvedDerivatives {
  const legs = curvedTrace(layers, path);
  const axis = layers.dimension - 1;
  const speeds = new Float64Array(layers.speeds.length);
  const depths = new Float64Array(layers.surfaces.length);
  const momenta = legs.map(({ from, to, cost }) => cost.momentum(subtract(to, from)));
  for (const { from, to, layer } of legs) speeds[layer]! -= norm(subtract(to, from)) / layers.speeds[layer]! ** 2;
  legs.slice(1).forEach(({ surface }, i) => surface >= 0 && (depths[surface]! += momenta[i]![axis]! - momenta[i + 1]![axis]!));

  const ends = { from: Array.from(path[0]!), to: Array.from(path[path.length - 1]!) };
  const { route, met } = routeOf(legs);
  const still = new Array<number>(layers.dimension).fill(0);
  const numbers = { ...ends, speeds: [...layers.speeds], shifts: layers.surfaces.map(() => 0) };
  const functions = layers.surfaces.map(({ depth }) => depth);
  const pointsAt = (values: TracedValues): Tensor => stack(leastCurvedRoute(functions, route, values, met).points);
  return {
    time: timeOf(legs),
    from: scale(momenta[0] ?? still, -1),
    to: momenta[momenta.length - 1] ?? still,
    speeds,
    depths,
    points: [ends.from, ...met, ends.to],
    pointsChange({ from = still, to = still, speeds: faster, depths: deeper }) {
      const change = { from: Array.from(from), to: Array.from(to), speeds: layers.speeds.map((_, i) => faster?.[i] ?? 0), shifts: layers.surfaces.map((_, i) => deeper?.[i] ?? 0) };
      return jvp(pointsAt, [numbers], [change])[1].toArray() as number[][];
    },
  };
}

/** The surfaces that a path meets, and where. */
export function routeOf(legs: readonly CurvedLeg[]): { route: CurvedRoute; met: readonly Point[] } {
  const visits = legs.slice(1).filter(({ surface }) => surface >= 0);
  const crossed = [...legs.slice(0, 1), ...visits].map(({ layer }) => layer);
  return { route: { visits: visits.map(({ surface }) => surface), crossed }, met: visits.map(({ from }) => from) };
}
