import type { Point, Problem } from '../minimize/method.js';

/** Where a direction points, written in place by {@link DirectionRun.aim}. */
export interface Aim {
  /** The full step the model asks for. */
  readonly step: Float64Array;
  /** The step's length in the direction's own measure, which the radius is in. */
  length: number;
  /** gradient . step; negative. */
  slope: number;
  /** The first multiple of the step worth trying: 1 where the model knows the step's length. */
  initial: number;
  /** The largest multiple that may be tried; Infinity where nothing bounds the unknowns. */
  limit: number;
  /** The decrease that the model expects of the full step. */
  predicted: number;
  /**
   * The Newton decrement g' B^-1 g; NaN if the curvature is unknown or the step was cut short,
   * Infinity if the model curves downwards.
   */
  decrement: number;
}

/** Half of a descent method: which way to go, from a model of the objective around the point. */
export interface Direction {
  readonly name: string;
  start(problem: Problem, point: Point): DirectionRun;
}

export interface DirectionRun {
  /**
   * Writes the model's best step into `aim`. A direction that can bend keeps |step| within the
   * radius; one that cannot ignores it, and the search shortens the step.
   */
  aim(point: Point, radius: number, aim: Aim): void;
  /** Learns from an accepted move. */
  learn(from: Point, to: Point): void;
  /** Forgets what was learned; false if there is nothing to forget. */
  restart(): boolean;
}
