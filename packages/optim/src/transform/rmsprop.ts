import { add, div, sqrt, square, sub } from '@fermat/autodiff';
import type { Tree } from '@fermat/autodiff';
import { checkKeys } from '../checks.js';
import { chain } from './chain.js';
import { checkScalars } from './checkScalars.js';
import type { GradientTransformation, Scalar, Schedule } from './gradientTransformation.js';
import { mapLeaves, zerosLike } from './leaves.js';
import { momentum } from './momentum.js';
import { movingAverage } from './movingAverage.js';
import { scaleByLearningRate } from './scale.js';

export interface ScaleByRmsOptions {
  /** Decay of the average of squares; 0.9 by default. */
  readonly decay?: Scalar;
  /** Added to the square root in the denominator; 1e-8 by default. */
  readonly epsilon?: Scalar;
  /** Divide by the standard deviation instead of the root mean square; false by default. */
  readonly centered?: boolean;
}

const RMS_OPTIONS: readonly string[] = ['decay', 'epsilon', 'centered'];

export type RmsState = { readonly meanSquare: Tree; readonly mean: Tree };

/**
 * Divides the gradients by the root of an average of their squares.
 *
 * Source: T. Tieleman and G. Hinton, "Lecture 6.5: RMSProp" (2012); centred after A. Graves,
 * "Generating sequences with recurrent neural networks" (2013), section 4.2.
 */
export function scaleByRms(options: ScaleByRmsOptions = {}): GradientTransformation<RmsState> {
  checkKeys('scaleByRms', options, RMS_OPTIONS);
  const { decay = 0.9, epsilon = 1e-8, centered = false } = options;
  checkScalars({ decay }, 0, 1);
  checkScalars({ epsilon }, 0);
  return {
    init: params => ({ meanSquare: zerosLike(params), mean: centered ? zerosLike(params) : {} }),
    update(grads, state) {
      const meanSquare = movingAverage(decay, state.meanSquare, grads, square);
      const mean = centered ? movingAverage(decay, state.mean, grads) : state.mean;
      const variance = centered ? mapLeaves((v, m) => sub(v, square(m)), meanSquare, mean) : meanSquare;
      return [mapLeaves((g, v) => div(g, add(sqrt(v), epsilon)), grads, variance), { meanSquare, mean }];
    },
  };
}

export interface RmspropOptions extends ScaleByRmsOptions {
  readonly learningRate: Scalar | Schedule;
  /** Momentum of the scaled updates; none by default. */
  readonly momentum?: Scalar;
}

/** RMSProp: see {@link scaleByRms} for the rule and its source. */
export function rmsprop(given: RmspropOptions): GradientTransformation {
  checkKeys('rmsprop', given, ['learningRate', 'momentum', ...RMS_OPTIONS]);
  const { learningRate, momentum: decay, ...options } = given;
  const step = scaleByLearningRate(learningRate);
  return decay === undefined ? chain(scaleByRms(options), step) : chain(scaleByRms(options), momentum({ decay }), step);
}
