import type { Path } from '../geometry/path.js';
import type { Point, Vector } from '../geometry/vector.js';
import type { Steps } from '../search/steps.js';
import type { LocalCost } from './localCost.js';

/**
 * What every medium says of itself: how long a displacement takes, at a place and in a direction.
 *
 * `cost` is the F of Fermat's principle, the integrand of a path's time. It is positively 1-homogeneous in the
 * direction: twice the displacement takes twice the time. Where the medium is isotropic it is length / speed.
 */
export interface Medium {
  /** The number of coordinates of its points. */
  readonly dimension: 2 | 3;
  /** Whether going back takes as long as going there: `cost(x, -v) === cost(x, v)`. */
  readonly symmetric: boolean;
  /** The time that the displacement `direction` takes at `position`; `Infinity` where nothing passes. */
  cost(position: Vector, direction: Vector): number;
}

/** A medium of homogeneous pieces that meet at interfaces: all that Snell's law, a path's time and a certificate need. */
export interface PiecewiseMedium extends Medium {
  /**
   * Cuts a polyline wherever it meets an interface, so that each leg lies in one homogeneous piece.
   * A leg that follows an interface belongs to the faster side. Legs have positive length.
   */
  trace(path: Path): readonly Leg[];
}

/** A medium that bounds the least time between two points from below. */
export interface BoundedMedium extends Medium {
  lowerBound(from: Vector, to: Vector, options?: BoundOptions): LowerBound;
  /** The same in pieces, where it is much work. */
  lowerBoundSteps?(from: Vector, to: Vector, options?: BoundOptions): Steps<LowerBound>;
}

export interface BoundOptions {
  /** A fast path between the points, where there is one at hand: a bound close to its time is what is wanted. */
  readonly path?: Path;
  /**
   * For how many milliseconds the bound is improved, where more work gives a better one. By default the work is bounded, not
   * the time, so that the result is always the same.
   */
  readonly budgetMs?: number | undefined;
}

/** A stretch of a path inside one homogeneous piece of a medium, straight but for an `arc`. */
export interface Leg {
  readonly from: Point;
  readonly to: Point;
  readonly cost: LocalCost;
  /** What the piece is called. */
  readonly name: string;
  /** The interface that `from` lies on, or the corner where several meet; `null` inside a piece. */
  readonly entry: Interface | Corner | null;
  /** `edge` when it follows an interface to a slower piece, `obstacle` one that nothing passes; else `free`, the default. */
  readonly kind?: 'free' | 'edge' | 'obstacle';
  /** What the leg is where it follows a curved interface. */
  readonly arc?: Arc;
}

/** A curve from one point to another. */
export interface Arc {
  readonly length: number;
  /** The unit vectors along it, at its start and at its end. */
  readonly departure: Point;
  readonly arrival: Point;
}

/** A boundary between two homogeneous pieces, at one point of it. */
export interface Interface {
  readonly name: string;
  /** Of length 1, pointing from the piece `before` to the piece `beyond`. */
  readonly normal: Point;
  /** `null` where nothing passes. */
  readonly before: LocalCost | null;
  readonly beyond: LocalCost | null;
}

/** A number that no path's time falls below, or the reason why there is none. */
export type LowerBound = { readonly value: number; readonly reason: null } | { readonly value: null; readonly reason: string };

/** A point of the plane where interfaces meet or end, seen as the sectors around it, counter-clockwise. */
export interface Corner {
  readonly name: string;
  readonly sectors: readonly Sector[];
}

/** An isotropic piece of a medium between an interface that ends at a corner and the next one, counter-clockwise. */
export interface Sector {
  /** The unit vector along the interface where it begins. */
  readonly direction: Point;
  /** Time per length inside; infinite where nothing passes. */
  readonly slowness: number;
  /** Time per length along the interface: that of the faster side. */
  readonly slownessAlong: number;
}
