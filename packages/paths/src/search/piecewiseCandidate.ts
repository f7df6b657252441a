import { checkMedium } from '../arguments.js';
import { checkPath } from '../geometry/path.js';
import type { Path } from '../geometry/path.js';
import { isSamePoint } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { legLength, legTime } from '../medium/leg.js';
import type { BoundedMedium, Leg, PiecewiseMedium } from '../medium/medium.js';
import { pathTime } from '../medium/pathTime.js';
import { certifySteps } from '../proof/certify.js';
import type { Candidate, PathDescription, PathLeg, TimedPath } from './candidate.js';
import { finished } from './steps.js';
import type { Steps } from './steps.js';

/** A path through a medium of homogeneous pieces as a candidate for the least-time path: what its `candidates` yield. */
export function piecewiseCandidate(given: Path, medium: PiecewiseMedium & Partial<BoundedMedium>, undecided: readonly TimedPath[] = []): Candidate {
  checkMedium('piecewiseCandidate', medium, 'trace');
  checkPath(given, medium.dimension);
  const path = withoutRepeats(given);
  function* describeSteps(budgetMs?: number): Steps<PathDescription> {
    const legs = medium.trace(path);
    const certificate = yield* certifySteps(path, medium, { path, budgetMs });
    return { legs: legs.map(describeLeg), crossings: legs.slice(1).flatMap((leg, i) => (goesOn(legs[i]!, leg) ? [] : [leg.from])), certificate, undecided };
  }
  return { path, time: pathTime(path, medium), describe: (budgetMs) => finished(describeSteps(budgetMs)), describeSteps };
}

/** The path without points that repeat the one before, but for its two ends. */
function withoutRepeats(path: Path): Point[] {
  const last = path.length - 1;
  const kept = path.filter((point, i) => i === 0 || i === last || !(isSamePoint(point, path[i - 1]!) || isSamePoint(point, path[last]!)));
  return kept.map((point) => Array.from(point));
}

/** Whether a path goes on along a curve from one leg to the next. */
function goesOn(arriving: Leg, leaving: Leg): boolean {
  return arriving.arc !== undefined && leaving.arc !== undefined && leaving.entry === null;
}

function describeLeg(leg: Leg): PathLeg {
  const { from, to, name, kind = 'free' } = leg;
  const time = legTime(leg);
  return { from, to, time, speed: legLength(leg) / time, region: name, kind };
}
