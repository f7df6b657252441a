import type { Certificate, Point, SnellReport } from '@fermat/paths';
import type { Scenario } from '../scenario/scenario.js';

/** One step of the optimiser, 0 being the start. Times are in the scenario's unit of time. */
export interface IterationRecord {
  readonly iteration: number;
  /** The unknowns. */
  readonly x: readonly number[];
  /** The travel time with these unknowns, cost terms included. */
  readonly value: number;
  /** Euclidean, in units of time per length. */
  readonly gradientNorm: number;
  /** Evaluations of the objective so far. */
  readonly evaluations: number;
}

/** A path, the unknowns that give it, and its travel time. */
export interface TimedPath {
  readonly x: readonly number[];
  readonly path: readonly Point[];
  readonly time: number;
}

/** The part of a path in one piece of the medium. */
export interface ResultLeg {
  readonly name: string;
  readonly from: Point;
  readonly to: Point;
  readonly length: number;
  readonly time: number;
  /** Length by time: where the medium is anisotropic, the speed in the leg's direction. */
  readonly speed: number;
}

/** A path with its parts, and what Snell's law has to say about it. */
export interface Way extends TimedPath {
  readonly legs: readonly ResultLeg[];
  /** Snell's law at each crossing. It speaks of time alone: null where the scenario adds cost terms, and where there is no path. */
  readonly snell: SnellReport | null;
}

/** The outcome of a run, as plain data. JSON keeps it all, but for numbers that are not finite, in the iterations of a run that diverged. */
export interface ScenarioResult extends Way {
  /** The version of this format. */
  readonly version: 1;
  readonly scenario: Scenario;
  /** Whether the first-order condition of a least time holds. */
  readonly converged: boolean;
  /** Why the optimiser stopped, as a word and as a sentence. */
  readonly reason: string;
  readonly message: string;
  /** The objective: the travel time, and the cost terms if there are any. */
  readonly value: number;
  readonly gradientNorm: number;
  readonly evaluations: number;
  readonly iterations: readonly IterationRecord[];
  /** How far the time can be from the least one. It speaks of time alone: null where the scenario adds cost terms. */
  readonly certificate: Certificate | null;
  /** The least time in closed form, for comparison: null where there is none. */
  readonly optimum: TimedPath | null;
  readonly straight: TimedPath;
  /** Other ways of locally least time, the faster first, where the medium searches the path itself. */
  readonly alternatives: readonly Way[];
}
