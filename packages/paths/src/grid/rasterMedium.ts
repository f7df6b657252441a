import type { Vector } from '../geometry/vector.js';
import type { BoundedMedium } from '../medium/medium.js';
import type { PathLeg, SolvableMedium } from '../search/candidate.js';
import type { Raster } from './raster.js';

/** A medium that is known at the points of a grid, and between them in a way that times straight segments exactly. */
export interface RasterMedium extends SolvableMedium, BoundedMedium {
  readonly raster: Raster;
  /** The time of a straight segment, cut at every line of the grid; `Infinity` where nothing passes. */
  segmentTime(from: Vector, to: Vector): number;
  /** How a segment is travelled. */
  segmentKind(from: Vector, to: Vector): PathLeg['kind'];
}
