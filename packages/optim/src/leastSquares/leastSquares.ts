import type { Gradient, Traced, Untraced } from '@fermat/autodiff';
import { descend } from '../descent/descend.js';
import { minimize, type Iteration, type MinimizeResult } from '../minimize/minimize.js';
import type { MinimizeOptions } from '../minimize/options.js';
import { trustRegion } from '../search/trustRegion.js';
import { norm } from '../vector.js';
import { gaussNewtonDirection } from './gaussNewton.js';
import { flattenResiduals, SumOfSquares, type TracedResiduals, type VectorResiduals } from './residuals.js';

export type LeastSquaresOptions<X> = Omit<MinimizeOptions<X>, 'method' | 'bounds'>;

/** As of `minimize`, `value` being half the sum of squares, with what is particular to residuals. */
export interface LeastSquaresResult<X> extends MinimizeResult<X> {
  /** The residuals at `x`. */
  readonly residuals: Float64Array;
}

/**
 * Fits by least squares: minimises half the sum of the squares of residuals, by the method of
 * Levenberg and Marquardt in a trust region.
 *
 * It has converged when the cosine between the residuals and the range of the Jacobian is at most
 * the tolerance, or the residuals are negligible beside those at the start. An unknown that no
 * residual depends on any more is a `plateau`, never convergence.
 *
 * @example
 * ```ts
 * import { exp, mul, sub, type Tensor } from '@fermat/autodiff';
 * import { leastSquares } from '@fermat/optim';
 *
 * const t = Float64Array.of(0, 1, 2, 3);
 * const y = Float64Array.of(8, 4, 2, 1);
 * const decay = ({ size, rate }: { size: Tensor; rate: Tensor }) => sub(mul(size, exp(mul(rate, t))), y);
 * const { x, converged } = leastSquares(decay, { size: 1, rate: 0 });
 * if (!converged || Math.abs(x.size - 8) > 1e-9 || Math.abs(x.rate + Math.LN2) > 1e-9) throw new Error('8 / 2^t');
 * ```
 */
export function leastSquares<P extends Traced, const X extends Untraced<P>>(
  f: TracedResiduals<P>,
  x0: X,
  options?: LeastSquaresOptions<Gradient<X>>,
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
  const { residuals, start, restore } = flattenResiduals(f, x0);
  const squares = new SumOfSquares(residuals, start.length);
  const restored = (state: Iteration<Float64Array>): Iteration<X> => ({ ...state, x: restore(state.x) });
  const { onIteration, ...rest } = options;
  const result = minimize(squares, start, {
    ...rest,
    ...(onIteration && { onIteration: state => onIteration(restored(state)) }),
    method: descend(gaussNewtonDirection(squares), trustRegion()),
  });
  return { ...withPlateau(result, residuals), x: restore(result.x), history: result.history.map(restored) };
}

function withPlateau(
  result: MinimizeResult<Float64Array>,
  source: VectorResiduals,
): LeastSquaresResult<Float64Array> {
  const squares = new SumOfSquares(source, result.x.length);
  squares.valueAndGrad(result.x, new Float64Array(result.x.length));
  const { residuals } = squares;
  const idle = squares.columns.findIndex(column => norm(column) === 0);
  const halted = result.reason === 'stuck' || result.reason === 'precision';
  if (idle < 0 || !halted) return { ...result, residuals };
  const message = `No residual depends on unknown ${idle} (flat index) any more, so nothing says where to go.`;
  return { ...result, residuals, converged: false, reason: 'plateau', message };
}
