import type { Path } from '../geometry/path.js';
import { isSamePoint, norm, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import type { BoundedMedium, Leg, PiecewiseMedium } from '../medium/medium.js';
import { pathTime } from '../medium/pathTime.js';
import { certify } from '../proof/certify.js';
import type { Candidate, PathLeg, TimedPath } from './candidate.js';

/** A path through a medium of homogeneous pieces as a candidate for the least-time path: what its `candidates` yield. */
export function piecewiseCandidate(given: Path, medium: PiecewiseMedium & Partial<BoundedMedium>, undecided: readonly TimedPath[] = []): Candidate {
  const path = withoutRepeats(given);
  return {
    path,
    time: pathTime(path, medium),
    describe(budgetMs) {
      const legs = medium.trace(path).map(describeLeg);
      return { legs, crossings: legs.slice(1).map((leg) => leg.from), certificate: certify(path, medium, { path, budgetMs }), undecided };
    },
  };
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
