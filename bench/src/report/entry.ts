import type { DuelResult } from '../duelResult.js';
import type { SizedProblem } from '../parseOptions.js';
import type { Peer } from '../peers/peer.js';

/** One duel and its result. */
export interface Entry extends SizedProblem {
  readonly peer: Peer;
  readonly result: DuelResult;
}
