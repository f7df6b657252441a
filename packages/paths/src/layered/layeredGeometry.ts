import { outsideMedium } from '../errors.js';
import { checkPoint } from '../geometry/path.js';
import { norm } from '../geometry/vector.js';
import type { Vector } from '../geometry/vector.js';
import { CompensatedSum } from '../numeric/compensatedSum.js';
import type { NamedLayer } from './layers.js';
import type { Stack } from './ray.js';

/** Where the layers lie, whichever points are to be joined. */
export interface LayeredGeometry extends Stack {
  readonly dimension: 2 | 3;
  /** The layers of positive thickness. */
  readonly layers: readonly NamedLayer[];
  /** Of all layers together. */
  readonly thickness: number;
  /** 0, the depth of each interface, the total thickness. */
  readonly depths: Float64Array;
}

/** A depth this close to an interface, relative to the total thickness, is a rounded point of it. */
const snapping = 1e-12;

export function layeredGeometry(layers: readonly NamedLayer[], dimension: 2 | 3): LayeredGeometry {
  const thicknesses = Float64Array.from(layers, (layer) => layer.thickness);
  const speeds = Float64Array.from(layers, (layer) => layer.speed);
  const depths = depthsOf(thicknesses);
  return {
    dimension,
    layers,
    thicknesses,
    speeds,
    maxSpeed: speeds.reduce((a, b) => Math.max(a, b)),
    depths,
    thickness: depths[layers.length]!,
  };
}

function depthsOf(thicknesses: Float64Array): Float64Array {
  const depths = new Float64Array(thicknesses.length + 1);
  const depth = new CompensatedSum();
  thicknesses.forEach((thickness, i) => {
    depth.add(thickness);
    depths[i + 1] = depth.value;
  });
  return depths;
}

/** The time of a displacement at a place: in the faster of two layers on their interface, never outside the layers. */
export function layeredCost(geometry: LayeredGeometry, position: Vector, displacement: Vector): number {
  const depth = snapDepth(geometry, position[geometry.dimension - 1]!);
  if (!isInside(geometry, depth)) return Infinity;
  return norm(displacement) / geometry.speeds[fastestAt(geometry, depth)]!;
}

function isInside({ thickness }: LayeredGeometry, depth: number): boolean {
  return depth >= 0 && depth <= thickness;
}

/** The depth of a point inside the layers, an interface's own where it lies on one; `where` names the point in errors. */
export function depthOf(geometry: LayeredGeometry, where: string, point: Vector): number {
  checkPoint(where, point, geometry.dimension);
  const depth = snapDepth(geometry, point[geometry.dimension - 1]!);
  if (!isInside(geometry, depth)) throw outsideMedium(where, depth, geometry.thickness);
  return depth;
}

/** The depth of the interface that a point lies on, but for rounding; else its own. */
function snapDepth({ depths, thickness }: LayeredGeometry, depth: number): number {
  const next = Math.min(firstAtLeast(depths, depth), depths.length - 1);
  const after = depths[next]!;
  const before = depths[Math.max(next - 1, 0)]!;
  const nearest = Math.abs(depth - before) < Math.abs(after - depth) ? before : after;
  return Math.abs(depth - nearest) <= snapping * thickness ? nearest : depth;
}

/** The fastest of the layers that hold a depth. They may be many: a layer thinner than the depths' rounding has no inside. */
export function fastestAt({ depths, speeds }: LayeredGeometry, depth: number): number {
  let fastest = Math.max(firstAtLeast(depths, depth) - 1, 0);
  for (let i = fastest + 1; i < speeds.length && depths[i]! <= depth; i++) {
    if (speeds[i]! > speeds[fastest]!) fastest = i;
  }
  return fastest;
}

/** The first index whose depth is at least `depth`; the number of depths when none is. */
export function firstAtLeast(depths: Float64Array, depth: number): number {
  let low = 0;
  let high = depths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (depths[middle]! >= depth) high = middle;
    else low = middle + 1;
  }
  return low;
}
