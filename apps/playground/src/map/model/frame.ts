import type { ScenarioResult, Way } from '@fermat/toolkit';
import type { State } from './state.js';

/** All that the views need to draw a state. */
export interface Frame {
  readonly state: State;
  /** The last result; before the first one, and of setups that have none, null. */
  readonly result: ScenarioResult | null;
  /** Whether the result is that of an earlier setup, and the present one is being solved. */
  readonly stale: boolean;
  /** The best way, and the others of locally least time; none where the goal cannot be reached. */
  readonly ways: readonly Way[];
  /** The one that is looked at closely. */
  readonly shown: number;
}

export function toFrame(state: State, result: ScenarioResult | null, stale: boolean): Frame {
  const ways = result?.converged ? [result, ...result.alternatives] : [];
  return { state, result, stale, ways, shown: Math.max(0, Math.min(state.shown, ways.length - 1)) };
}
