import { checkedOptions } from '../arguments.js';
import type { BoundedSpeed } from '../bound/boundedSpeed.js';
import { fieldBound } from '../bound/fieldBound.js';
import { invalidGridSpeed, invalidInterpolation } from '../errors.js';
import { isInside } from '../geometry/bounds.js';
import type { Bounds } from '../geometry/bounds.js';
import { hypot, norm } from '../geometry/vector.js';
import type { Vector } from '../geometry/vector.js';
import { isSpeed } from '../medium/localCost.js';
import type { BoundOptions, LowerBound } from '../medium/medium.js';
import { boundFromPath } from '../search/boundFromPath.js';
import { finished } from '../search/steps.js';
import type { Steps } from '../search/steps.js';
import { interpolateBicubic, largestBicubic } from './bicubic.js';
import { CellWalk } from './cellWalk.js';
import { largestIn } from './largestIn.js';
import { quadraticMean, smoothMean } from './meanSlowness.js';
import { interpolate, largestBilinear, rasterOf } from './raster.js';
import type { Raster } from './raster.js';
import { rasterCandidates } from './rasterCandidates.js';
import type { RasterMedium } from './rasterMedium.js';

export interface SpeedGridOptions {
  /**
   * The speeds at the points of the grid, row after row: the first row lies at ymin, the first column at xmin. 0 where
   * nothing passes, or where nothing is known.
   */
  readonly speeds: readonly ArrayLike<number>[];
  /** `[xmin, ymin, xmax, ymax]` of the outermost points; outside nothing passes. */
  readonly bounds: Bounds;
  /** What the speed is between the points of the grid; `bilinear` by default. `bicubic` is smooth across its lines. */
  readonly interpolation?: 'bilinear' | 'bicubic';
}

/** A medium whose speed is given at the points of a grid. */
export interface SpeedGrid extends RasterMedium {
  /** The speed at a point, 0 outside the bounds. */
  speedAt(position: Vector): number;
}

/** What the speed is between the points of the grid, the mean slowness within a cell, and the largest speed in a part of one. */
const interpolations = {
  bilinear: { speedAt: interpolate, meanSlowness: quadraticMean, largestInPart: largestBilinear },
  bicubic: { speedAt: interpolateBicubic, meanSlowness: smoothMean, largestInPart: largestBicubic },
};

type Interpolation = (typeof interpolations)[keyof typeof interpolations];

/** A piece of a segment is short when it is shorter than this part of a cell. */
const shortPiece = 0.3;

/**
 * Makes a medium of a raster of speeds. Towards an impassable point the speed falls to 0. The lower bound of a certificate is that of a
 * potential on a mesh.
 *
 * @throws PathsError `INVALID_RASTER` unless the speeds are a rectangle of 2 x 2 at least, `INVALID_SPEED` for one that is
 * negative or not finite, `INVALID_BOUNDS`, `INVALID_INTERPOLATION`.
 *
 * @example
 * ```ts
 * import { leastTimePath, speedGrid } from '@fermat/paths';
 *
 * const yard = speedGrid({ speeds: [[1, 1, 1], [1, 0, 3]], bounds: [0, 0, 20, 10] });
 * console.log(yard.speedAt([20, 5])); // 2
 * console.log(yard.cost([10, 10], [1, 0])); // Infinity
 * console.log(leastTimePath(yard, { from: [0, 10], to: [20, 10] }).time > 20); // true: it has to go around
 * ```
 */
export function speedGrid(options: SpeedGridOptions): SpeedGrid {
  const { speeds, bounds, interpolation = 'bilinear' } = checkedOptions('speedGrid', options);
  const between = interpolations[interpolation];
  if (between === undefined) throw invalidInterpolation(interpolation);
  const raster = rasterOf('speeds', speeds, bounds);
  const wrong = raster.values.findIndex((speed) => speed !== 0 && !isSpeed(speed));
  if (wrong >= 0) {
    throw invalidGridSpeed(`speeds[${Math.floor(wrong / raster.columns)}][${wrong % raster.columns}]`, raster.values[wrong]);
  }
  const speedAt = (position: Vector): number => (isInside(bounds, position) ? between.speedAt(raster, position) : 0);
  // Of a large raster it is some work, and not every one is searched.
  let bounded: BoundedSpeed | undefined;
  const boundSteps = (from: Vector, to: Vector, { path, budgetMs }: BoundOptions = {}): Steps<LowerBound> =>
    boundFromPath(medium, from, to, path, (known) => {
      bounded ??= largestIn(raster, between.largestInPart, between.speedAt);
      return fieldBound(bounded, from, to, known, budgetMs);
    });
  const walk = new CellWalk(raster);
  const medium: SpeedGrid = {
    dimension: 2,
    symmetric: true,
    raster,
    bounds: raster.bounds,
    speedAt,
    isOpen: (position) => speedAt(position) > 0,
    cost: (position, displacement) => costAt(speedAt(position), displacement),
    segmentTime: (from, to) => segmentTime(walk, raster, between, from, to),
    segmentKind: () => 'free',
    lowerBound: (from, to, given) => finished(boundSteps(from, to, given)),
    lowerBoundSteps: boundSteps,
    candidates: (from, to, hints) => finished(rasterCandidates(medium, from, to, hints)),
    candidateSteps: (from, to, hints) => rasterCandidates(medium, from, to, hints),
  };
  return medium;
}

/** The slowness along a segment, integrated from each line of the grid to the next. */
function segmentTime(walk: CellWalk, raster: Raster, { speedAt, meanSlowness }: Interpolation, from: Vector, to: Vector): number {
  if (!(isInside(raster.bounds, from) && isInside(raster.bounds, to))) return Infinity;
  const [dx, dy] = [to[0]! - from[0]!, to[1]! - from[1]!];
  const length = hypot(dx, dy);
  if (length === 0) return 0;
  const short = shortPiece * Math.min(raster.spacing[0], raster.spacing[1]);
  const position = [0, 0];
  const speedAfter = (part: number): number => {
    position[0] = from[0]! + part * dx;
    position[1] = from[1]! + part * dy;
    return speedAt(raster, position);
  };
  let first = speedAfter(0);
  if (!(first > 0)) return Infinity;
  let time = 0;
  walk.begin(from, to);
  while (walk.next()) {
    const last = speedAfter(walk.end);
    if (!(last > 0)) return Infinity;
    const part = length * (walk.end - walk.start);
    time += part * meanSlowness(speedAfter, walk.start, walk.end, first, last, part < short);
    first = last;
  }
  return time;
}

function costAt(speed: number, displacement: Vector): number {
  return speed > 0 ? norm(displacement) / speed : Infinity;
}
