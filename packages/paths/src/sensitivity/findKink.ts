import type { Path } from '../geometry/path.js';
import { dot, norm, subtract } from '../geometry/vector.js';
import { departureOf, legLength } from '../medium/leg.js';
import type { Corner, Interface, Leg, PiecewiseMedium } from '../medium/medium.js';
import { timeOf } from '../medium/pathTime.js';
import { largestResidual, measureCrossings } from '../proof/snellCrossing.js';
import { notStationary } from '../proof/stationary.js';
import type { TimedPath } from '../search/candidate.js';

/** Times that differ by less than this part of themselves are a tie. */
const tied = 1e-12;

/** Crossings closer than this part of the path's length are one, and a contact shorter than it is none. */
const near = 1e-6;

/** A direction closer to an interface than this, in radians, runs along it. */
const grazing = 1e-12;

/** Why the least time has no derivative from all sides at this path, as a sentence; `null` when it has. */
export function findKink(medium: PiecewiseMedium, path: Path, others: Iterable<TimedPath>): string | null {
  const legs = medium.trace(path);
  if (legs.length === 0) return 'the path starts at its end, and any move of one of them takes time.';
  const backwards = medium.trace(path.map((_, i) => path[path.length - 1 - i]!));
  return (
    endOnInterface('starts', legs[0]!.entry) ??
    endOnInterface('ends', backwards[0]!.entry) ??
    notStationary(largestResidual(measureCrossings(legs))) ??
    doubtfulContact(legs) ??
    notAlone(medium, legs, others)
  );
}

function endOnInterface(what: string, side: Interface | Corner | null): string | null {
  if (side === null) return null;
  if ('sectors' in side) return `the path ${what} at ${side.name}: to its sides the time changes at different rates.`;
  if (side.before === null || side.beyond === null || isEquallyFast(side)) return null;
  return `the path ${what} on the interface ${side.name}: to its two sides the time changes at different rates.`;
}

function isEquallyFast({ before, beyond, normal }: Interface): boolean {
  return before?.time(normal) === beyond?.time(normal);
}

/** A contact with an interface that a small change may begin, end or take to the other side. */
function doubtfulContact(legs: readonly Leg[]): string | null {
  const touched = measureCrossings(legs).find(({ kind }) => kind === 'reflection' || kind === 'total reflection');
  if (touched !== undefined) return `the path only touches the interface ${touched.interface}, which it may as well follow or leave.`;
  const length = lengthOf(legs);
  for (const leg of legs) {
    const { entry } = leg;
    if (entry === null || 'sectors' in entry || Math.abs(dot(departureOf(leg), entry.normal)) > grazing) continue;
    if (legLength(leg) <= near * length) return `the path only just follows the interface ${entry.name}.`;
    if (isEquallyFast(entry)) return `the path follows the interface ${entry.name}, whose sides are equally fast.`;
  }
  return null;
}

function notAlone(medium: PiecewiseMedium, legs: readonly Leg[], others: Iterable<TimedPath>): string | null {
  const time = timeOf(legs);
  for (const other of others) {
    if (other.time > time * (1 + tied) || isSameWay(legs, medium.trace(other.path))) continue;
    if (other.time < time * (1 - tied)) return `the path is none of least time: another takes ${other.time} instead of ${time}.`;
    return `another path takes as long, ${other.time}: which of the two is the fastest changes here.`;
  }
  return null;
}

/** Whether two paths pass the same pieces at the same places, but for rounding. */
function isSameWay(a: readonly Leg[], b: readonly Leg[]): boolean {
  const distance = near * lengthOf(a);
  return a.length === b.length && a.every((leg, i) => norm(subtract(leg.to, b[i]!.to)) <= distance);
}

function lengthOf(legs: readonly Leg[]): number {
  return legs.reduce((length, leg) => length + legLength(leg), 0);
}
