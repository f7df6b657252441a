import { jvp, stack } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import type { Path } from '../geometry/path.js';
import { scale, subtract } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';
import { arrivalOf, departureOf, legLength } from '../medium/leg.js';
import { timeOf } from '../medium/pathTime.js';
import type { TimeDerivatives } from '../sensitivity/sensitivity.js';
import type { CurvedLayers } from './curvedLayers.js';
import type { CurvedRoute, CurvedValues, Following, RouteLeg } from './curvedRoute.js';
import { curvedTrace, followsOn } from './curvedTrace.js';
import type { CurvedLeg } from './curvedTrace.js';
import { leastCurvedRoute } from './leastCurvedRoute.js';

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
  for (const leg of legs) speeds[leg.layer]! -= legLength(leg) / layers.speeds[leg.layer]! ** 2;
  // A leg along a surface moves as a whole with it, and takes as long as before.
  legs.forEach(({ from, to, cost, arc, surface }, i) => {
    if (arc !== undefined) return;
    const pull = cost.momentum(subtract(to, from))[axis]!;
    const next = legs[i + 1]?.surface ?? -1;
    if (i > 0 && surface >= 0) depths[surface]! -= pull;
    if (next >= 0) depths[next]! += pull;
  });

  const ends = { from: Array.from(path[0]!), to: Array.from(path[path.length - 1]!) };
  const { route, met } = routeOf(legs);
  const [first, last] = [legs[0], legs.at(-1)];
  const still = new Array<number>(layers.dimension).fill(0);
  const numbers = { ...ends, speeds: [...layers.speeds], shifts: layers.surfaces.map(() => 0) };
  const functions = layers.surfaces.map(({ depth }) => depth);
  const pointsAt = (values: TracedValues): Tensor => stack(leastCurvedRoute({ depths: functions, route, values }, met).points);
  return {
    time: timeOf(legs),
    from: first === undefined ? still : scale(first.cost.momentum(departureOf(first)), -1),
    to: last === undefined ? still : last.cost.momentum(arrivalOf(last)),
    speeds,
    depths,
    points: [ends.from, ...legs.slice(1).flatMap(({ from, surface }) => (surface >= 0 ? [from] : [])), ends.to],
    pointsChange({ from = still, to = still, speeds: faster, depths: deeper }) {
      const change = { from: Array.from(from), to: Array.from(to), speeds: layers.speeds.map((_, i) => faster?.[i] ?? 0), shifts: layers.surfaces.map((_, i) => deeper?.[i] ?? 0) };
      return jvp(pointsAt, [numbers], [change])[1].toArray() as number[][];
    },
  };
}

/** The surfaces that a path meets, and where. */
export function routeOf(legs: readonly CurvedLeg[]): { route: CurvedRoute; met: readonly Point[] } {
  // In space the points of a stretch along a surface are visits: its shape is not known otherwise.
  const goesOn = (i: number): boolean => legs[i]!.from.length === 2 && followsOn(legs[i - 1], legs[i]!);
  const begins = legs.flatMap((leg, i) => (i === 0 || (leg.surface >= 0 && !goesOn(i)) ? [i] : []));
  const routeLegs = begins.map((begin, k): RouteLeg => ({ layer: legs[begin]!.layer, following: followingOf(legs.slice(begin, begins[k + 1])) }));
  const visits = begins.slice(1).map((begin) => legs[begin]!);
  return { route: { visits: visits.map(({ surface }) => surface), legs: routeLegs }, met: visits.map(({ from }) => from) };
}

/** How legs one after the other follow a surface; `null` where the first of them is straight. */
function followingOf(legs: readonly CurvedLeg[]): Following | null {
  const { arc, surface, from } = legs[0]!;
  if (arc === undefined) return null;
  const start = from[0]!;
  const width = legs.at(-1)!.to[0]! - start;
  return { surface, parts: [0, ...legs.slice(0, -1).map(({ to }) => (to[0]! - start) / width), 1] };
}
