import { addScaled, norm, scale, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import type { Arc } from '../medium/medium.js';
import { gaussLegendre } from '../numeric/gaussLegendre.js';
import type { Quadrature } from '../numeric/gaussLegendre.js';
import { fasterSide, layerAt } from './curvedLayers.js';
import type { CurvedLayers } from './curvedLayers.js';
import type { Surface } from './surface.js';

/** The rule for the length of a short arc. */
export const arcRule: Quadrature = gaussLegendre(5);

/** A straight line that leaves a surface by this part of its length at most is close to it. */
const close = 0.01;

/**
 * The way along a surface between two of its points, where the straight one, close to it in the slower layer, takes longer; else
 * null. In the plane only: in space a surface has many ways from one point to another.
 */
export function arcAlong(layers: CurvedLayers, index: number, from: Point, to: Point): Arc | null {
  if (layers.dimension !== 2 || from[0] === to[0]) return null;
  const surface = layers.surfaces[index]!;
  const [line, faster] = [subtract(to, from), fasterSide(layers, index)];
  const middle = addScaled(from, 0.5, line);
  const slower = layerAt(layers, middle);
  const chord = norm(line);
  if (layers.speeds[slower]! >= layers.speeds[faster]! || !isClose(surface, from, to, close)) return null;
  const arc = arcBetween(surface, from, to);
  return arc.length * layers.speeds[slower]! < chord * layers.speeds[faster]! ? arc : null;
}

/** Whether a surface of the plane stays this close to the straight line between two of its points, relative to the line's length. */
export function isClose(surface: Surface, from: Point, to: Point, part: number): boolean {
  const line = subtract(to, from);
  const most = part * norm(line);
  return [0.25, 0.5, 0.75].every((at) => {
    const point = addScaled(from, at, line);
    return Math.abs(surface.beyond(point) * surface.normalAt(point)[1]!) <= most;
  });
}

function arcBetween(surface: Surface, from: Point, to: Point): Arc {
  const width = to[0]! - from[0]!;
  let length = 0;
  arcRule.nodes.forEach((node, i) => (length += (arcRule.weights[i]! * Math.abs(width)) / surface.normalAt(addScaled(from, node, subtract(to, from)))[1]!));
  const tangentAt = (point: Point): Point => {
    const [x, z] = surface.normalAt(point) as [number, number];
    return scale([z, -x], Math.sign(width));
  };
  return { length, departure: tangentAt(from), arrival: tangentAt(to) };
}
