import { checkPath } from '../geometry/path.js';
import type { Path } from '../geometry/path.js';
import { addScaled, isSamePoint, subtract } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';
import { isotropic } from '../medium/localCost.js';
import type { Interface, Leg } from '../medium/medium.js';
import { depthOf, fastestAt, firstAtLeast } from './layeredGeometry.js';
import type { LayeredGeometry } from './layeredGeometry.js';

export interface LayeredLeg extends Leg {
  /** The index of the layer that it runs in. */
  readonly layer: number;
}

/** Cuts a polyline at the interfaces of a stack of layers. */
export function layeredTrace(geometry: LayeredGeometry, path: Path): LayeredLeg[] {
  checkPath(path, geometry.dimension);
  const points = path.map((point, index) => snapPoint(geometry, point, index));
  const legs: LayeredLeg[] = [];
  for (let i = 1; i < points.length; i++) {
    for (const [from, to] of piecesOf(geometry, points[i - 1]!, points[i]!)) {
      if (isSamePoint(from, to)) continue;
      const layer = layerOf(geometry, lastOf(from), lastOf(to));
      const { name, speed } = geometry.layers[layer]!;
      const entry = interfaceAt(geometry, lastOf(from));
      const kind = entry !== null && lastOf(from) === lastOf(to) ? 'edge' : 'free';
      legs.push({ from, to, name, layer, cost: isotropic(speed), entry, kind });
    }
  }
  return legs;
}

function snapPoint(geometry: LayeredGeometry, point: Vector, index: number): Point {
  const depth = depthOf(geometry, `point ${index} of the path`, point);
  return [...Array.from(point).slice(0, -1), depth];
}

function lastOf(point: Point): number {
  return point[point.length - 1]!;
}

/** The straight line between two points, cut at every interface strictly between them. */
function* piecesOf({ depths }: LayeredGeometry, from: Point, to: Point): Generator<readonly [Point, Point]> {
  const start = lastOf(from);
  const end = lastOf(to);
  const step = Math.sign(end - start);
  const whole = subtract(to, from);
  let last = from;
  // Upwards the interfaces come in the opposite order.
  let next = step > 0 ? firstAtLeast(depths, start) : firstAtLeast(depths, start) - 1;
  for (; step !== 0 && step * (depths[next]! - end) < 0; next += step) {
    const depth = depths[next]!;
    if (depth === lastOf(last)) continue;
    const part = (depth - start) / (end - start);
    const cut = addScaled(from, part, whole);
    cut[cut.length - 1] = depth;
    yield [last, cut];
    last = cut;
  }
  yield [last, to];
}

/** The layer that a leg between two depths runs in: between two interfaces there is one, along one the fastest. */
function layerOf(geometry: LayeredGeometry, from: number, to: number): number {
  if (from === to) return fastestAt(geometry, from);
  return firstAtLeast(geometry.depths, Math.max(from, to)) - 1;
}

/** The interface at a depth, or `null` inside a layer. At either end of the stack nothing lies beyond. */
function interfaceAt({ depths, layers, dimension }: LayeredGeometry, depth: number): Interface | null {
  const first = firstAtLeast(depths, depth);
  if (depths[first] !== depth) return null;
  // Layers too thin for their depths to differ share one interface.
  let last = first;
  while (depths[last + 1] === depth) last++;
  const before = layers[first - 1];
  const beyond = layers[last];
  const names = [before?.name, beyond?.name].filter((name) => name !== undefined);
  return {
    name: names.length === 2 ? `between ${names[0]} and ${names[1]}` : `the outer side of ${names[0]}`,
    normal: dimension === 2 ? [0, 1] : [0, 0, 1],
    before: before === undefined ? null : isotropic(before.speed),
    beyond: beyond === undefined ? null : isotropic(beyond.speed),
  };
}
