import { add, div, mul, sqrt, square } from '@fermat/autodiff';
import type { Tree } from '@fermat/autodiff';
import { checkKeys } from '../checks.js';
import { chain } from './chain.js';
import { checkScalars } from './checkScalars.js';
import type { GradientTransformation, Scalar, Schedule } from './gradientTransformation.js';
import { mapLeaves, zerosLike } from './leaves.js';
import { movingAverage } from './movingAverage.js';
import { scaleByLearningRate } from './scale.js';

export interface AdadeltaOptions {
  /** 1 by default: the rule finds its own step size. */
  readonly learningRate?: Scalar | Schedule;
  /** Decay of both averages; 0.9 by default. */
  readonly decay?: Scalar;
  /** Added under both roots, which sets the size of the first step; 1e-6 by default. */
  readonly epsilon?: Scalar;
}

export type AdadeltaState = { readonly gradSquares: Tree; readonly updateSquares: Tree };

/**
 * Adadelta: the ratio of the root mean squares of past updates and of past gradients is the step
 * size, which has the units of the parameters.
 *
 * Source: M. D. Zeiler, "ADADELTA: an adaptive learning rate method" (2012), algorithm 1.
 */
export function adadelta(options: AdadeltaOptions = {}): GradientTransformation {
  checkKeys('adadelta', options, ['learningRate', 'decay', 'epsilon']);
  const { learningRate = 1, decay = 0.9, epsilon = 1e-6 } = options;
  checkScalars({ decay }, 0, 1);
  checkScalars({ epsilon }, 0);
  const scaleByRatio: GradientTransformation<AdadeltaState> = {
    init: params => ({ gradSquares: zerosLike(params), updateSquares: zerosLike(params) }),
    update(grads, state) {
      const gradSquares = movingAverage(decay, state.gradSquares, grads, square);
      const updates = mapLeaves(
        (g, g2, u2) => mul(g, sqrt(div(add(u2, epsilon), add(g2, epsilon)))),
        grads,
        gradSquares,
        state.updateSquares,
      );
      return [updates, { gradSquares, updateSquares: movingAverage(decay, state.updateSquares, updates, square) }];
    },
  };
  return chain(scaleByRatio, scaleByLearningRate(learningRate));
}
