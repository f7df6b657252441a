import type { Instance, Problem } from '../problems/problem.js';

/** One objective of a problem. */
export interface Case {
  readonly problem: Problem;
  readonly count: number;
  readonly instance: Instance;
}

/** An objective as one contestant computes it. */
export interface Contestant {
  /** The value and the gradient at the start. */
  evaluate(): Evaluation | Promise<Evaluation>;
  /** Evaluates `rounds` times near the start, and gives the seconds of CPU time that took. */
  time(rounds: number): number | Promise<number>;
  close?(): void;
}

export interface Evaluation {
  readonly value: number;
  readonly gradient: ArrayLike<number>;
}

export interface Peer {
  /** The name on the command line. */
  readonly name: string;
  readonly title: string;
  /** The largest difference to the gradient by hand, relative to its largest component. */
  readonly tolerance: number;
  /** The form of the problem that it is given. */
  readonly form: 'by hand' | 'array' | 'scalars';
  /** A run in which it fails, or finds another gradient, has failed. */
  readonly mustAgree?: boolean;
  /** What its time is a multiple of: left out, the gradient by hand. */
  readonly reference?: { readonly title: string; start(entry: Case): Contestant };
  /** What it has to find, where that is not the gradient by hand. */
  expected?(entry: Case): Evaluation;
  /** The only problems where it is measured, as `P2:1000`. */
  readonly cases?: readonly string[];
  /** Compiled before the first call, which is therefore not timed. */
  readonly aheadOfTime?: boolean;
  /**
   * Loads the library, and gives what a first call begins with: trace and compile.
   *
   * @throws {UnavailableError} where it cannot take part.
   */
  load(entry: Case): Promise<() => Contestant | Promise<Contestant>>;
}

export const FLOAT64_TOLERANCE = 1e-12;
export const FLOAT32_TOLERANCE = 1e-4;
