import type { Tensor, TensorLike } from '@fermat/autodiff';
import type { BoundedMedium, PiecewiseMedium, Point } from '@fermat/paths';

/**
 * A question of least time with finitely many unknowns: what a kind of medium makes of its parameters, and all that
 * the run loop needs to know of it. Lengths, times and points are in the scenario's units; a point's last coordinate
 * is the depth across the layers.
 */
export interface PathProblem {
  /** Cuts paths into legs, and gives local costs to Snell's law and to the certificate. */
  readonly medium: PiecewiseMedium & Partial<BoundedMedium>;
  /** What each unknown is, in a word: as many as `start` has numbers. */
  readonly labels: readonly string[];
  /** The travel time as traced code: unknowns of shape `[labels.length]` in, a scalar out. */
  time(unknowns: TensorLike): Tensor;
  /** The path's vertices as traced code, shape `[points, 2]`: what cost terms are written in. */
  vertices(unknowns: TensorLike): Tensor;
  /** The path itself, both ends included. */
  path(unknowns: readonly number[]): readonly Point[];
  /** The unknowns for which the path is the straight line. */
  readonly straight: readonly number[];
  /** The terrain for pictures, where it is made of parallel bands. */
  readonly bands?: readonly Band[];
  /** The unknowns of the least time, where a closed form gives them. */
  optimum?(): readonly number[];
}

/** A strip of terrain between two depths. */
export interface Band {
  readonly name: string;
  /** Depths where it begins and ends. */
  readonly from: number;
  readonly to: number;
  /** Of a traveller at ease: pictures shade by it. */
  readonly speed: number;
  /** What else there is to say of it in a few words, e.g. `wind 3 m/s`. */
  readonly note?: string;
}
