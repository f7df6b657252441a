import type { DuelResult } from '../duelResult.js';
import type { Pairing } from '../parseOptions.js';

/** One duel and its result. */
export interface Entry extends Pairing {
  readonly result: DuelResult;
}
