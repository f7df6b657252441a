import type { Bounds } from '../geometry/bounds.js';
import type { Vector } from '../geometry/vector.js';
import type { BoundedMedium } from '../medium/medium.js';
import type { SegmentMedium } from '../medium/pathTime.js';
import type { PathLeg, SolvableMedium } from '../search/candidate.js';
import type { Raster } from './raster.js';

/**
 * A medium in the plane that says how long straight segments take. Its paths are looked for over the points of a grid, which is
 * as fine as the medium itself, and then pulled taut.
 */
export interface RasterMedium extends SolvableMedium, BoundedMedium, SegmentMedium {
  readonly raster: Raster;
  readonly bounds: Bounds;
  /** Whether a path may end at a place inside the bounds. */
  isOpen(position: Vector): boolean;
  /** How a segment is travelled. */
  segmentKind(from: Vector, to: Vector): PathLeg['kind'];
}
