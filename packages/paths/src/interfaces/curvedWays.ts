import { depthInside } from '../geometry/bounds.js';
import type { Path } from '../geometry/path.js';
import { norm, subtract } from '../geometry/vector.js';
import { timeOf } from '../medium/pathTime.js';
import { measureCrossings } from '../proof/snellCrossing.js';
import { stationary } from '../proof/stationary.js';
import { creepingPath } from './creepingPath.js';
import { layerAt } from './curvedLayers.js';
import type { CurvedLayers } from './curvedLayers.js';
import { curvedTrace, followsOn } from './curvedTrace.js';
import { phasePaths, startsOf, straightRoute } from './phasePaths.js';
import type { Ends } from './phasePaths.js';
import { finerColumns, sampledWay } from './sampledWay.js';

/** A sampled way that takes longer than a path that is known by less than this part may still lead to a faster one. */
const promising = 1e-2;

/** How often a way is sampled more closely where no path of least time is found close to it, and at how many places at most. */
const mostZooms = 4;
const mostColumns = 1000;

/**
 * Paths of locally least time between two points: those that pass the surfaces between them once each, those that go on into
 * a layer faster than all on the way, and come back (of these, the ones along a flat surface are head waves), and in the plane
 * the one close to the fastest way over sampled points of the surfaces, which may creep along them. Where none of them obeys
 * Snell's law, the best that is known.
 */
export function curvedWays(layers: CurvedLayers, ends: Ends): Path[] {
  const phases = phasesBetween(layers, ends);
  const least = phases.filter((path) => isStationary(layers, path));
  const fastest = fastestOf(layers, least);
  const known = least.length > 0 ? least : phases;
  if (layers.dimension === 3) return known;
  let sampled = sampledWay(layers, ends);
  for (let zooms = 0; sampled !== null && sampled.time <= fastest * (1 + promising); zooms++) {
    const creeping = creepingPath(layers, ends, sampled);
    const inside = isInside(layers, creeping);
    if (inside && isStationary(layers, creeping)) return distinct(layers, [...least, creeping]);
    const columns = finerColumns(sampled, inside ? placesMet(layers, creeping) : []);
    if (zooms === mostZooms || columns.length > mostColumns) {
      const coarse = [ends.from, ...sampled.steps.map(({ to }) => to)];
      return fastestOf(layers, [coarse]) < fastest ? [...known, coarse] : known;
    }
    sampled = sampledWay(layers, ends, columns);
  }
  return known;
}

function fastestOf(layers: CurvedLayers, paths: readonly Path[]): number {
  return Math.min(...paths.map((path) => timeOf(curvedTrace(layers, path))));
}

/** Where legs of a path begin and do not go on along a surface. */
function placesMet(layers: CurvedLayers, path: Path): number[] {
  const legs = curvedTrace(layers, path);
  return legs.flatMap((leg, i) => (followsOn(legs[i - 1], leg) ? [] : [leg.from[0]!]));
}

function phasesBetween(layers: CurvedLayers, ends: Ends): Path[] {
  const [first, last] = [layerAt(layers, ends.from), layerAt(layers, ends.to)];
  const turns = layers.speeds.flatMap((_, turn) => (isWorthwhile(layers, first, turn, last) ? [turn] : []));
  const found = [null, ...turns].flatMap((turn) => {
    const crossed = turn === null ? layersBetween(first, last) : [...layersBetween(first, turn), ...layersBetween(turn, last).slice(1)];
    const route = straightRoute(crossed.slice(1).map((layer, i) => Math.min(layer, crossed[i]!)), crossed);
    const paths = phasePaths(layers, ends, route, startsOf(layers, ends, route.visits)).filter((path) => isInside(layers, path));
    return paths.filter((path) => turn === null || isStationary(layers, path));
  });
  return distinct(layers, found);
}

/** Whether a layer lies beyond both ends, and is faster than all between. */
function isWorthwhile({ speeds }: CurvedLayers, first: number, turn: number, last: number): boolean {
  if (turn >= Math.min(first, last) && turn <= Math.max(first, last)) return false;
  return [...layersBetween(first, turn), ...layersBetween(turn, last)].every((layer) => layer === turn || speeds[layer]! < speeds[turn]!);
}

function layersBetween(first: number, last: number): number[] {
  return Array.from({ length: Math.abs(last - first) + 1 }, (_, i) => (first < last ? first + i : first - i));
}

function isInside({ bounds, snap }: CurvedLayers, path: Path): boolean {
  return path.every((point) => depthInside(bounds, point) >= -snap);
}

/** Whether a path really runs through the layers it was searched in: it obeys Snell's law, and is nowhere reflected. */
function isStationary(layers: CurvedLayers, path: Path): boolean {
  const crossings = measureCrossings(curvedTrace(layers, path));
  return crossings.every(({ kind, residual }) => kind !== 'reflection' && kind !== 'total reflection' && Math.abs(residual) <= stationary);
}

/** The paths that differ from all before by more than rounding. */
function distinct({ snap }: CurvedLayers, paths: readonly Path[]): Path[] {
  const isNear = (a: Path, b: Path): boolean => a.length === b.length && a.every((point, i) => norm(subtract(point, b[i]!)) <= 1e4 * snap);
  return paths.filter((path, i) => !paths.slice(0, i).some((other) => isNear(path, other)));
}
