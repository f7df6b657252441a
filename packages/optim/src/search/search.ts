import type { Aim, DirectionRun } from '../descent/direction.js';
import type { Point, Problem } from '../minimize/method.js';

/** The other half of a descent method: how far to go along what a direction aims at. */
export interface Search {
  readonly name: string;
  start(problem: Problem): SearchRun;
}

/** `moved`: `to` holds the accepted point. `stuck`: nothing lower was found along the step. */
export type SearchOutcome = 'moved' | 'stuck';

export interface SearchRun {
  /** The radius within which the direction is to aim; Infinity for line searches. */
  readonly radius: number;
  /**
   * The curvature of the objective along the last aim, step' H step, as the trial nearest to the
   * start measured it; NaN if there was none. It tells how much decrease a failed search left.
   */
  readonly curvature: number;
  /** Looks for an acceptable point from `from` and puts it into `to`. May have `direction` aim anew. */
  search(from: Point, aim: Aim, to: Point, direction: DirectionRun): SearchOutcome;
}
