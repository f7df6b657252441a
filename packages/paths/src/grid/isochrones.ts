import { contours } from 'd3-contour';
import { checkMedium } from '../arguments.js';
import { invalidIsochroneTime } from '../errors.js';
import type { Point } from '../geometry/vector.js';
import type { ArrivalTimes } from './arrivalTimes.js';

/** What is reached by a time. */
export interface Isochrone {
  readonly time: number;
  /** The polygons that it consists of, each a list of closed rings, the outer one first: a GeoJSON MultiPolygon's coordinates. */
  readonly polygons: readonly (readonly (readonly Point[])[])[];
}

/**
 * The places that a front reaches by given times, as polygons whose borders are the isochrones: contours of the arrival times,
 * linear between the points of the grid.
 *
 * @throws PathsError `INVALID_ISOCHRONE_TIME` for a time that is negative or not finite.
 *
 * @example
 * ```ts
 * import { arrivalTimes, isochrones, speedGrid } from '@fermat/paths';
 *
 * const rows = Array.from({ length: 51 }, () => new Array(51).fill(2));
 * const times = arrivalTimes(speedGrid({ speeds: rows, bounds: [0, 0, 10, 10] }), { sources: [[5, 5]] });
 * const [[ring]] = isochrones(times, [1.5])[0]!.polygons as [[number[][]]];
 * console.log(Math.abs(Math.hypot(ring[0]![0]! - 5, ring[0]![1]! - 5) - 3) < 0.01); // true: a circle of radius 3
 * ```
 *
 * Source: W. Lorensen and H. Cline, "Marching cubes", Computer Graphics 21 (1987), 163-169, in two dimensions.
 */
export function isochrones(arrivals: ArrivalTimes, times: readonly number[]): Isochrone[] {
  checkMedium('isochrones', arrivals, 'spacing');
  if (!Array.isArray(times)) throw invalidIsochroneTime('times', times);
  times.forEach((time, i) => {
    if (!(time >= 0 && time < Infinity)) throw invalidIsochroneTime(`times[${i}]`, time);
  });
  const { columns, rows, bounds, spacing, values } = arrivals;
  // The library finds where values are large, and puts the points of the grid in the middles of unit squares.
  const earliness = Array.from(values, (time) => -time);
  const contour = contours().size([columns, rows]);
  const place = ([x, y]: readonly number[]): Point => [inside(0, x!), inside(1, y!)];
  const inside = (axis: 0 | 1, at: number): number => {
    return Math.min(Math.max(bounds[axis]! + (at - 0.5) * spacing[axis], bounds[axis]!), bounds[axis + 2]!);
  };
  return times.map((time) => {
    const { coordinates } = contour.contour(earliness, -time);
    return { time, polygons: coordinates.map((rings) => rings.map((ring) => ring.map(place))) };
  });
}
