import { norm } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { gaussLegendre } from '../numeric/gaussLegendre.js';
import type { Course } from './curve.js';
import type { SpeedField } from './field.js';


const rule = gaussLegendre(8);

/**
 * The time that a curve takes in each of `count` equal parts of its parameter; not a number where it meets no speed.
 * Where it leaves the bounds, the curve is replaced by the nearest points inside, which takes it along the bounds.
 */
export function curveTimes(field: SpeedField, course: Course, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, part) => {
    let time = 0;
    for (let i = 0; i < rule.nodes.length; i++) {
      const u = (part + rule.nodes[i]!) / count;
      const outside = course(u);
      const position = clampInside(field, outside.position);
      const velocity = outside.velocity.map((value, axis) => (position[axis] === outside.position[axis] ? value : 0));
      const speed = field.speedAt(position);
      time += (rule.weights[i]! / count) * (speed > 0 ? norm(velocity) / speed : NaN);
    }
    return time;
  });
}

/** The point inside the bounds that is nearest. */
export function clampInside({ bounds, dimension }: SpeedField, point: Point): Point {
  return point.map((value, axis) => Math.min(Math.max(value, bounds[axis]!), bounds[dimension + axis]!));
}
