import { grad, jvp } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import type { Path } from '../../geometry/path.js';
import type { Point, Vector } from '../../geometry/vector.js';
import { timeOf } from '../../medium/pathTime.js';
import type { TimeDerivatives } from '../../sensitivity/sensitivity.js';
import type { RegionsOptions } from '../readRegions.js';
import type { RegionMap } from '../regionMap.js';
import { regionTrace } from '../regionTrace.js';
import { readRings } from '../sides.js';
import { cornerAt, fixedRoute } from './fixedRoute.js';
import type { Rings } from './fixedRoute.js';
import { RouteInputs } from './routeNumbers.js';
import type { RouteNumbers } from './routeNumbers.js';
import { leastRoute, routeAsItStands } from './routeProgram.js';

/** A direction in which all that a path through a map of polygons depends on may be changed; what is left out stays. */
export interface RegionChange {
  readonly from?: Vector;
  readonly to?: Vector;
  /** One for each region, and one for the background. */
  readonly speeds?: ArrayLike<number>;
  /** For each region, as in the derivatives; regions and corners at the end may be left out. */
  readonly corners?: readonly (readonly (readonly (readonly Vector[])[])[])[];
}

/**
 * The derivatives of a path's time through a map of polygons. `speeds` has one for each region, and the background's at its end;
 * it is 0 for what the path does not enter, impassable regions among them.
 */
export interface RegionDerivatives extends TimeDerivatives {
  /**
   * For each region, by the coordinates of its corners: a list of polygons, each a list of rings of corners, the last corner
   * of a closed ring left out. Where sides of several polygons lie on one another they are taken to move together, and the
   * derivative stands at the last of them.
   */
  readonly corners: Rings;
  /** The two ends of the path and, between them, where it meets sides and corners: those of regions of equal speed too. */
  readonly points: readonly Point[];
  /**
   * How these points move when the map and the ends change and the path remains the one of least time: their derivative
   * along the change.
   */
  pointsChange(change: RegionChange): Point[];
}

const still: Point = [0, 0];

/** Differentiates the time of a path, and the path of least time itself, along the sequence of sides and corners that it passes. */
export function regionDerivatives(map: RegionMap, { regions, background }: RegionsOptions, path: Path): RegionDerivatives {
  const rings = regions.map(({ polygon }) => readRings('polygon', polygon));
  const speeds = new Float64Array(regions.length + 1);
  const corners = rings.map((parts) => parts.map((part) => part.map((ring) => ring.map((): Point => [0, 0]))));
  const time = timeOf(regionTrace(map, path));
  if (time === Infinity) {
    const points = path.map((point) => Array.from(point));
    return { time, from: still, to: still, speeds, corners, points, pointsChange: () => points.map(() => still) };
  }
  const route = fixedRoute(map, rings, path);
  const inputs = new RouteInputs(route, rings);
  const speedsNow = [...regions.map(({ speed }) => speed), background];
  const placeOf = (region: number): number => (region < 0 ? regions.length : region);
  const numbers = inputs.gather(path[0]!, path[path.length - 1]!, (region) => speedsNow[placeOf(region)]!, (corner) => cornerAt(rings, corner));

  const [slopes, points] = grad(
    (values: RouteNumbers<Tensor>) => {
      const asItStands = routeAsItStands(route, rings, inputs.valuesOf(values));
      return [asItStands.time, asItStands.points] as const;
    },
    { hasAux: true },
  )(numbers);
  inputs.regions.forEach((region, i) => (speeds[placeOf(region)] = slopes.speeds[i]!));
  inputs.corners.forEach(({ region, part, ring, index }, i) => (corners[region]![part]![ring]![index] = Array.from(slopes.corners[i]!)));

  const pointsAt = (values: RouteNumbers<Tensor>): Tensor => leastRoute(route, rings, inputs.valuesOf(values)).points;
  return {
    time,
    from: Array.from(slopes.from),
    to: Array.from(slopes.to),
    speeds,
    corners,
    points: points.toArray() as number[][],
    pointsChange({ from = still, to = still, speeds: faster, corners: moved }) {
      const change = inputs.gather(from, to, (region) => faster?.[placeOf(region)] ?? 0, ({ region, part, ring, index }) => moved?.[region]?.[part]?.[ring]?.[index] ?? still);
      return jvp(pointsAt, [numbers], [change])[1].toArray() as number[][];
    },
  };
}
