import { solveBanded } from '../numeric/bandedCholesky.js';
import type { SearchProgress, Steps } from '../search/steps.js';
import type { SpeedField } from './field.js';
import type { Spline } from './spline.js';
import { splineEnergy } from './splineEnergy.js';
import type { EnergyModel } from './splineEnergy.js';

/** An energy that falls by less than this part of it has settled. */
const settled = 1e-11;

const mostSteps = 30;

/** How much stiffer than it is a spline is taken to be at first, and at most and at least; and the factor by which that changes. */
const [first, most, least, factor] = [1e-4, 1e8, 1e-15, 8];

/**
 * The spline of locally least energy near one, between the same ends: Newton's method, damped as Levenberg and Marquardt do. A cubic
 * knows only the ones beside it, so that the Hessian has a narrow band. It yields `progress` after each step.
 *
 * Source: J. Nocedal and S. Wright, Numerical Optimization, 2nd ed., New York 2006, sections 3.4 and 10.3.
 */
export function* settleSpline(field: SpeedField, start: Spline, progress: SearchProgress): Steps<Spline> {
  let spline = start;
  let energy = splineEnergy(field, spline);
  let damping = first;
  for (let step = 0; step < mostSteps; step++) {
    const model = modelOf(field, spline);
    let lower: { spline: Spline; energy: number } | null = null;
    for (; lower === null && damping <= most; damping *= factor) lower = stepDown(field, spline, energy, model, damping);
    yield progress;
    if (lower === null) break;
    const gain = energy - lower.energy;
    ({ spline, energy } = lower);
    if (!(gain > settled * energy)) break;
    // It has been raised once since, and is tried at a factor less than what led down.
    damping = Math.max(damping / factor ** 3, least);
  }
  return spline;
}

/** The energy near a spline, as a function of the knots between its ends. */
function modelOf(field: SpeedField, spline: Spline): EnergyModel {
  const { dimension, knots: { length: size } } = spline;
  const width = 4 * dimension - 1;
  const model: EnergyModel = { gradient: new Float64Array(size), hessian: { size, width, entries: new Float64Array(size * (width + 1)) }, stiffness: new Float64Array(size) };
  splineEnergy(field, spline, model);
  for (let axis = 0; axis < dimension; axis++) for (const end of [axis, size - 2 * dimension + axis]) hold(model, end);
  return model;
}

/** Keeps one of the numbers as it is. */
function hold({ gradient, hessian: { width, size, entries } }: EnergyModel, index: number): void {
  gradient[index] = 0;
  for (let other = Math.max(0, index - width); other <= Math.min(size - 1, index + width); other++) {
    const [row, column] = [Math.max(index, other), Math.min(index, other)];
    entries[row * (width + 1) + width - row + column] = row === column ? 1 : 0;
  }
}

/** The spline at the minimum of a model that is stiffer by a factor; null where it has none, or where the energy is no lower. */
function stepDown(field: SpeedField, { dimension, knots }: Spline, energy: number, { gradient, hessian, stiffness }: EnergyModel, damping: number): { spline: Spline; energy: number } | null {
  const stiff = { ...hessian, entries: hessian.entries.slice() };
  for (let i = 0; i < stiff.size; i++) stiff.entries[i * (stiff.width + 1) + stiff.width]! += damping * stiffness[i]!;
  const step = gradient.map((slope) => -slope);
  if (!solveBanded(stiff, step)) return null;
  const spline = { dimension, knots: knots.map((knot, i) => knot + step[i]!) };
  const reached = splineEnergy(field, spline);
  return reached < energy ? { spline, energy: reached } : null;
}
