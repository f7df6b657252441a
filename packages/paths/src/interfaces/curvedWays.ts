import { depthInside } from '../geometry/bounds.js';
import { norm, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { measureCrossings } from '../proof/snellCrossing.js';
import { stationary } from '../proof/stationary.js';
import { layerAt } from './curvedLayers.js';
import type { CurvedLayers } from './curvedLayers.js';
import type { CurvedRoute } from './curvedRoute.js';
import { curvedTrace } from './curvedTrace.js';
import { phasePaths, startsOf } from './phasePaths.js';
import type { Ends } from './phasePaths.js';

/** A path of locally least time, and the surfaces that it visits. */
export interface CurvedWay {
  readonly path: readonly Point[];
  readonly route: CurvedRoute;
}

/**
 * Paths of locally least time between two points: those that pass the surfaces between them once each, and those that go on into
 * a layer faster than all on the way, and come back. Of these, the ones along a flat surface are head waves.
 */
export function curvedWays(layers: CurvedLayers, ends: Ends): CurvedWay[] {
  const [first, last] = [layerAt(layers, ends.from), layerAt(layers, ends.to)];
  const turns = layers.speeds.flatMap((_, turn) => (isWorthwhile(layers, first, turn, last) ? [turn] : []));
  const found = [null, ...turns].flatMap((turn) => {
    const crossed = turn === null ? layersBetween(first, last) : [...layersBetween(first, turn), ...layersBetween(turn, last).slice(1)];
    const route = { crossed, visits: crossed.slice(1).map((layer, i) => Math.min(layer, crossed[i]!)) };
    const paths = phasePaths(layers, ends, route, startsOf(layers, ends, route.visits));
    const inside = paths.filter((path) => path.every((point) => depthInside(layers.bounds, point) >= -layers.snap));
    return inside.filter((path) => turn === null || isRefracted(layers, path)).map((path) => ({ path, route }));
  });
  return found.filter(({ path }, i) => !found.slice(0, i).some((other) => isNear(layers, path, other.path)));
}

/** Whether a layer lies beyond both ends, and is faster than all between. */
function isWorthwhile({ speeds }: CurvedLayers, first: number, turn: number, last: number): boolean {
  if (turn >= Math.min(first, last) && turn <= Math.max(first, last)) return false;
  return [...layersBetween(first, turn), ...layersBetween(turn, last)].every((layer) => layer === turn || speeds[layer]! < speeds[turn]!);
}

function layersBetween(first: number, last: number): number[] {
  return Array.from({ length: Math.abs(last - first) + 1 }, (_, i) => (first < last ? first + i : first - i));
}

/** Whether a path really runs through the layers it was searched in, and is refracted at all of its points. */
function isRefracted(layers: CurvedLayers, path: readonly Point[]): boolean {
  const crossings = measureCrossings(curvedTrace(layers, path));
  return crossings.every(({ kind, residual }) => (kind === 'refraction' || kind === 'critical') && Math.abs(residual) <= stationary);
}

/** Whether two paths are one but for rounding. */
function isNear({ snap }: CurvedLayers, a: readonly Point[], b: readonly Point[]): boolean {
  return a.length === b.length && a.every((point, i) => norm(subtract(point, b[i]!)) <= 1e4 * snap);
}
