import { norm } from '../geometry/vector.js';
import type { Vector } from '../geometry/vector.js';
import type { Bounds } from '../geometry/bounds.js';
import type { BoundOptions, BoundedMedium, LowerBound } from '../medium/medium.js';
import type { SegmentMedium } from '../medium/pathTime.js';
import type { Candidate, SearchHints } from '../search/candidate.js';
import { piecewiseCandidate } from '../search/piecewiseCandidate.js';
import { boundFromPath } from '../search/boundFromPath.js';
import { finished, searching } from '../search/steps.js';
import type { Steps } from '../search/steps.js';
import type { SensitiveMedium } from '../sensitivity/sensitivity.js';
import type { Arrangement } from './arrangement.js';
import { regionBound } from './regionBound.js';
import { readRegions } from './readRegions.js';
import type { RegionsOptions } from './readRegions.js';
import { regionDerivatives } from './derivatives/regionDerivatives.js';
import type { RegionDerivatives } from './derivatives/regionDerivatives.js';
import { RegionMap } from './regionMap.js';
import { regionPaths } from './regionPaths.js';
import { regionSegmentTime, regionTrace } from './regionTrace.js';

/** A map of polygons, each with a speed of its own. */
export interface RegionsMedium extends SensitiveMedium<RegionDerivatives>, BoundedMedium, SegmentMedium {
  readonly bounds: Bounds;
  /** The map as it is solved: faces of different speed, and the edges between them with the sides that they come from. */
  readonly arrangement: Arrangement;
}

/**
 * Makes the medium of a map of polygons: a painter's list of regions over a background.
 *
 * Regions are closed: along an edge the faster side counts, so that a path may follow a road along its border or an obstacle
 * along its wall; nothing passes between two obstacles that share a side, but it does where they touch at a corner. The
 * bounds are closed too. Points closer than 1e-12 of the map's diagonal are one; thinner than that nothing is, and all else
 * is geometry, slivers included.
 *
 * @throws PathsError `INVALID_POLYGON` for a polygon that encloses nothing, crosses itself, or has coordinates that are not
 * finite; `INVALID_SPEED` for a speed that is negative or not finite; `INVALID_BOUNDS`.
 *
 * @example
 * ```ts
 * import { leastTimePath, regions } from '@fermat/paths';
 *
 * const park = regions({
 *   regions: [
 *     { name: 'pond', polygon: [[3, -1], [5, -1], [5, 2], [3, 2]], speed: 0 },
 *     { name: 'road', polygon: [[0, -3], [8, -3], [8, -2], [0, -2]], speed: 10 },
 *   ],
 *   background: 1,
 *   bounds: [0, -5, 8, 5],
 * });
 * const way = leastTimePath(park, { from: [1, 0], to: [7, 0] });
 * console.log(way.legs.map(({ region, kind }) => `${region}, ${kind}`)); // background, free; road, edge; background, free
 * console.log(way.time); // 4.579...; around the other side of the pond it would be 7.65
 * ```
 */
export function regions(options: RegionsOptions): RegionsMedium {
  return regionsMedium(regionMap(options), options);
}

/** The arrangement of a map, with what it takes to find things in it. */
export function regionMap(options: RegionsOptions): RegionMap {
  return new RegionMap(readRegions(options), options.regions.map(({ name }, i) => name ?? `region ${i + 1}`));
}

/** The medium of a map that is arranged already. */
export function regionsMedium(map: RegionMap, options: RegionsOptions): RegionsMedium {
  const boundSteps = (from: Vector, to: Vector, { path, budgetMs }: BoundOptions = {}): Steps<LowerBound> =>
    boundFromPath(medium, from, to, path, (known) => regionBound(map, { ...known, budgetMs }));
  function* candidateSteps(from: Vector, to: Vector, { warmStart, count }: SearchHints = {}): Steps<Candidate[]> {
    const { paths, undecided } = yield* regionPaths(map, from, to, { known: warmStart, count });
    const candidates: Candidate[] = [];
    for (const path of paths) {
      yield searching;
      candidates.push(piecewiseCandidate(path, medium, undecided));
    }
    return candidates.sort((a, b) => a.time - b.time);
  }
  const medium: RegionsMedium = {
    dimension: 2,
    symmetric: true,
    bounds: map.bounds,
    arrangement: map.arrangement,
    cost(position, displacement) {
      const slowness = Math.min(...map.facesAt(position).map((face) => map.slownessOf(face)));
      return slowness < Infinity ? norm(displacement) * slowness : Infinity;
    },
    trace: (path) => regionTrace(map, path),
    segmentTime: (from, to) => (map.isOnMap(from) && map.isOnMap(to) ? regionSegmentTime(map, Array.from(from), Array.from(to)) : Infinity),
    derivatives: (path) => regionDerivatives(map, options, path),
    lowerBound: (from, to, given) => finished(boundSteps(from, to, given)),
    lowerBoundSteps: boundSteps,
    candidates: (from, to, hints) => finished(candidateSteps(from, to, hints)),
    candidateSteps,
  };
  return medium;
}
