import { lbfgs, minimize } from '@fermat/optim';
import type { VectorObjective } from '@fermat/optim';
import { norm, subtract } from '../geometry/vector.js';
import { each, searching } from '../search/steps.js';
import type { SearchProgress, Steps } from '../search/steps.js';
import { atRest, motionOn, withDegree } from './curve.js';
import type { Course, Curve, Rests } from './curve.js';
import { curveTimes } from './curveTime.js';
import type { SpeedField } from './field.js';
import { settleSpline } from './settleSpline.js';
import { courseOf, splineOf } from './spline.js';

/** The numbers of bends that are tried, one after the other. */
export const degrees: readonly number[] = [12, 24, 48, 96, 192];

/** How many cubics a curve is made of whose time has not settled then. */
const pieces = 256;

/** The same where it was guided to, one number after the other: where that pays, boundaries are narrow. */
const guidedPieces: readonly number[] = [256, 1024, 4096];

/** A spline that has become faster by no more than this part is not made of more cubics. */
const gained = 1e-4;

/** A time that changes by less than this part of it, when the number of bends is doubled, has settled. */
const settled = 1e-9;

/** A curve is refined no further when, for all its energy knows, it takes so many times as long as the fastest. */
const hopeless = 1.5;

/** Curves that are slower than the fastest by at most this part are refined to the end; of others it is known well enough. */
const contention = 0.1;

/** Curves closer than this part of the distance between their ends, where they are compared, are one. */
const sameWithin = 1e-3;

/** A curve of locally least time. */
export interface SettledCurve {
  readonly course: Course;
  readonly time: number;
  /** By what part of itself the time changed when the curve was last refined. */
  readonly change: number;
  readonly isSettled: boolean;
}

/** One that is a polynomial yet. */
interface PolynomialCurve extends SettledCurve {
  readonly curve: Curve;
  /** The time that its energy stands for: less than its own where what is slow lies between the places that the energy looks at. */
  readonly promised: number;
}

/**
 * The curves of locally least time that some curves descend to, the fastest first: all are refined together, by doubling their
 * bends, until their times stop changing. Where several become one, one goes on. Polynomials that do not settle, as what they pass is
 * narrow, become splines.
 */
export function* refineCurves(field: SpeedField, energies: (degree: number) => VectorObjective, starts: readonly Curve[], rests: Rests): Steps<SettledCurve[]> {
  let curves = starts.map((curve): PolynomialCurve => ({ curve, course: (u) => motionOn(curve, u), time: Infinity, promised: Infinity, change: Infinity, isSettled: false }));
  for (const degree of degrees) {
    const refined: PolynomialCurve[] = [];
    for (const before of curves) {
      const after = before.isSettled ? before : (refineCurve(field, energies(degree), before, degree, rests) ?? { ...before, isSettled: true });
      if (after.time < Infinity) refined.push(after);
      yield curves[0]!.time < Infinity ? { phase: 'refine', time: curves[0]!.time, lowerBound: 0 } : searching;
    }
    curves = distinct(refined.sort((a, b) => a.time - b.time));
    curves = curves.filter(({ promised }) => promised <= hopeless * curves[0]!.time);
    if (curves.every(({ isSettled }) => isSettled)) return curves;
  }
  // Where a curve rests at an end, the slowness there is too steep for a spline.
  if (rests.start || rests.end) return curves;
  const contends = ({ time }: SettledCurve): boolean => time <= curves[0]!.time * (1 + contention);
  const splines = yield* each(curves.filter(contends), (curve) => refineSpline(field, curve, [pieces]));
  return distinct([...splines, ...curves.filter((curve) => !contends(curve))].sort((a, b) => a.time - b.time));
}

/** The curve of locally least energy near one, with so many bends; `null` where there is none to be found. */
function refineCurve(field: SpeedField, energy: VectorObjective, before: PolynomialCurve, degree: number, rests: Rests): PolynomialCurve | null {
  const start = withDegree(before.curve, degree);
  const { x, value } = minimize(energy, start.coefficients, { method: lbfgs(), maxIterations: 300 });
  if (!Number.isFinite(value)) return null;
  const curve = atRest({ ...start, coefficients: x }, rests);
  const course: Course = (u) => motionOn(curve, u);
  const time = timeOf(field, course, degree);
  if (!(time > 0)) return null;
  const change = Math.abs(before.time - time) / time;
  return { curve, course, time, promised: Math.sqrt(value), change, isSettled: change <= settled };
}

/** The spline of locally least energy near a curve, of as many cubics as make it faster, or that curve where it is faster. */
export function* refineSpline(field: SpeedField, before: SettledCurve, counts: readonly number[] = guidedPieces): Steps<SettledCurve> {
  let best = before;
  for (const pieces of counts) {
    const progress: SearchProgress = { phase: 'refine', time: best.time, lowerBound: 0 };
    const course = courseOf(yield* settleSpline(field, splineOf(best.course, field.dimension, pieces), progress));
    const time = timeOf(field, course, pieces);
    if (!(time < best.time)) break;
    const change = best.time / time - 1;
    best = { course, time, change, isSettled: change <= settled };
    if (change <= gained) break;
  }
  return best;
}

function timeOf(field: SpeedField, course: Course, parts: number): number {
  return curveTimes(field, course, parts).reduce((a, b) => a + b, 0);
}

function distinct<C extends SettledCurve>(found: readonly C[]): C[] {
  const kept: C[] = [];
  for (const one of found) if (!kept.some((other) => isSame(one.course, other.course))) kept.push(one);
  return kept;
}

function isSame(one: Course, other: Course): boolean {
  const near = sameWithin * norm(subtract(one(1).position, one(0).position));
  return [0.2, 0.4, 0.6, 0.8].every((u) => norm(subtract(one(u).position, other(u).position)) <= near);
}
