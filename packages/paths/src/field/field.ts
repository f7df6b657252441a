import type { Tensor } from '@fermat/autodiff';
import { outsideBounds } from '../errors.js';
import { depthInside } from '../geometry/bounds.js';
import type { Bounds } from '../geometry/bounds.js';
import { checkPoint } from '../geometry/path.js';
import type { Point, Vector } from '../geometry/vector.js';
import type { BoundedMedium } from '../medium/medium.js';
import type { SegmentMedium } from '../medium/pathTime.js';
import type { RefractiveMedium } from '../ray/traceRay.js';
import type { SolvableMedium, TimedPath } from '../search/candidate.js';
import type { Steps } from '../search/steps.js';

/** A medium whose speed is a differentiable function of the position, the same in every direction. */
export interface SpeedField extends RefractiveMedium, SolvableMedium, Required<BoundedMedium>, Required<SegmentMedium> {
  readonly bounds: Bounds;
  /** The speed as a function of traced coordinates, to be part of a larger differentiable program. */
  readonly speed: (...coordinates: Tensor[]) => Tensor;
  /** The speed at a point, whether or not it lies inside the bounds. */
  speedAt(position: Vector): number;
  /** Ways close to which the fastest ones may be, where something is known of the field, and about what times these have. */
  readonly guides?: (from: Point, to: Point) => Steps<readonly TimedPath[]>;
  /** A speed that is not exceeded anywhere in a box inside the bounds: it makes for lower bounds on times. */
  readonly maxSpeedIn: (box: Bounds) => number;
  /** Writes the derivative of the speed by the position to `gradient`, and returns the speed. */
  speedAndGradient(position: Vector, gradient: Float64Array): number;
}

/** Throws unless `point` lies inside the bounds of the field; `where` names it in the message. */
export function checkInside(field: SpeedField, where: string, point: Vector): void {
  checkPoint(where, point, field.dimension);
  if (depthInside(field.bounds, point) < 0) throw outsideBounds(where, point, field.bounds);
}
