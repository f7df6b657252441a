import { addScaled, norm, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import type { Arc } from '../medium/medium.js';
import { fasterSide, layerAt } from './curvedLayers.js';
import type { CurvedLayers } from './curvedLayers.js';
import type { Surface } from './surface.js';

/** A straight line that leaves a surface by this part of its length at most is close to it. */
const close = 0.01;

/**
 * The way along a surface between two of its points, over the straight line between their places, where the straight one, close to
 * it in the slower layer, takes longer; else null.
 */
export function arcAlong(layers: CurvedLayers, index: number, from: Point, to: Point): Arc | null {
  const surface = layers.surfaces[index]!;
  const [line, faster] = [subtract(to, from), fasterSide(layers, index)];
  if (norm(line.slice(0, -1)) === 0) return null;
  const middle = addScaled(from, 0.5, line);
  const slower = layerAt(layers, middle);
  const chord = norm(line);
  if (layers.speeds[slower]! >= layers.speeds[faster]! || !isClose(surface, from, to, close)) return null;
  const arc = surface.arcBetween(from, to);
  return arc.length * layers.speeds[slower]! < chord * layers.speeds[faster]! ? arc : null;
}

/** Whether a surface stays this close to the straight line between two of its points, relative to the line's length. */
export function isClose(surface: Surface, from: Point, to: Point, part: number): boolean {
  const line = subtract(to, from);
  const most = part * norm(line);
  return [0.25, 0.5, 0.75].every((at) => {
    const point = addScaled(from, at, line);
    return Math.abs(surface.beyond(point) * surface.normalAt(point)[point.length - 1]!) <= most;
  });
}
