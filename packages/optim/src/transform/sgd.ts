import { checkKeys } from '../checks.js';
import { chain } from './chain.js';
import type { GradientTransformation, Scalar, Schedule } from './gradientTransformation.js';
import { momentum } from './momentum.js';
import { scaleByLearningRate } from './scale.js';

export interface SgdOptions {
  readonly learningRate: Scalar | Schedule;
  /** Share of the last update that is kept; none by default. */
  readonly momentum?: Scalar;
  /** Nesterov's look-ahead instead of plain momentum; false by default. */
  readonly nesterov?: boolean;
}

/**
 * Gradient descent, with momentum if asked for: the chain of {@link momentum} and a step of
 * `-learningRate`.
 *
 * @example
 * ```ts
 * import { gradientDescent, minimize, sgd } from '@fermat/optim';
 * import { cosh, type Tensor } from '@fermat/autodiff';
 *
 * const method = gradientDescent(sgd({ learningRate: 0.3, momentum: 0.5 }));
 * const { x, converged } = minimize((x: Tensor) => cosh(x), 2, { method });
 * if (!converged || Math.abs(x) > 1e-7) throw new Error('cosh is least at 0');
 * ```
 */
export function sgd(options: SgdOptions): GradientTransformation {
  checkKeys('sgd', options, ['learningRate', 'momentum', 'nesterov']);
  const { learningRate, momentum: decay, nesterov = false } = options;
  const step = scaleByLearningRate(learningRate);
  return decay === undefined ? step : chain(momentum({ decay, nesterov }), step);
}
