/**
 * Why a search ended.
 *
 * - `gradient`: the first-order condition holds
 * - `precision`: rounding hides any further decrease
 * - `iterations`, `evaluations`, `time`, `aborted`: the limit or the signal of that name
 * - `nonfinite`: the objective, a constraint or a gradient is NaN or infinite, and the method cannot step back, or finds nothing lower on this side
 * - `unbounded`: the objective reached minus infinity
 * - `stuck`: nothing lower was found, and rounding does not explain it; there may be a kink, or the gradient may be wrong
 * - `plateau`: an unknown no longer matters to any residual (`leastSquares`)
 * - `worse`: it settled at a stationary point above the best point seen, which is returned
 * - `infeasible`: nothing nearby violates the constraints less
 * - `threw`: the objective threw
 * - `target`: the value asked for was reached (`globalMinimize`)
 * - `searched`: the method has nothing more to try (`globalMinimize`)
 */
export type Reason =
  | 'gradient'
  | 'precision'
  | 'iterations'
  | 'evaluations'
  | 'time'
  | 'aborted'
  | 'nonfinite'
  | 'unbounded'
  | 'stuck'
  | 'plateau'
  | 'worse'
  | 'infeasible'
  | 'threw'
  | 'target'
  | 'searched';

/** The end of a search, as data. */
export interface Ending {
  readonly reason: Reason;
  readonly converged: boolean;
  readonly message: string;
  readonly error?: unknown;
}

const SENTENCES: Readonly<Record<Reason, string>> = {
  gradient: 'The decrease that is left is within the tolerance.',
  precision: 'Rounding hides any further decrease.',
  iterations: 'The limit on iterations was reached first.',
  evaluations: 'The limit on evaluations was reached first.',
  time: 'The time limit was reached first.',
  aborted: 'The signal aborted the search.',
  nonfinite: 'The objective, a constraint or a gradient is not finite.',
  unbounded: 'The objective falls to minus infinity.',
  stuck: 'Nothing lower was found; check the gradient.',
  plateau: 'The objective does not depend on some unknown any more.',
  worse: 'It settled above the best point seen, which is returned.',
  infeasible: 'The constraints cannot be satisfied near here.',
  threw: 'The objective threw an error.',
  target: 'The value asked for was reached.',
  searched: 'The method has nothing more to try.',
};

/** An ending with the sentence of its reason, and what is particular to this case behind it. */
export function ending(reason: Reason, converged: boolean, detail = ''): Ending {
  return { reason, converged, message: detail ? `${SENTENCES[reason]} ${detail}` : SENTENCES[reason] };
}

/** Of a search that nothing but a wall of NaN holds. */
export function atWall(): Ending {
  return ending('nonfinite', false, 'This is so next to the point, and nothing lower was found on this side; bounds keep a search out.');
}

/** The same ending of a search that began elsewhere than it was told to. */
export function fromInside<E extends Ending>(end: E): E {
  return { ...end, message: `${end.message} The start was outside the bounds and was moved inside.` };
}

/** Carries an ending out of the objective's call, through whatever method made it. */
export class Interrupt extends Error {
  readonly ending: Ending;

  constructor(end: Ending) {
    super(end.message);
    this.ending = end;
  }
}
