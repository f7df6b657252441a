import type { Path } from '../geometry/path.js';
import { creepingPath } from './creepingPath.js';
import type { CurvedLayers } from './curvedLayers.js';
import { curvedTrace, followsOn } from './curvedTrace.js';
import type { Ends } from './phasePaths.js';
import { distinctWays, fastestOf, isStationary, isWithinBounds, phaseWays } from './phaseWays.js';
import { finerColumns, sampledWay } from './sampledWay.js';

/** A sampled way that takes longer than a path that is known by less than this part may still lead to a faster one. */
const promising = 1e-2;

/** How often a way is sampled more closely where no path of least time is found close to it, and at how many places at most. */
const mostZooms = 4;
const mostColumns = 1000;

/**
 * Paths of locally least time between two points of the plane: phases, and the one close to the fastest way over sampled points of
 * the surfaces, which may creep along them. Where none of them obeys Snell's law, the best that is known.
 */
export function planeWays(layers: CurvedLayers, ends: Ends): Path[] {
  const phases = phaseWays(layers, ends);
  const least = phases.filter((path) => isStationary(layers, path));
  const fastest = fastestOf(layers, least);
  const known = least.length > 0 ? least : phases;
  let sampled = sampledWay(layers, ends);
  for (let zooms = 0; sampled !== null && sampled.time <= fastest * (1 + promising); zooms++) {
    const creeping = creepingPath(layers, ends, sampled);
    const inside = isWithinBounds(layers, creeping);
    if (inside && isStationary(layers, creeping)) return distinctWays(layers, [...least, creeping]);
    const columns = finerColumns(sampled, inside ? placesMet(layers, creeping) : []);
    if (zooms === mostZooms || columns.length > mostColumns) {
      const coarse = [ends.from, ...sampled.steps.map(({ to }) => to)];
      return fastestOf(layers, [coarse]) < fastest ? [...known, coarse] : known;
    }
    sampled = sampledWay(layers, ends, columns);
  }
  return known;
}

/** Where legs of a path begin and do not go on along a surface. */
function placesMet(layers: CurvedLayers, path: Path): number[] {
  const legs = curvedTrace(layers, path);
  return legs.flatMap((leg, i) => (followsOn(legs[i - 1], leg) ? [] : [leg.from[0]!]));
}
