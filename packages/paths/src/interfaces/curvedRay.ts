import { outsideBounds } from '../errors.js';
import { depthInside } from '../geometry/bounds.js';
import { checkPoint } from '../geometry/path.js';
import { addScaled, dot, scale } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { hasChangedSign, signChange } from '../numeric/signChange.js';
import { RayRecorder } from '../ray/rayRecorder.js';
import { reflect, refract } from '../ray/refract.js';
import type { Ray, RayLaunch } from '../ray/traceRay.js';
import { layerAt, surfaceAt } from './curvedLayers.js';
import type { CurvedLayers } from './curvedLayers.js';

const maxSteps = 10_000;

/** How many places are looked at on the way to the bounds: a surface that is passed twice between two of them is not seen. */
const looks = 128;

/** Follows a ray through curved layers: straight in each, refracted at a surface or, where no ray goes on, totally reflected. */
export function curvedRay(layers: CurvedLayers, { from, direction, length, until }: RayLaunch): Ray {
  checkPoint('from', from, layers.dimension);
  if (depthInside(layers.bounds, from) < 0) throw outsideBounds('from', from, layers.bounds);
  const { speeds, surfaces } = layers;
  let point: Point = Array.from(from);
  let heading = direction;
  let layer = layerAhead(layers, point, heading);
  const ray = new RayRecorder();
  let [time, gone] = [0, 0];
  let side = until(point);
  ray.add(point, scale(heading, 1 / speeds[layer]!), time, gone);

  while (ray.steps < maxSteps) {
    const speed = speeds[layer]!;
    const rest = (length ?? Infinity) - gone;
    const exit = distanceToBounds(layers, point, heading);
    const hit = nextHit(layers, layer, point, heading, Math.min(exit, rest));
    const size = hit?.distance ?? Math.min(exit, rest);
    const start = point;
    const met = hasChangedSign(side, until(addScaled(start, size, heading)));
    const course = heading;
    const part = met ? signChange((t) => (t === 0 ? side : until(addScaled(start, t, course))), 0, size) : size;
    point = addScaled(start, part, heading);
    time += part / speed;
    gone += part;
    side = until(point);
    if (!met && hit !== null) {
      const next = hit.surface >= layer ? layer + 1 : layer - 1;
      const normal = surfaces[hit.surface]!.normalAt(point);
      const onwards = refract(heading, normal, speed, speeds[next]!);
      heading = onwards ?? reflect(heading, normal);
      if (onwards !== null) layer = next;
    }
    ray.add(point, scale(heading, 1 / speeds[layer]!), time, gone);
    if (met) return ray.end('until');
    if (hit === null) return ray.end(exit <= rest ? 'boundary' : 'length');
  }
  return ray.end('steps');
}

/** The layer that a ray enters: on a surface, that on the side it heads to. */
function layerAhead(layers: CurvedLayers, point: Point, heading: Point): number {
  const surface = surfaceAt(layers, point);
  if (surface < 0) return layerAt(layers, point);
  return dot(layers.surfaces[surface]!.normalAt(point), heading) > 0 ? surface + 1 : surface;
}

interface Hit {
  readonly distance: number;
  readonly surface: number;
}

/** Where a ray first meets one of the two surfaces beside its layer. */
function nextHit({ surfaces, snap }: CurvedLayers, layer: number, from: Point, heading: Point, longest: number): Hit | null {
  let nearest: Hit | null = null;
  let end = longest;
  for (const surface of [layer - 1, layer]) {
    if (surface < 0 || surface >= surfaces.length) continue;
    // Positive inside the layer.
    const sign = surface < layer ? 1 : -1;
    const inside = (distance: number): number => sign * surfaces[surface]!.beyond(addScaled(from, distance, heading));
    const distance = firstOutside(inside, Math.min(8 * snap, end), end);
    if (distance === null) continue;
    nearest = { distance, surface };
    end = distance;
  }
  return nearest;
}

/** Where a function of the distance first becomes negative between two distances, as far as looks show; `null` where it does not. */
function firstOutside(inside: (distance: number) => number, start: number, end: number): number | null {
  let before = start;
  for (let i = 1; i <= looks; i++) {
    const after = (i / looks) * end;
    if (after <= before) continue;
    if (inside(after) <= 0) return inside(before) > 0 ? signChange(inside, before, after) : before;
    before = after;
  }
  return null;
}

/** How far it is to the side of the bounds that a ray heads to. */
function distanceToBounds({ bounds, dimension }: CurvedLayers, from: Point, heading: Point): number {
  const distances = heading.map((part, axis) => (part === 0 ? Infinity : ((part > 0 ? bounds[dimension + axis]! : bounds[axis]!) - from[axis]!) / part));
  return Math.max(0, Math.min(...distances));
}
