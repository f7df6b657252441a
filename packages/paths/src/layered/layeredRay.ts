import { addScaled, norm } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { hasChangedSign, signChange } from '../numeric/signChange.js';
import { RayRecorder } from '../ray/rayRecorder.js';
import type { Ray, RayLaunch } from '../ray/traceRay.js';
import { depthOf, fastestAt, firstAtLeast } from './layeredGeometry.js';
import type { LayeredGeometry } from './layeredGeometry.js';
import { speedDeficit } from './ray.js';

const maxSteps = 1_000_000;

/**
 * Follows a ray through layers: straight in each, refracted at an interface or, where no ray goes on, totally reflected.
 *
 * The slowness along the layers never changes, so that the angles follow from the first one, not each from the one before.
 */
export function layeredRay(geometry: LayeredGeometry, { from, direction, length, until }: RayLaunch): Ray {
  const { depths, speeds, dimension } = geometry;
  const axis = dimension - 1;
  let point: Point = [...Array.from(from).slice(0, axis), depthOf(geometry, 'from', from)];
  let heading = Math.sign(direction[axis]!);
  let layer = layerAhead(geometry, point[axis]!, heading);

  const first = speeds[layer] ?? speeds[fastestAt(geometry, point[axis]!)]!;
  const along = direction.slice(0, axis);
  const cosine = Math.abs(direction[axis]!);
  // 1 - sin^2 in a layer of another speed, without the cancellation of flat rays.
  const squareAcross = (speed: number): number => cosine * cosine + norm(along) ** 2 * speedDeficit(speed, first);
  const directionIn = (speed: number): Point => [...along.map((part) => (part * speed) / first), heading * Math.sqrt(squareAcross(speed))];
  const momentumIn = (speed: number): Point => directionIn(speed).map((part) => part / speed);

  const longest = length ?? 100 * geometry.thickness;
  const ray = new RayRecorder();
  let [time, gone] = [0, 0];
  let side = until(point);
  ray.add(point, momentumIn(first), time, gone);

  while (ray.steps < maxSteps) {
    const speed = speeds[layer];
    if (speed === undefined) return ray.end('boundary');
    const course = directionIn(speed);
    const exit = depths[heading > 0 ? layer + 1 : layer]!;
    const whole = heading === 0 ? Infinity : Math.abs((exit - point[axis]!) / course[axis]!);
    const size = Math.min(whole, longest - gone);
    const end = addScaled(point, size, course);
    if (size === whole) end[axis] = exit;
    const start = point;
    const met = hasChangedSign(side, until(end));
    const part = met ? signChange((t) => (t === 0 ? side : until(addScaled(start, t, course))), 0, size) : size;
    point = met ? addScaled(start, part, course) : end;
    time += part / speed;
    gone = size === whole || met ? gone + part : longest;
    side = until(end);

    if (!met && size === whole) {
      const next = layerAhead(geometry, exit, heading);
      if (speeds[next] !== undefined && squareAcross(speeds[next]) <= 0) heading = -heading;
      else layer = next;
    }
    ray.add(point, momentumIn(met ? speed : (speeds[layer] ?? speed)), time, gone);
    if (met) return ray.end('until');
    if (gone >= longest) return ray.end('length');
  }
  return ray.end('steps');
}

/** The layer that a ray enters at a depth; outside the layers, one that there is not. A ray along them takes the fastest. */
function layerAhead(geometry: LayeredGeometry, depth: number, heading: number): number {
  const { depths } = geometry;
  if (heading === 0) return fastestAt(geometry, depth);
  let next = firstAtLeast(depths, depth);
  if (heading < 0 || depths[next] !== depth) return next - 1;
  // Layers too thin for their depths to differ are passed at once.
  while (depths[next + 1] === depth) next++;
  return next;
}
