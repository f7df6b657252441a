import { isTracing, mul, square, sum, type Gradient, type Tensor, type Traced, type Untraced } from '@fermat/autodiff';
import { boundedNewtonDirection } from '../bounds/boundedNewton.js';
import { readBounds } from '../bounds/bounds.js';
import { checkChoice, checkFunctions, checkKeys, checkMade, checkPositive } from '../checks.js';
import { descend } from '../descent/descend.js';
import { steihaugDirection } from '../descent/steihaug.js';
import { invalidOption, notDifferentiable } from '../errors.js';
import { implicitMinimum, onNumbers } from '../implicit/implicit.js';
import { minimize, type Iteration, type MinimizeResult } from '../minimize/minimize.js';
import { COMMON_OPTIONS, type MinimizeOptions } from '../minimize/options.js';
import { fromInside } from '../minimize/outcome.js';
import { trustRegion } from '../search/trustRegion.js';
import { ravel } from '../transform/ravel.js';
import { norm } from '../vector.js';
import { gaussNewtonDirection, isIdle } from './gaussNewton.js';
import { flattenResiduals, type FlatResiduals, type TracedResiduals, type VectorResiduals } from './residuals.js';
import type { RobustLoss } from './robustLoss.js';
import { SumOfSquares } from './sumOfSquares.js';

export interface LeastSquaresOptions<X, Start = X> extends Omit<MinimizeOptions<X, Start>, 'method' | 'tolerance' | 'constraints'> {
  /** The cosine between residuals and Jacobian that passes for zero, 1e-10 by default. */
  readonly tolerance?: number;
  /** What a residual costs: its square by default, or less for outliers, by {@link huber} and its like. */
  readonly loss?: RobustLoss;
  /**
   * `exact` solves each step by orthogonal factors of the Jacobian, `cg` by truncated conjugate
   * gradients without making a Jacobian; by default `exact` up to 200 unknowns.
   */
  readonly subproblem?: 'exact' | 'cg';
}

/** As of `minimize`, `value` being half the sum of squares, with what is particular to residuals. */
export interface LeastSquaresResult<X> extends MinimizeResult<X> {
  /** The residuals at `x`. */
  readonly residuals: Float64Array;
}

const EXACT_UP_TO = 200;
/** Residuals below this share of those at the start are negligible. */
const NEGLIGIBLE = 1e-12;

/**
 * Fits by least squares: minimises half the sum of the squares of residuals, or of a robust loss of
 * them, by the method of Levenberg and Marquardt in a trust region.
 *
 * It has converged when the cosine between the residuals and the range of the Jacobian is at most
 * the tolerance, or the residuals are negligible beside those at the start. An unknown that no
 * residual depends on any more is a `plateau`, never convergence.
 *
 * @example
 * ```ts
 * import { exp, mul, sub, type Tensor } from '@fermat/autodiff';
 * import { cauchy, leastSquares } from '@fermat/optim';
 *
 * const t = Float64Array.of(0, 1, 2, 3, 4);
 * const y = Float64Array.of(8, 4, 2, 100, 0.5); // one is an outlier
 * const decay = ({ size, rate }: { size: Tensor; rate: Tensor }) => sub(mul(size, exp(mul(rate, t))), y);
 *
 * const { x, converged } = leastSquares(decay, { size: 1, rate: 0 }, { loss: cauchy(0.01) });
 * console.log(x, converged); // { size: 8.000, rate: -0.693 } true
 * ```
 */
export function leastSquares<P extends Traced, const X extends Untraced<P>>(
  f: TracedResiduals<P>,
  x0: X,
  options?: LeastSquaresOptions<Gradient<X>, X>,
): LeastSquaresResult<Gradient<X>>;
export function leastSquares<X extends Float64Array | readonly number[]>(
  f: VectorResiduals,
  x0: X,
  options?: LeastSquaresOptions<X extends Float64Array ? Float64Array : number[]>,
): LeastSquaresResult<X extends Float64Array ? Float64Array : number[]>;
export function leastSquares<X>(
  f: TracedResiduals<never> | VectorResiduals,
  x0: X,
  options: LeastSquaresOptions<X> = {},
): LeastSquaresResult<X> {
  checkKeys('leastSquares', options, ['bounds', 'loss', 'subproblem', ...COMMON_OPTIONS]);
  const run = (): LeastSquaresResult<X> => fit(flattenResiduals(f, x0), x0, options);
  if (typeof f !== 'function' || !isTracing()) return run();
  if (options.loss) throw notDifferentiable('a robust loss');
  const result = onNumbers(run);
  const vector = (x: Traced): Tensor => ravel(f(x as never));
  const box = options.bounds ? readBounds(options.bounds, x0) : undefined;
  const x = implicitMinimum(z => mul(0.5, sum(square(vector(z)))), result.x, box);
  return { ...result, x };
}

type Judge = (result: LeastSquaresResult<Float64Array>) => LeastSquaresResult<Float64Array>;

/** The search of {@link leastSquares}, of whose outcome somebody may think otherwise. */
export function fit<X>({ residuals, start, restore }: FlatResiduals<X>, x0: X, options: LeastSquaresOptions<X>, judge: Judge = result => result): LeastSquaresResult<X> {
  const { onIteration, bounds, loss, subproblem, tolerance = 1e-10, ...rest } = options;
  checkFunctions(options, ['onIteration']);
  if (loss !== undefined) {
    checkMade('loss', loss, ['value', 'slope', 'curvature'], 'huber()');
    checkPositive('the scale of a loss', loss.scale);
  }
  const dense = isExact(residuals, start.length, subproblem);
  const squares = new SumOfSquares(residuals, start.length, { dense, loss });
  const scale = new Float64Array(start.length);
  const box = bounds ? readBounds(bounds, x0) : undefined;
  const moved = box?.confine(start);
  const products = box ? boundedNewtonDirection(box, false) : steihaugDirection();
  const restored = (state: Iteration<Float64Array>): Iteration<X> => ({ ...state, x: restore(state.x) });
  let startValue = NaN;
  const result = minimize(squares, start, {
    ...rest,
    tolerance,
    onIteration(state) {
      if (state.iteration === 0) startValue = state.value;
      onIteration?.(restored(state));
    },
    ...(box && { bounds: [box.lower, box.upper] as const }),
    method: { ...descend(dense ? gaussNewtonDirection(squares, scale) : products, trustRegion()), readBounds },
  });
  const outcome = judge({ ...judged(result, squares, scale, startValue), residuals: squares.residualsAt(result.x) });
  return { ...(moved ? fromInside(outcome) : outcome), x: restore(result.x), history: result.history.map(restored) };
}

/** Whether to work with the Jacobian itself; else with its products. */
function isExact({ jacobian, jvp, vjp }: VectorResiduals, size: number, subproblem: LeastSquaresOptions<never>['subproblem']): boolean {
  checkChoice('subproblem', subproblem, ['exact', 'cg']);
  if (!jacobian || !jvp || !vjp) {
    if (subproblem && (subproblem === 'exact') !== Boolean(jacobian)) {
      throw invalidOption('subproblem', subproblem, `'${jacobian ? 'exact' : 'cg'}', for residuals with${jacobian ? '' : 'out'} a jacobian`);
    }
    return Boolean(jacobian);
  }
  return subproblem === undefined ? size <= EXACT_UP_TO : subproblem === 'exact';
}

/** Takes a search that rounding stopped for what it is: on a plateau, or where the residuals are negligible. */
function judged(result: MinimizeResult<Float64Array>, squares: SumOfSquares, scale: Float64Array, startValue: number): MinimizeResult<Float64Array> {
  if (result.reason !== 'stuck' && result.reason !== 'precision') return result;
  squares.valueAndGrad(result.x, new Float64Array(scale.length));
  const idle = squares.columns.findIndex((column, j) => isIdle(norm(column), scale[j]!));
  if (idle >= 0) {
    const message = `No residual depends on unknown ${idle} (flat index) any more.`;
    return { ...result, converged: false, reason: 'plateau', message };
  }
  if (!(result.value <= NEGLIGIBLE ** 2 * startValue)) return result;
  return { ...result, converged: true, reason: 'precision', message: 'The residuals are negligible beside those at the start.' };
}
