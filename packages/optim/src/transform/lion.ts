import { add, mul, sign, sub } from '@fermat/autodiff';
import type { Tree } from '@fermat/autodiff';
import { checkKeys } from '../checks.js';
import { addDecayedWeights } from './addDecayedWeights.js';
import { chain } from './chain.js';
import { checkScalars } from './checkScalars.js';
import type { GradientTransformation, Scalar, Schedule } from './gradientTransformation.js';
import { mapLeaves, zerosLike } from './leaves.js';
import { movingAverage } from './movingAverage.js';
import { scaleByLearningRate } from './scale.js';

export interface LionOptions {
  readonly learningRate: Scalar | Schedule;
  /** Weight of the average in the update; 0.9 by default. */
  readonly beta1?: Scalar;
  /** Decay of the average; 0.99 by default. */
  readonly beta2?: Scalar;
  /** Share of each parameter taken off per unit of learning rate; 0 by default. */
  readonly weightDecay?: Scalar;
}

export type LionState = { readonly mean: Tree };

/**
 * Lion: steps of exactly the learning rate, by the sign of an average of the gradients.
 *
 * Source: X. Chen et al., "Symbolic discovery of optimization algorithms" (NeurIPS 2023), algorithm 2.
 */
export function lion(options: LionOptions): GradientTransformation {
  checkKeys('lion', options, ['learningRate', 'beta1', 'beta2', 'weightDecay']);
  const { learningRate, beta1 = 0.9, beta2 = 0.99, weightDecay = 0 } = options;
  checkScalars({ beta1, beta2 }, 0, 1);
  const signOfMean: GradientTransformation<LionState> = {
    init: params => ({ mean: zerosLike(params) }),
    update(grads, state) {
      const updates = mapLeaves((g, m) => sign(add(mul(beta1, m), mul(sub(1, beta1), g))), grads, state.mean);
      return [updates, { mean: movingAverage(beta2, state.mean, grads) }];
    },
  };
  return chain(signOfMean, addDecayedWeights(weightDecay), scaleByLearningRate(learningRate));
}
