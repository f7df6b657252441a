import type { Random } from './random.js';

/** A point and the value of the objective there. */
export interface Candidate {
  readonly x: Float64Array;
  readonly value: number;
}

/** An objective over a box, as global methods see it. The best of all points evaluated is kept behind it. */
export interface GlobalProblem {
  readonly size: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Where the caller would begin; inside the box. */
  readonly start: Float64Array;
  readonly random: Random;
  /** Evaluations spent so far, by all methods. */
  readonly evaluations: number;
  /** The objective at a point of the box; Infinity where it is not finite. */
  value(x: Float64Array): number;
  /** The local minimum to which a descent from a point of the box leads. */
  descend(x: Float64Array): Candidate;
}

/**
 * A global search, as a value: the configuration that {@link globalMinimize} can start any number of
 * times. `search` yields after each round, a generation or a local search, and goes on until it is
 * dropped; a limit of the caller ends it from inside an evaluation.
 */
export interface GlobalMethod {
  readonly name: string;
  search(problem: GlobalProblem): Generator<void, void, void>;
}
