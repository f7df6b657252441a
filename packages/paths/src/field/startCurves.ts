import { addScaled, norm, normalized, scale, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { curveThrough } from './curve.js';
import type { Curve } from './curve.js';
import { clampInside } from './curveTime.js';
import type { SpeedField } from './field.js';

/** How far the curves swing to each side, relative to the distance. None is straight: that may be the slowest way of all. */
const swings = [0.02, 0.25, 0.6];

const pieces = 200;

/** Curves to all sides of the straight line, at the speed of the medium, to descend from. */
export function startCurves(field: SpeedField, from: Point, to: Point, degree: number): Curve[] {
  const line = subtract(to, from);
  const sides = sidesOf(normalized(line)).flatMap((side) => [side, scale(side, -1)]);
  return swings.flatMap((swing) => sides.map((side) => startCurve(field, from, line, scale(side, swing * norm(line)), degree)));
}

function startCurve(field: SpeedField, from: Point, line: Point, swing: Point, degree: number): Curve {
  const path = Array.from({ length: pieces + 1 }, (_, i) => {
    const onLine = addScaled(from, i / pieces, line);
    return clampInside(field, addScaled(onLine, Math.sin((Math.PI * i) / pieces), swing));
  });
  return atTheSpeedOf(field, path, degree);
}

/** The curve near a polyline that passes its points when one does who travels it. */
export function atTheSpeedOf(field: SpeedField, path: readonly Point[], degree: number): Curve {
  const times = [0];
  for (let i = 1; i < path.length; i++) {
    const [before, after] = [path[i - 1]!, path[i]!];
    const middle = scale(addScaled(before, 1, after), 0.5);
    times.push(times[i - 1]! + norm(subtract(after, before)) / field.speedAt(middle));
  }
  const total = times[times.length - 1]!;
  return curveThrough(path, times.map((time) => time / total), degree);
}

/** The directions across a unit vector: one in 2D, two in 3D. */
function sidesOf(direction: Point): Point[] {
  const [x, y, z] = direction as [number, number, number?];
  if (z === undefined) return [[-y, x]];
  const axis = [Math.abs(x), Math.abs(y), Math.abs(z)];
  const least = axis.indexOf(Math.min(...axis));
  const other = [0, 0, 0].map((_, i) => (i === least ? 1 : 0));
  const first = normalized(cross(direction, other));
  return [first, cross(direction, first)];
}

function cross(a: Point, b: Point): Point {
  return [a[1]! * b[2]! - a[2]! * b[1]!, a[2]! * b[0]! - a[0]! * b[2]!, a[0]! * b[1]! - a[1]! * b[0]!];
}
