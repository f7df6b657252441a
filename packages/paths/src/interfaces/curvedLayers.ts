import { invalidSurfaces } from '../errors.js';
import { cornersOf, diagonalOf } from '../geometry/bounds.js';
import type { Bounds } from '../geometry/bounds.js';
import type { Point, Vector } from '../geometry/vector.js';
import { isotropic } from '../medium/localCost.js';
import type { LocalCost } from '../medium/localCost.js';
import type { Interface } from '../medium/medium.js';
import { pointAt } from './surface.js';
import type { Surface } from './surface.js';

/** Layers between curved surfaces, as they are traced and solved. */
export interface CurvedLayers {
  readonly dimension: 2 | 3;
  readonly bounds: Bounds;
  readonly surfaces: readonly Surface[];
  readonly speeds: readonly number[];
  readonly names: readonly string[];
  readonly costs: readonly LocalCost[];
  /** A point this close to a surface lies on it. */
  readonly snap: number;
}

/** A point this part of the diagonal away from a surface is a rounded point of it. */
const snapping = 1e-10;

export function curvedLayers(surfaces: readonly Surface[], speeds: readonly number[], names: readonly string[], bounds: Bounds): CurvedLayers {
  const corners = cornersOf(bounds);
  const layers: CurvedLayers = {
    dimension: corners.low.length === 2 ? 2 : 3,
    bounds: [...bounds],
    surfaces,
    speeds,
    names,
    costs: speeds.map(isotropic),
    snap: snapping * diagonalOf(corners),
  };
  checkOrder(layers, corners);
  return layers;
}

/** The number of surfaces that lie before a point: the index of its layer. On a surface, of the faster of both layers. */
export function layerAt({ surfaces, speeds, snap }: CurvedLayers, point: Vector): number {
  let layer = 0;
  surfaces.forEach((surface, i) => {
    const beyond = surface.beyond(point);
    if (beyond > snap || (beyond >= -snap && speeds[i + 1]! > speeds[layer]!)) layer = i + 1;
  });
  return layer;
}

/** The surface that a point lies on; -1 where it lies on none. */
export function surfaceAt({ surfaces, snap }: CurvedLayers, point: Vector): number {
  return surfaces.findIndex((surface) => Math.abs(surface.beyond(point)) <= snap);
}

/** The index of the faster one of the layers beside a surface. */
export function fasterSide({ speeds }: CurvedLayers, surface: number): number {
  return speeds[surface]! >= speeds[surface + 1]! ? surface : surface + 1;
}

export function interfaceAt({ surfaces, names, costs }: CurvedLayers, index: number, point: Vector): Interface {
  return {
    name: `between ${names[index]} and ${names[index + 1]}`,
    normal: surfaces[index]!.normalAt(point),
    before: costs[index]!,
    beyond: costs[index + 1]!,
  };
}

/** How many places are looked at along each axis. */
const samples = 15;

/** Throws unless each surface lies beyond the one before wherever it is looked at. */
function checkOrder({ surfaces, dimension, snap }: CurvedLayers, { low, high }: { low: Point; high: Point }): void {
  for (let index = 0; index < samples ** (dimension - 1); index++) {
    const place = low.slice(0, -1).map((start, axis) => start + ((Math.floor(index / samples ** axis) % samples) / (samples - 1)) * (high[axis]! - start));
    const depths = surfaces.map((surface) => pointAt(surface, place)[dimension - 1]!);
    const wrong = depths.findIndex((depth, i) => !Number.isFinite(depth) || (i > 0 && depth < depths[i - 1]! - snap));
    if (wrong >= 0) throw invalidSurfaces(wrong, place, depths[wrong]!, depths[wrong - 1]);
  }
}
