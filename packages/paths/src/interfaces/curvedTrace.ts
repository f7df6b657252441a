import { outsideBounds } from '../errors.js';
import { depthInside } from '../geometry/bounds.js';
import { checkPath } from '../geometry/path.js';
import type { Path } from '../geometry/path.js';
import { addScaled, isSamePoint, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import type { Leg } from '../medium/medium.js';
import { signChange } from '../numeric/signChange.js';
import { arcAlong } from './arcAlong.js';
import { fasterSide, interfaceAt, layerAt, surfaceAt } from './curvedLayers.js';
import type { CurvedLayers } from './curvedLayers.js';

export interface CurvedLeg extends Leg {
  /** The index of the layer that it runs in: along a surface that of the faster one. */
  readonly layer: number;
  /** The surface that `from` lies on; -1 where it lies on none. */
  readonly surface: number;
}

/** Into how many parts a segment is divided to see where it passes a surface: twice within one is not seen. */
const parts = 64;

/** Cuts a polyline at curved surfaces. Points close to each other on a surface are joined along it where that is faster. */
export function curvedTrace(layers: CurvedLayers, path: Path): CurvedLeg[] {
  checkPath(path, layers.dimension);
  path.forEach((point, i) => {
    if (depthInside(layers.bounds, point) < -layers.snap) throw outsideBounds(`point ${i} of the path`, point, layers.bounds);
  });
  const legs = path.slice(1).flatMap((to, i) => {
    const points = cut(layers, Array.from(path[i]!), Array.from(to));
    return points.slice(1).flatMap((end, k) => (isSamePoint(points[k]!, end) ? [] : [legOf(layers, points[k]!, end)]));
  });
  return legs.map((leg, i) => (followsOn(legs[i - 1], leg) ? { ...leg, entry: null } : leg));
}

/** Whether a leg goes on along the surface that the one before it follows. */
export function followsOn(before: CurvedLeg | undefined, leg: CurvedLeg): boolean {
  return before?.arc !== undefined && leg.arc !== undefined && before.surface === leg.surface;
}

function legOf(layers: CurvedLayers, from: Point, to: Point): CurvedLeg {
  const middle = addScaled(from, 0.5, subtract(to, from));
  const layer = layerAt(layers, middle);
  const [surface, next] = [surfaceAt(layers, from), surfaceAt(layers, to)];
  const joined = surface >= 0 && surface === next;
  const entry = surface < 0 ? null : interfaceAt(layers, surface, from);
  const arc = joined ? arcAlong(layers, surface, from, to) : null;
  if (arc !== null) {
    const faster = fasterSide(layers, surface);
    return { from, to, layer: faster, surface, cost: layers.costs[faster]!, name: layers.names[faster]!, entry, kind: 'edge', arc };
  }
  const isEdge = joined && surfaceAt(layers, middle) === surface;
  return { from, to, layer, surface, cost: layers.costs[layer]!, name: layers.names[layer]!, entry, kind: isEdge ? 'edge' : 'free' };
}

/** The ends of a segment and, between them, where it passes surfaces. */
function cut(layers: CurvedLayers, from: Point, to: Point): Point[] {
  const line = subtract(to, from);
  const places = layers.surfaces.flatMap((surface) => {
    const beyond = (part: number): number => {
      const value = surface.beyond(addScaled(from, part, line));
      return Math.abs(value) <= layers.snap ? 0 : value;
    };
    const found: number[] = [];
    let [start, sign] = [0, Math.sign(beyond(0))];
    for (let i = 1; i <= parts; i++) {
      const next = Math.sign(beyond(i / parts));
      if (next * sign < 0) found.push(signChange((part) => surface.beyond(addScaled(from, part, line)), start, i / parts));
      if (next !== 0) [start, sign] = [i / parts, next];
    }
    return found;
  });
  return [from, ...places.sort((a, b) => a - b).map((part) => addScaled(from, part, line)), to];
}
