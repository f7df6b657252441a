import { lbfgs, minimize } from '@fermat/optim';
import type { FlatObjective } from '@fermat/autodiff';
import type { Steps } from '../search/steps.js';
import { atRest, withDegree } from './curve.js';
import type { Curve, Rests } from './curve.js';
import { curveTimes } from './curveTime.js';
import type { SpeedField } from './field.js';

/** The numbers of bends that are tried, one after the other. */
export const degrees: readonly number[] = [12, 24, 48, 96, 192];

/** A time that changes by less than this part of it, when the number of bends is doubled, has settled. */
const settled = 1e-9;

/** A curve of locally least time. */
export interface SettledCurve {
  readonly curve: Curve;
  readonly time: number;
  /** By what part of itself the time changed when the curve was last refined. */
  readonly change: number;
  readonly isSettled: boolean;
}

/** The curve of locally least energy near a given one, of the same degree; `null` when there is none to be found. */
export function relaxCurve(energy: FlatObjective<Float64Array>, curve: Curve, rests: Rests): Curve | null {
  const { x, value } = minimize(energy, curve.coefficients, { method: lbfgs(), maxIterations: 300 });
  return Number.isFinite(value) ? atRest({ ...curve, coefficients: x }, rests) : null;
}

/** Doubles the bends of a curve until its time stops changing. */
export function* refineCurve(field: SpeedField, energies: (degree: number) => FlatObjective<Float64Array>, start: Curve, rests: Rests): Steps<SettledCurve | null> {
  let best: SettledCurve | null = null;
  let curve: Curve | null = start;
  for (const degree of degrees) {
    curve = relaxCurve(energies(degree), withDegree(curve, degree), rests);
    if (curve === null) return best;
    const time = curveTimes(field, curve, degree).reduce((a, b) => a + b, 0);
    if (!(time > 0)) return best;
    const change: number = best === null ? Infinity : Math.abs(best.time - time) / time;
    best = { curve, time, change, isSettled: change <= settled };
    if (best.isSettled) break;
    yield { phase: 'refine', time, lowerBound: 0 };
  }
  return best;
}
