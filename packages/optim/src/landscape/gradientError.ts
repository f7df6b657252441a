import type { Traced, Untraced } from '@fermat/autodiff';
import { flatten, type TracedObjective, type VectorObjective } from '../minimize/objective.js';
import { maxAbs } from '../vector.js';

/** Where a gradient differs most from the slope of the values. */
export interface GradientError {
  /** The largest difference, as a share of the largest slope. */
  readonly error: number;
  /** The unknown where it is, by flat index, with both derivatives. */
  readonly index: number;
  readonly gradient: number;
  readonly slope: number;
}

/** The step of the differences, as a share of the unknown: rounding and truncation are both about 1e-10 of it. */
const STEP = 1e-3;

/**
 * Compares a gradient with differences of the values, by Richardson's extrapolation of central ones: of
 * order 1e-8 where a hand-written gradient is right, near 1 where it is wrong. Takes four values for each
 * unknown. Traced functions, to any order and in both modes, are checked by `checkGradients` of
 * `@fermat/autodiff/testing`.
 *
 * @example
 * ```ts
 * import { gradientError } from '@fermat/optim/landscape';
 *
 * const wrong = {
 *   valueAndGrad([x, y]: Float64Array, gradient: Float64Array) {
 *     gradient.set([2 * x!, 3 * y!]);
 *     return x! ** 2 + y! ** 2;
 *   },
 * };
 * console.log(gradientError(wrong, [1, 2])); // { error: 0.500, index: 1, gradient: 6, slope: 4.000 }
 * ```
 */
export function gradientError<P extends Traced, const X extends Untraced<P>>(f: TracedObjective<P>, x: X): GradientError;
export function gradientError(f: VectorObjective, x: Float64Array | readonly number[]): GradientError;
export function gradientError(f: TracedObjective<never> | VectorObjective, x: unknown): GradientError {
  const { objective, start } = flatten(f, x);
  const gradient = new Float64Array(start.length);
  const scratch = new Float64Array(start.length);
  objective.valueAndGrad(start, gradient);
  const slopes = start.map((centre, i) => {
    const h = STEP * Math.max(Math.abs(centre), STEP);
    const at = (t: number): number => {
      const moved = start.slice();
      moved[i]! += t;
      return objective.valueAndGrad(moved, scratch);
    };
    return (8 * (at(h / 2) - at(-h / 2)) - (at(h) - at(-h))) / (6 * h);
  });
  const scale = maxAbs(slopes) || maxAbs(gradient) || 1;
  const errors = slopes.map((slope, i) => Math.abs(slope - gradient[i]!) / scale);
  const error = Math.max(...errors);
  const index = Number.isNaN(error) ? errors.findIndex(Number.isNaN) : errors.indexOf(error);
  return { error, index, gradient: gradient[index]!, slope: slopes[index]! };
}
