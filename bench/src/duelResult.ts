/** How long and how often to measure. */
export interface Effort {
  readonly pairs: number;
  readonly warmUpSeconds: number;
  readonly batchSeconds: number;
}

export interface DuelRequest {
  readonly problem: string;
  readonly count: number;
  readonly peer: string;
  readonly effort: Effort;
}

/** What a contestant did beside its reference; times are of CPU, in seconds per evaluation. */
export interface Measured {
  readonly status: 'measured';
  /** Whether the difference is within the contestant's tolerance. */
  readonly agrees: boolean;
  readonly difference: number;
  /** The median, over pairs, of the contestant's time over that of its reference. */
  readonly ratio: number;
  readonly ratioQuartiles: readonly [number, number];
  readonly referenceSeconds: number;
  readonly seconds: number;
  /** From the objective's source to its first value and gradient; null where it is compiled ahead of time. */
  readonly firstCallSeconds: number | null;
}

/** A contestant that cannot take part, or that crashed or did not end. */
export interface Absent {
  readonly status: 'unavailable' | 'failed';
  readonly reason: string;
}

export type DuelResult = Measured | Absent;
