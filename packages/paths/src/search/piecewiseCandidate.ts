import { checkMedium } from '../arguments.js';
import { checkPath } from '../geometry/path.js';
import type { Path } from '../geometry/path.js';
import { isSamePoint, norm, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
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
    const legs = medium.trace(path).map(describeLeg);
    const certificate = yield* certifySteps(path, medium, { path, budgetMs });
    return { legs, crossings: legs.slice(1).map((leg) => leg.from), certificate, undecided };
  }
  return { path, time: pathTime(path, medium), describe: (budgetMs) => finished(describeSteps(budgetMs)), describeSteps };
}

/** The path without points that repeat the one before, but for its two ends. */
function withoutRepeats(path: Path): Point[] {
  const last = path.length - 1;
  const kept = path.filter((point, i) => i === 0 || i === last || !(isSamePoint(point, path[i - 1]!) || isSamePoint(point, path[last]!)));
  return kept.map((point) => Array.from(point));
}

function describeLeg({ from, to, cost, name, kind = 'free' }: Leg): PathLeg {
  const step = subtract(to, from);
  const time = cost.time(step);
  return { from, to, time, speed: norm(step) / time, region: name, kind };
}
