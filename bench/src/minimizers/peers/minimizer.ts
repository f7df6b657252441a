import type { Watch } from '../watch.js';

/** A method of a library. */
export interface Minimizer {
  /** The name on the command line. */
  readonly name: string;
  readonly title: string;
  /** Whether it is given the residuals, and not the sum of their squares. */
  readonly fits?: boolean;
  /** Minimises from the task's start, as tightly as it can be told to. */
  minimize(watch: Watch): unknown;
}
