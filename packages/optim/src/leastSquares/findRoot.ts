import { isTracing, sub } from '@fermat/autodiff';
import type { Gradient, Traced, Tree, Untraced } from '@fermat/autodiff';
import { checkKeys } from '../checks.js';
import { invalidObjective, rootsNotSquare, TRACED } from '../errors.js';
import { implicitRoot, onNumbers } from '../implicit/implicit.js';
import { COMMON_OPTIONS } from '../minimize/options.js';
import { norm } from '../vector.js';
import { fit, type LeastSquaresOptions, type LeastSquaresResult } from './leastSquares.js';
import { ravel } from '../transform/ravel.js';
import { gaussNewtonModel, stepWithin } from './gaussNewtonModel.js';
import { flattenResiduals, type TracedResiduals, type VectorResiduals } from './residuals.js';
import { SumOfSquares } from './sumOfSquares.js';

const ROOT_OPTIONS = ['subproblem', ...COMMON_OPTIONS];

export type RootOptions<X> = Omit<LeastSquaresOptions<X>, 'bounds' | 'loss'>;

/** As of `leastSquares`, except that `converged` means a root: `residuals` are what is left of f. */
export type RootResult<X> = LeastSquaresResult<X>;

/**
 * Finds a root of n functions of n unknowns, by Newton's method in a trust region on the sum of
 * their squares.
 *
 * It has converged where Newton's correction is at most the tolerance beside x (each unknown
 * measured by how strongly the functions depend on it), or where the functions are negligible beside
 * what they were at the start. A point at which their squares are least without being a root is
 * reported as `stuck`, or as a `plateau` where no function depends on some unknown.
 *
 * @example
 * ```ts
 * import { cos, sub, type Tensor } from '@fermat/autodiff';
 * import { findRoot } from '@fermat/optim';
 *
 * const { x, converged } = findRoot((x: Tensor) => sub(cos(x), x), 1);
 * if (!converged || Math.abs(x - 0.7390851332151607) > 1e-11) throw new Error('cos x = x');
 * ```
 */
export function findRoot<P extends Traced, const X extends Untraced<P>>(
  f: TracedResiduals<P>,
  x0: X,
  options?: RootOptions<Gradient<X>>,
): RootResult<Gradient<X>>;
export function findRoot<X extends Float64Array | readonly number[]>(
  f: VectorResiduals,
  x0: X,
  options?: RootOptions<X extends Float64Array ? Float64Array : number[]>,
): RootResult<X extends Float64Array ? Float64Array : number[]>;
export function findRoot<X>(f: TracedResiduals<never> | VectorResiduals, x0: X, options: RootOptions<X> = {}): RootResult<X> {
  checkKeys('findRoot', options, ROOT_OPTIONS);
  if (typeof f !== 'function' || !isTracing()) return search(f, x0, options);
  const result = onNumbers(() => search(f, x0, options));
  return { ...result, x: implicitRoot(x => ravel(f(x as never)), result.x) };
}

function search<X>(f: TracedResiduals<never> | VectorResiduals, x0: X, options: RootOptions<X>): RootResult<X> {
  const flat = flattenResiduals(f, x0);
  const { residuals, start } = flat;
  if (residuals.count !== start.length) throw rootsNotSquare(residuals.count, start.length);
  return fit(flat, x0, options, result => judged(result, residuals, start, Math.max(options.tolerance ?? 1e-8, 10 * Number.EPSILON)));
}

/**
 * Finds x with g(x) = x, by {@link findRoot} of g(x) - x: quadratically, and also where repeating
 * x = g(x) would run away.
 *
 * @example
 * ```ts
 * import { cos, type Tensor } from '@fermat/autodiff';
 * import { fixedPoint } from '@fermat/optim';
 *
 * const { x } = fixedPoint(({ angle }: { angle: Tensor }) => ({ angle: cos(angle) }), { angle: 1 });
 * if (Math.abs(x.angle - 0.7390851332151607) > 1e-11) throw new Error('cos x = x');
 * ```
 */
export function fixedPoint<P extends Traced, const X extends Untraced<P>>(
  g: (x: P) => Tree,
  x0: X,
  options: RootOptions<Gradient<X>> = {},
): RootResult<Gradient<X>> {
  checkKeys('fixedPoint', options, ROOT_OPTIONS);
  if (typeof g !== 'function') throw invalidObjective('the function', g, TRACED);
  return findRoot((x: P) => sub(ravel(g(x)), ravel(x)), x0, options);
}

function judged(
  result: LeastSquaresResult<Float64Array>,
  source: VectorResiduals,
  start: Float64Array,
  tolerance: number,
): LeastSquaresResult<Float64Array> {
  const halted = result.reason === 'stuck' || result.reason === 'precision';
  if (!result.converged && !halted) return result;
  if (isRoot(result, source, start, tolerance)) {
    return result.converged ? result : { ...result, converged: true, reason: 'precision', message: 'Rounding hides any further correction.' };
  }
  if (!result.converged) return result;
  const message = 'The squares of the functions are least here, but not zero: no root was found from this start.';
  return { ...result, converged: false, reason: 'stuck', message };
}

function isRoot({ x, residuals }: LeastSquaresResult<Float64Array>, source: VectorResiduals, start: Float64Array, tolerance: number): boolean {
  const size = norm(residuals);
  const squares = new SumOfSquares(source, x.length);
  if (size === 0 || size <= 1e-4 * tolerance * Math.sqrt(2 * squares.value(start))) return true;
  squares.valueAndGrad(x, new Float64Array(x.length));
  const scale = squares.columns.map(norm);
  const model = gaussNewtonModel(squares.columns.map((column, j) => column.map(value => value / scale[j]!)), residuals);
  const correction = new Float64Array(x.length);
  stepWithin(model, Infinity, correction);
  return model.rank === x.length && norm(correction) <= tolerance * norm(x.map((value, j) => value * scale[j]!));
}
