import { checkKeys } from '../checks.js';
import { addDecayedWeights } from './addDecayedWeights.js';
import { chain } from './chain.js';
import type { GradientTransformation, Scalar, Schedule } from './gradientTransformation.js';
import { scaleByLearningRate } from './scale.js';
import { ADAM_RATES, scaleByAdam, scaleByAmsgrad, type AdamRates } from './scaleByAdam.js';

export interface AdamOptions extends AdamRates {
  readonly learningRate: Scalar | Schedule;
}

/**
 * Adam: steps of about the learning rate in every coordinate, whatever the gradient's scale. See
 * {@link scaleByAdam} for the rule and its source.
 *
 * @example
 * ```ts
 * import { adam, gradientDescent, minimize } from '@fermat/optim';
 * import { cosh, type Tensor } from '@fermat/autodiff';
 *
 * const method = gradientDescent(adam({ learningRate: 0.05 }));
 * const { x } = minimize((x: Tensor) => cosh(x), 1, { method, maxIterations: 500 });
 * if (Math.abs(x) > 1e-2) throw new Error('cosh is least at 0');
 * ```
 */
export function adam(options: AdamOptions): GradientTransformation {
  checkKeys('adam', options, ['learningRate', ...ADAM_RATES]);
  const { learningRate, ...rates } = options;
  return chain(scaleByAdam(rates), scaleByLearningRate(learningRate));
}

/** Adam with Nesterov's look-ahead (Dozat 2016). */
export function nadam(options: AdamOptions): GradientTransformation {
  checkKeys('nadam', options, ['learningRate', ...ADAM_RATES]);
  const { learningRate, ...rates } = options;
  return chain(scaleByAdam({ ...rates, nesterov: true }), scaleByLearningRate(learningRate));
}

/** Adam with step sizes that never grow again (Reddi, Kale and Kumar 2018). */
export function amsgrad(options: AdamOptions): GradientTransformation {
  checkKeys('amsgrad', options, ['learningRate', ...ADAM_RATES]);
  const { learningRate, ...rates } = options;
  return chain(scaleByAmsgrad(rates), scaleByLearningRate(learningRate));
}

export interface AdamWOptions extends AdamOptions {
  /** Share of each parameter taken off per unit of learning rate; 1e-4 by default. */
  readonly weightDecay?: Scalar;
}

/**
 * Adam with weight decay apart from the gradient.
 *
 * Source: I. Loshchilov and F. Hutter, "Decoupled weight decay regularization" (ICLR 2019).
 */
export function adamw(options: AdamWOptions): GradientTransformation {
  checkKeys('adamw', options, ['learningRate', 'weightDecay', ...ADAM_RATES]);
  const { learningRate, weightDecay = 1e-4, ...rates } = options;
  return chain(scaleByAdam(rates), addDecayedWeights(weightDecay), scaleByLearningRate(learningRate));
}
