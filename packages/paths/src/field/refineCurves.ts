import { lbfgs, minimize } from '@fermat/optim';
import type { VectorObjective } from '@fermat/optim';
import { norm, subtract } from '../geometry/vector.js';
import { searching } from '../search/steps.js';
import type { Steps } from '../search/steps.js';
import { atRest, motionOn, withDegree } from './curve.js';
import type { Curve, Rests } from './curve.js';
import { curveTimes } from './curveTime.js';
import type { SpeedField } from './field.js';

/** The numbers of bends that are tried, one after the other. */
export const degrees: readonly number[] = [12, 24, 48, 96, 192];

/** A time that changes by less than this part of it, when the number of bends is doubled, has settled. */
const settled = 1e-9;

/** A curve is refined no further when, for all its energy knows, it takes so many times as long as the fastest. */
const hopeless = 1.5;

/** Curves closer than this part of the distance between their ends, where they are compared, are one. */
const sameWithin = 1e-3;

/** A curve of locally least time. */
export interface SettledCurve {
  readonly curve: Curve;
  readonly time: number;
  /** The time that its energy stands for: less than its own where what is slow lies between the places that the energy looks at. */
  readonly promised: number;
  /** By what part of itself the time changed when the curve was last refined. */
  readonly change: number;
  readonly isSettled: boolean;
}

/**
 * The curves of locally least time that some curves descend to, the fastest first: all are refined together, by doubling their
 * bends, until their times stop changing. Where several become one, one goes on.
 */
export function* refineCurves(field: SpeedField, energies: (degree: number) => VectorObjective, starts: readonly Curve[], rests: Rests): Steps<SettledCurve[]> {
  let curves: SettledCurve[] = starts.map((curve) => ({ curve, time: Infinity, promised: Infinity, change: Infinity, isSettled: false }));
  for (const degree of degrees) {
    const refined: SettledCurve[] = [];
    for (const before of curves) {
      const after = before.isSettled ? before : (refineCurve(field, energies(degree), before, degree, rests) ?? { ...before, isSettled: true });
      if (after.time < Infinity) refined.push(after);
      yield curves[0]!.time < Infinity ? { phase: 'refine', time: curves[0]!.time, lowerBound: 0 } : searching;
    }
    curves = distinct(refined.sort((a, b) => a.time - b.time));
    curves = curves.filter(({ promised }) => promised <= hopeless * curves[0]!.time);
    if (curves.every(({ isSettled }) => isSettled)) break;
  }
  return curves;
}

/** The curve of locally least energy near one, with so many bends; `null` where there is none to be found. */
function refineCurve(field: SpeedField, energy: VectorObjective, before: SettledCurve, degree: number, rests: Rests): SettledCurve | null {
  const start = withDegree(before.curve, degree);
  const { x, value } = minimize(energy, start.coefficients, { method: lbfgs(), maxIterations: 300 });
  if (!Number.isFinite(value)) return null;
  const curve = atRest({ ...start, coefficients: x }, rests);
  const time = curveTimes(field, curve, degree).reduce((a, b) => a + b, 0);
  if (!(time > 0)) return null;
  const change = Math.abs(before.time - time) / time;
  return { curve, time, promised: Math.sqrt(value), change, isSettled: change <= settled };
}

function distinct(found: readonly SettledCurve[]): SettledCurve[] {
  const kept: SettledCurve[] = [];
  for (const one of found) if (!kept.some((other) => isSame(one.curve, other.curve))) kept.push(one);
  return kept;
}

function isSame(one: Curve, other: Curve): boolean {
  const near = sameWithin * norm(subtract(one.to, one.from));
  return [0.2, 0.4, 0.6, 0.8].every((u) => norm(subtract(motionOn(one, u).position, motionOn(other, u).position)) <= near);
}
