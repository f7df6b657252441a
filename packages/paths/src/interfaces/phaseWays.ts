import { depthInside } from '../geometry/bounds.js';
import type { Path } from '../geometry/path.js';
import { norm, subtract } from '../geometry/vector.js';
import { timeOf } from '../medium/pathTime.js';
import { measureCrossings } from '../proof/snellCrossing.js';
import { stationary } from '../proof/stationary.js';
import { layerAt } from './curvedLayers.js';
import type { CurvedLayers } from './curvedLayers.js';
import { curvedTrace } from './curvedTrace.js';
import { phasePaths, startsOf, straightRoute } from './phasePaths.js';
import type { Ends } from './phasePaths.js';

/**
 * Paths between two points that pass the surfaces between them once each, and those that go on into a layer faster than all on the
 * way, and come back: of these, the ones along a flat surface are head waves.
 */
export function phaseWays(layers: CurvedLayers, ends: Ends): Path[] {
  const [first, last] = [layerAt(layers, ends.from), layerAt(layers, ends.to)];
  const turns = layers.speeds.flatMap((_, turn) => (isWorthwhile(layers, first, turn, last) ? [turn] : []));
  const found = [null, ...turns].flatMap((turn) => {
    const crossed = turn === null ? layersBetween(first, last) : [...layersBetween(first, turn), ...layersBetween(turn, last).slice(1)];
    const route = straightRoute(crossed.slice(1).map((layer, i) => Math.min(layer, crossed[i]!)), crossed);
    const paths = phasePaths(layers, ends, route, startsOf(layers, ends, route.visits)).filter((path) => isWithinBounds(layers, path));
    return paths.filter((path) => turn === null || isStationary(layers, path));
  });
  return distinctWays(layers, found);
}

/** Whether a layer lies beyond both ends, and is faster than all between. */
function isWorthwhile({ speeds }: CurvedLayers, first: number, turn: number, last: number): boolean {
  if (turn >= Math.min(first, last) && turn <= Math.max(first, last)) return false;
  return [...layersBetween(first, turn), ...layersBetween(turn, last)].every((layer) => layer === turn || speeds[layer]! < speeds[turn]!);
}

function layersBetween(first: number, last: number): number[] {
  return Array.from({ length: Math.abs(last - first) + 1 }, (_, i) => (first < last ? first + i : first - i));
}

export function isWithinBounds({ bounds, snap }: CurvedLayers, path: Path): boolean {
  return path.every((point) => depthInside(bounds, point) >= -snap);
}

/** Whether a path really runs through the layers it was searched in: it obeys Snell's law, and is nowhere reflected. */
export function isStationary(layers: CurvedLayers, path: Path): boolean {
  const crossings = measureCrossings(curvedTrace(layers, path));
  return crossings.every(({ kind, residual }) => kind !== 'reflection' && kind !== 'total reflection' && Math.abs(residual) <= stationary);
}

/** The paths that differ from all before by more than rounding. */
export function distinctWays({ snap }: CurvedLayers, paths: readonly Path[]): Path[] {
  const isNear = (a: Path, b: Path): boolean => a.length === b.length && a.every((point, i) => norm(subtract(point, b[i]!)) <= 1e4 * snap);
  return paths.filter((path, i) => !paths.slice(0, i).some((other) => isNear(path, other)));
}

export function fastestOf(layers: CurvedLayers, paths: readonly Path[]): number {
  return Math.min(...paths.map((path) => timeOf(curvedTrace(layers, path))));
}
