import { noSpeedAtEnd } from '../errors.js';
import { isSamePoint, norm, subtract } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';
import { isSpeed } from '../medium/localCost.js';
import { pathTime } from '../medium/pathTime.js';
import { certificateOf } from '../proof/certify.js';
import type { Candidate, PathDescription } from '../search/candidate.js';
import { finished } from '../search/steps.js';
import type { Steps } from '../search/steps.js';
import type { Rests } from './curve.js';
import { curveEnergy } from './curveEnergy.js';
import { clampInside, curveTimes } from './curveTime.js';
import { checkInside } from './field.js';
import type { SpeedField } from './field.js';
import { marchedCurve } from './marchedCurve.js';
import { degrees, refineCurves, refineSpline } from './refineCurves.js';
import type { SettledCurve } from './refineCurves.js';
import { startCurves } from './startCurves.js';
import { travelled } from './travelled.js';

/**
 * The curves of locally least time between two points of a field that descent finds from the least-time path over a grid
 * (in 2D) and from curves to all sides of the straight line, the fastest first. The travelled curves are polynomials, refined until
 * their time stops changing, or else splines. Where the field guides to something faster, a spline is refined from there.
 */
export function* fieldCandidates(field: SpeedField, from: Vector, to: Vector): Steps<Candidate[]> {
  checkEnd(field, 'from', from);
  checkEnd(field, 'to', to);
  const [start, end] = [Array.from(from), Array.from(to)];
  if (isSamePoint(start, end)) return [standing(start)];
  const rests: Rests = { start: field.speedAt(start) === 0, end: field.speedAt(end) === 0 };
  const energies = once((degree) => curveEnergy(field, start, end, rests, degree));
  const guides = field.guides ? yield* field.guides(start, end) : [];
  const starts = [marchedCurve(field, start, end, degrees[0]!), ...startCurves(field, start, end, degrees[0]!)];
  const found = yield* refineCurves(field, energies, starts.filter((curve) => curve !== null), rests);
  for (const guide of guides) {
    const fastest = found.reduce((least, { time }) => Math.min(least, time), Infinity);
    if (guide.time < fastest * (1 - promising)) found.push(yield* refineSpline(field, travelled(field, guide.path)));
  }
  found.sort((a, b) => a.time - b.time);
  const isAtRest = rests.start || rests.end;
  // A slowness that no path has a time through, such as 1 / distance, settles for none.
  const settled = isAtRest ? found.filter(({ isSettled }) => isSettled) : found;
  if (isAtRest && settled.length === 0) throw rests.start ? noSpeedAtEnd('from', from, 0) : noSpeedAtEnd('to', to, 0);
  return settled.map((curve) => candidateOf(field, start, end, curve));
}

/** An end may have the speed 0, as where a fall from rest begins. */
function checkEnd(field: SpeedField, where: string, point: Vector): void {
  checkInside(field, where, point);
  const speed = field.speedAt(point);
  if (speed !== 0 && !isSpeed(speed)) throw noSpeedAtEnd(where, point, speed);
}

/** A function of whole numbers that is computed once for each. */
function once<T>(f: (n: number) => T): (n: number) => T {
  const known = new Map<number, T>();
  return (n) => {
    if (!known.has(n)) known.set(n, f(n));
    return known.get(n)!;
  };
}

/** A guide that promises a time shorter by more than this part is followed. */
const promising = 1e-4;

/** How much longer than the curve its polyline may take, relatively, and how many legs it has at most. */
const polylineTolerance = 1e-6;
const mostLegs = 1024;

function candidateOf(field: SpeedField, from: Point, to: Point, settled: SettledCurve): Candidate {
  const { course, time } = settled;
  const pointsOn = (count: number): Point[] => [from, ...Array.from({ length: count - 1 }, (_, i) => clampInside(field, course((i + 1) / count).position)), to];
  let path = pointsOn(64);
  while (path.length <= mostLegs && pathTime(path, field) > time * (1 + polylineTolerance)) path = pointsOn(2 * (path.length - 1));
  const describeSteps = (budgetMs?: number): Steps<PathDescription> => describe(field, path, settled, budgetMs);
  return { path, time, describe: (budgetMs) => finished(describeSteps(budgetMs)), describeSteps };
}

function* describe(field: SpeedField, path: readonly Point[], { course, time, change, isSettled }: SettledCurve, budgetMs?: number): Steps<PathDescription> {
  const times = curveTimes(field, course, path.length - 1);
  const legs = path.slice(1).map((to, i) => {
    const from = path[i]!;
    return { from, to, time: times[i]!, speed: norm(subtract(to, from)) / times[i]!, region: 'field', kind: 'free' as const };
  });
  const bound = yield* field.lowerBoundSteps(path[0]!, path[path.length - 1]!, { path, budgetMs });
  const doubt = isSettled ? null : `its time still changed by the part ${change.toExponential(0)} when it was last refined.`;
  return { legs, crossings: [], certificate: certificateOf(field.snellResidual(path), time, bound, doubt), undecided: [] };
}

function standing(point: Point): Candidate {
  const certificate = { snell: 0, time: 0, lowerBound: 0, gap: 0, reason: null };
  return { path: [point, point], time: 0, describe: () => ({ legs: [], crossings: [], certificate, undecided: [] }) };
}
