import { checkFunction, checkedOptions } from '../arguments.js';
import { invalidCost, invalidHeight, invalidMaxSlope } from '../errors.js';
import { isInside } from '../geometry/bounds.js';
import type { Bounds } from '../geometry/bounds.js';
import { norm, subtract } from '../geometry/vector.js';
import type { Vector } from '../geometry/vector.js';
import type { SegmentMedium } from '../medium/pathTime.js';
import { gaussLegendre } from '../numeric/gaussLegendre.js';
import { finished } from '../search/steps.js';
import { convexPace } from './convexPace.js';
import { drape } from './drape.js';
import { interpolate, rasterOf } from './raster.js';
import { rasterCandidates } from './rasterCandidates.js';
import type { RasterMedium } from './rasterMedium.js';
import type { SlopeCost } from './slopeCost.js';
import { SlopeWalk, slopeAt } from './slopeWalk.js';

export interface HeightGridOptions {
  /**
   * The heights at the points of the grid, in the unit of the bounds, row after row: the first row lies at ymin, the first
   * column at xmin. NaN where nothing is known: nothing passes the cells around it.
   */
  readonly heights: readonly ArrayLike<number>[];
  /** `[xmin, ymin, xmax, ymax]` of the outermost points; outside nothing passes. */
  readonly bounds: Bounds;
  /** The time of each metre by the slope along the heading: `tobler()`, `rWalk()`, or a function of one's own. */
  readonly cost: SlopeCost | ((slope: number) => number);
  /** Whether the cost counts `horizontal` metres, the default, or those along the `surface`. */
  readonly metres?: 'horizontal' | 'surface';
  /** The steepest slope along the heading. Ground that is steeper still is climbed in zigzags of this slope. */
  readonly maxSlope?: number;
}

/** A medium in which going up or down costs. Its points are places on the map. */
export interface HeightGrid extends RasterMedium {
  /** The height at a place of the map; NaN outside and where nothing is known. */
  heightAt(position: Vector): number;
  /** The points of a path with their heights, and those where it crosses a line of the grid: it follows the ground in 3D. */
  drape(path: readonly Vector[]): [number, number, number][];
  /** The same ground with another limit of the slope, if that is lower. */
  withMaxSlope(maxSlope: number): HeightGrid;
  /** The same ground for what cannot zigzag: every slope takes the time that it takes, and where one is steeper than `maxSlope` nothing passes. */
  withoutZigzags(): SegmentMedium;
}

/** Exact for the paces that there are, but for rounding, on the slopes that change within a cell. */
const rule = gaussLegendre(4);

/** What the bound may lose to rounding, relatively. */
const rounding = 1e-12;

/**
 * Makes a medium of a raster of heights, bilinear between its points, in which the time of a step depends on its slope:
 * `dz` for each horizontal metre along the heading, so that going back takes another time.
 *
 * Where the ground is so steep that zigzags are faster than the straight line (above 1 / 3.5 with Tobler's pace), no
 * least-time path exists: the medium takes the time that ever smaller zigzags tend to, and legs there are of the kind `zigzag`.
 *
 * @throws PathsError `INVALID_RASTER`, `INVALID_HEIGHT`, `INVALID_BOUNDS`, `INVALID_COST`, `INVALID_MAX_SLOPE`.
 *
 * @example
 * ```ts
 * import { heightGrid, leastTimePath, tobler } from '@fermat/paths';
 *
 * // A round hill of 30 m between two places 200 m apart.
 * const places = Array.from({ length: 31 }, (_, i) => 10 * i - 150);
 * const heights = places.map((y) => places.map((x) => 30 * Math.exp(-(x * x + y * y) / 2000)));
 * const hill = heightGrid({ heights, bounds: [-150, -150, 150, 150], cost: tobler() });
 * const way = leastTimePath(hill, { from: [-100, 0], to: [100, 0] });
 * console.log(way.time < hill.segmentTime([-100, 0], [100, 0])); // true: around the hill, not over it
 * ```
 */
export function heightGrid(options: HeightGridOptions): HeightGrid {
  const { heights, bounds, cost, metres = 'horizontal', maxSlope = Infinity } = checkedOptions('heightGrid', options);
  if (!(maxSlope > 0)) throw invalidMaxSlope(maxSlope);
  const raster = rasterOf('heights', heights, bounds);
  const wrong = raster.values.findIndex((height) => height === Infinity || height === -Infinity);
  if (wrong >= 0) throw invalidHeight(`heights[${Math.floor(wrong / raster.columns)}][${wrong % raster.columns}]`, raster.values[wrong]);
  const given = typeof cost === 'function' ? { pace: cost, kinks: [] } : cost;
  checkFunction(typeof cost === 'function' ? 'cost' : 'cost.pace', given?.pace, 'the time of each metre by its slope');
  if (!Array.isArray(given.kinks)) throw invalidCost(`cost.kinks is ${String(given.kinks)}`, 'the list of slopes at which the pace bends, [] if there are none');
  const direct = metres === 'horizontal' ? given : onSurface(given);
  const pace = convexPace(direct, maxSlope);
  const heightAt = (position: Vector): number => (isInside(bounds, position) ? interpolate(raster, position) : NaN);

  const walk = new SlopeWalk(raster);
  const medium: HeightGrid = {
    dimension: 2,
    symmetric: false,
    raster,
    bounds: raster.bounds,
    heightAt,
    isOpen: (position) => !Number.isNaN(slopeAt(raster, position, [1, 1])),
    drape: (path) => drape(raster, path),
    cost(position, direction) {
      const length = norm(direction);
      if (length === 0) return 0;
      const slope = slopeAt(raster, position, direction);
      return Number.isNaN(slope) ? Infinity : length * pace.pace(slope);
    },
    segmentTime(from, to) {
      walk.begin(from, to);
      let time = 0;
      while (walk.next()) time += walk.length * meanPace(pace, walk.first, walk.last);
      return Number.isNaN(time) ? Infinity : time;
    },
    segmentKind(from, to) {
      walk.begin(from, to);
      while (walk.next()) if (Math.max(walk.first, walk.last) > pace.uphillLimit || Math.min(walk.first, walk.last) < pace.downhillLimit) return 'zigzag';
      return 'free';
    },
    // The cost is convex in the horizontal length and the height together, and grows with the length (Jensen's inequality).
    lowerBound(from, to) {
      const length = norm(subtract(to, from));
      const value = length === 0 ? 0 : length * pace.pace((heightAt(to) - heightAt(from)) / length) * (1 - rounding);
      return { value, reason: null };
    },
    candidates: (from, to, hints) => finished(rasterCandidates(medium, from, to, hints)),
    candidateSteps: (from, to, hints) => rasterCandidates(medium, from, to, hints),
    withMaxSlope: (limit) => heightGrid({ heights, bounds, cost, metres, maxSlope: Math.min(limit, maxSlope) }),
    withoutZigzags: () => steepTime(medium, direct, maxSlope),
  };
  return medium;
}

/** The times without zigzags: those of the pace itself, not of its convex envelope. */
function steepTime({ raster, symmetric }: HeightGrid, pace: SlopeCost, maxSlope: number): SegmentMedium {
  const walk = new SlopeWalk(raster);
  return {
    dimension: 2,
    symmetric,
    cost(position, direction) {
      const slope = slopeAt(raster, position, direction);
      return Math.abs(slope) <= maxSlope ? norm(direction) * pace.pace(slope) : Infinity;
    },
    segmentTime(from, to) {
      walk.begin(from, to);
      let time = 0;
      while (walk.next()) {
        const isDrivable = Math.abs(walk.first) <= maxSlope && Math.abs(walk.last) <= maxSlope;
        if (!isDrivable) return Infinity;
        time += walk.length * meanPace(pace, walk.first, walk.last);
      }
      return time;
    },
  };
}

/** The pace on a surface: a metre there is less on the map. */
function onSurface({ pace, kinks }: SlopeCost): SlopeCost {
  return { pace: (slope) => pace(slope) * Math.hypot(1, slope), kinks };
}

/** The mean of the pace over slopes that change evenly from one to another. */
function meanPace({ pace, kinks }: SlopeCost, first: number, last: number): number {
  const low = Math.min(first, last);
  const high = Math.max(first, last);
  if (!(high - low > 1e-9)) return pace((low + high) / 2);
  let total = 0;
  let start = low;
  for (let i = 0; start < high; i++) {
    const end = i < kinks.length ? Math.min(high, kinks[i]!) : high;
    if (end <= start) continue;
    for (let k = 0; k < rule.nodes.length; k++) total += rule.weights[k]! * (end - start) * pace(start + rule.nodes[k]! * (end - start));
    start = end;
  }
  return total / (high - low);
}
