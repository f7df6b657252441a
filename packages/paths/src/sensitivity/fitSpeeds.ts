import { leastSquares } from '@fermat/optim';
import { checkFunction, checkedOptions } from '../arguments.js';
import { invalidSpeed, invalidTravelTime, noTravelTimes } from '../errors.js';
import type { Path } from '../geometry/path.js';
import type { Vector } from '../geometry/vector.js';
import { isSpeed } from '../medium/localCost.js';
import { endsOf } from '../search/candidate.js';
import { covarianceOf } from './covariance.js';
import type { SensitiveMedium } from './sensitivity.js';

/** A time that somebody took, or that a wave did. */
export interface TravelTime {
  readonly time: number;
  /** The standard deviation of its error. Without any, all times are taken to be equally good, and how good shows in the fit. */
  readonly sigma?: number;
  /** The ends, joined by the fastest way; by default those of the medium. */
  readonly from?: Vector;
  readonly to?: Vector;
  /** The route itself where it is known, whether or not it is the fastest. */
  readonly path?: Path;
}

export interface FitSpeedsOptions {
  /** Speeds to start from, one for each piece of the medium. */
  readonly start: ArrayLike<number>;
  /** 100 by default. */
  readonly maxIterations?: number;
}

/** Speeds that explain observed times, and how well they are known. */
export interface FittedSpeeds {
  readonly speeds: Float64Array;
  /** The standard deviations of the speeds; infinite where no observation says anything. */
  readonly standardErrors: Float64Array;
  /** Row after row; with the standard errors' squares on the diagonal. */
  readonly covariance: readonly Float64Array[];
  /** Computed minus observed times, in the order of the observations. */
  readonly residuals: Float64Array;
  /**
   * The mean of the squares of the residuals over their `sigma`, per degree of freedom: about 1 where the medium and the
   * stated errors are right. `null` where no errors are stated, or nothing is left to judge by.
   */
  readonly misfit: number | null;
  readonly converged: boolean;
  readonly message: string;
}

/**
 * Recovers the speeds of a medium from travel times between places, or along known routes: travel-time tomography.
 *
 * Levenberg and Marquardt's method on the logarithms of the speeds, with the exact derivatives of each least time. It
 * descends from `start` to the best fit nearby; from a start whose speeds the times cannot tell apart, such as equal ones in
 * equal layers, it first moves them apart by up to a tenth. The covariance is that of the linearised problem.
 *
 * @param mediumOf makes the medium of given speeds
 * @throws PathsError `NO_TRAVEL_TIMES`, `INVALID_TRAVEL_TIME`, `INVALID_SPEED` for a start that is none, and what the medium throws.
 *
 * @example
 * ```ts
 * import { fitSpeeds, layered, leastTimePath } from '@fermat/paths';
 *
 * const groundOf = (speeds: ArrayLike<number>) =>
 *   layered({ layers: Array.from(speeds, (speed) => ({ thickness: 10, speed })), offset: 0 });
 * const ground = groundOf([0.7, 0.3, 0.45]);
 * const observed = [[0, 8], [4, 15], [9, 24], [20, 30]].map((to) => {
 *   const { time } = leastTimePath(ground, { from: [0, 0], to });
 *   return { from: [0, 0], to, time: time * 1.001, sigma: 0.01 * time };
 * });
 * const { speeds, standardErrors } = fitSpeeds(groundOf, observed, { start: [0.5, 0.5, 0.5] });
 * console.log(speeds); // Float64Array [0.6993, 0.2997, 0.4496]
 * console.log(standardErrors); // Float64Array [0.0069, 0.0054, 0.0188]
 * ```
 *
 * Source: A. Tarantola, Inverse Problem Theory, SIAM 2005, section 3.2; the covariance, equation 3.53.
 */
export function fitSpeeds(
  mediumOf: (speeds: Float64Array) => SensitiveMedium,
  observations: readonly TravelTime[],
  options: FitSpeedsOptions,
): FittedSpeeds {
  const { start, maxIterations = 100 } = checkedOptions('fitSpeeds', options, ['start', 'maxIterations']);
  checkFunction('mediumOf', mediumOf, 'the medium of some speeds');
  checkObservations(observations);
  Array.from(start ?? [Number.NaN]).forEach((speed, i) => {
    if (!isSpeed(speed)) throw invalidSpeed(`start[${i}]`, speed);
  });
  const weights = observations.map(({ sigma = 1 }) => 1 / sigma);
  const speedsAt = (x: Float64Array): Float64Array => x.map((value, i) => start[i]! * Math.exp(value));
  const predict = once((x) => {
    const medium = mediumOf(speedsAt(x));
    return observations.map((observation) => medium.derivatives(routeOf(medium, observation)));
  });
  // In the logarithms of the speeds, which are all of one size.
  const jacobianAt = (x: Float64Array): Float64Array[] => {
    const speeds = speedsAt(x);
    return predict(x).map((known, i) => known.speeds.map((slope, j) => weights[i]! * slope * speeds[j]!));
  };
  const problem = {
    count: observations.length,
    residuals(x: Float64Array, out: Float64Array): void {
      predict(x).forEach(({ time }, i) => (out[i] = weights[i]! * (time - observations[i]!.time)));
    },
    jacobian(x: Float64Array, columns: readonly Float64Array[]): void {
      jacobianAt(x).forEach((row, i) => columns.forEach((column, j) => (column[i] = row[j]!)));
    },
  };
  const begin = new Float64Array(start.length);
  // Equal speeds are where the best fit on one side of the tie meets that on the other: neither is descended to from there.
  if (covarianceOf(jacobianAt(begin), 1).some((row, i) => row[i] === Infinity)) begin.forEach((_, j) => (begin[j] = apart(j)));
  const { x, converged, message } = leastSquares(problem, begin, { maxIterations });
  const speeds = speedsAt(x);
  const predictions = predict(x);
  const residuals = Float64Array.from(predictions, ({ time }, i) => time - observations[i]!.time);
  const freedom = observations.length - speeds.length;
  const scatter = residuals.reduce((sum, residual, i) => sum + (weights[i]! * residual) ** 2, 0) / freedom;
  const isStated = observations[0]!.sigma !== undefined;
  const relative = covarianceOf(jacobianAt(x), isStated ? 1 : freedom > 0 ? scatter : Infinity);
  const covariance = relative.map((row, i) => row.map((value, j) => value * speeds[i]! * speeds[j]!));
  return {
    speeds,
    standardErrors: Float64Array.from(covariance, (row, i) => Math.sqrt(row[i]!)),
    covariance,
    residuals,
    misfit: isStated && freedom > 0 ? scatter : null,
    converged,
    message,
  };
}

function checkObservations(observations: readonly TravelTime[]): void {
  if (!Array.isArray(observations) || observations.length === 0) throw noTravelTimes();
  observations.forEach((observation: TravelTime | null, i) => {
    const { time, sigma } = observation ?? { time: Number.NaN };
    if (!(time > 0 && time < Infinity)) throw invalidTravelTime(`observations[${i}].time`, time, 'a positive, finite number');
    const isStated = observations[0]!.sigma !== undefined;
    if (isStated !== (sigma !== undefined)) throw invalidTravelTime(`observations[${i}].sigma`, sigma, 'one for every observation, or for none');
    if (isStated && !(sigma! > 0 && sigma! < Infinity)) throw invalidTravelTime(`observations[${i}].sigma`, sigma, 'a positive, finite number');
  });
}

function routeOf(medium: SensitiveMedium, observation: TravelTime): Path {
  if (observation.path !== undefined) return observation.path;
  const { from, to } = endsOf(medium, observation);
  const [best] = medium.candidates(from, to);
  if (best === undefined) throw invalidTravelTime('an observation', observation.time, 'one between ends that a path joins');
  return best.path;
}

/** Different numbers between -0.1 and 0.1, well apart: multiples of the golden ratio. */
function apart(j: number): number {
  return 0.2 * ((((j + 1) * (Math.sqrt(5) - 1)) / 2) % 1) - 0.1;
}

/** A function of a vector that keeps its last result. */
function once<T>(f: (x: Float64Array) => T): (x: Float64Array) => T {
  let last: { x: Float64Array; result: T } | null = null;
  return (x) => {
    if (last === null || last.x.some((value, i) => value !== x[i])) last = { x: x.slice(), result: f(x) };
    return last.result;
  };
}
