import type { Path } from '../geometry/path.js';
import type { Vector } from '../geometry/vector.js';
import type { LowerBound } from '../medium/medium.js';
import { pathTime } from '../medium/pathTime.js';
import type { TimedMedium } from '../medium/pathTime.js';
import { candidatesOf } from './candidate.js';
import type { SolvableMedium, TimedPath } from './candidate.js';
import type { Steps } from './steps.js';

/**
 * A bound on the times between two points that is found close to a fast path: to one that is given, where something passes along it,
 * or else to the best that is found.
 */
export function* boundFromPath(medium: SolvableMedium & TimedMedium, from: Vector, to: Vector, given: Path | undefined, boundBy: (known: TimedPath) => Steps<number>): Steps<LowerBound> {
  const known = timed(medium, given) ?? (yield* fastest(medium, from, to));
  return known === null ? { value: null, reason: 'no path joins the ends.' } : { value: yield* boundBy(known), reason: null };
}

function timed(medium: TimedMedium, given: Path | undefined): TimedPath | null {
  if (given === undefined) return null;
  const time = pathTime(given, medium);
  return time < Infinity ? { path: given.map((point) => Array.from(point)), time } : null;
}

function* fastest(medium: SolvableMedium, from: Vector, to: Vector): Steps<TimedPath | null> {
  const [best] = yield* candidatesOf(medium, from, to);
  return best ?? null;
}
