import { addScaled, norm, normalized, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { arrivalTimes } from '../grid/arrivalTimes.js';
import { speedGrid } from '../grid/speedGrid.js';
import type { SpeedGrid } from '../grid/speedGrid.js';
import { isSpeed } from '../medium/localCost.js';
import type { Curve } from './curve.js';
import { clampInside } from './curveTime.js';
import type { SpeedField } from './field.js';
import { atTheSpeedOf } from './startCurves.js';

/** The number of points of the grid along each axis. */
const points = 65;

/**
 * A curve near the least-time path over a grid, which sees the whole of a 2D field and picks its side of all that is
 * slow; `null` in 3D, and where the grid knows no way.
 */
export function marchedCurve(field: SpeedField, from: Point, to: Point, degree: number): Curve | null {
  if (field.dimension === 3) return null;
  const grid = sampled(field);
  if (!(grid.speedAt(from) > 0)) return null;
  const times = arrivalTimes(grid, { sources: [from] });
  const spacing = Math.min(...times.spacing);
  const near = 2 * Math.max(...times.spacing);
  const slopeAlong = (place: Point, axis: number): number => {
    const step = place.map((_, i) => (i === axis ? spacing : 0));
    const [before, after] = [clampInside(field, addScaled(place, -1, step)), clampInside(field, addScaled(place, 1, step))];
    return (times.at(after) - times.at(before)) / (after[axis]! - before[axis]!);
  };
  const back = [to];
  for (let place = to; norm(subtract(place, from)) > near; back.push(place)) {
    const slope = place.map((_, axis) => slopeAlong(place, axis));
    if (back.length > points * points || !slope.every(Number.isFinite) || norm(slope) === 0) return null;
    place = clampInside(field, addScaled(place, -spacing / 2, normalized(slope)));
  }
  return atTheSpeedOf(field, [from, ...back.map((_, i) => back[back.length - 1 - i]!)], degree);
}

function sampled({ bounds, speedAt }: SpeedField): SpeedGrid {
  const along = (axis: 0 | 1, i: number): number => bounds[axis]! + (i / (points - 1)) * (bounds[axis + 2]! - bounds[axis]!);
  const indices = Array.from({ length: points }, (_, i) => i);
  const speedOf = (place: Float64Array): number => (isSpeed(speedAt(place)) ? speedAt(place) : 0);
  return speedGrid({ speeds: indices.map((row) => indices.map((column) => speedOf(Float64Array.of(along(0, column), along(1, row))))), bounds });
}
