import { add, div, sqrt, square } from '@fermat/autodiff';
import type { Tree } from '@fermat/autodiff';
import { checkKeys } from '../checks.js';
import { chain } from './chain.js';
import { checkScalars } from './checkScalars.js';
import type { GradientTransformation, Scalar, Schedule } from './gradientTransformation.js';
import { mapLeaves, zerosLike } from './leaves.js';
import { scaleByLearningRate } from './scale.js';

export interface AdagradOptions {
  readonly learningRate: Scalar | Schedule;
  /** Added to the square root in the denominator; 1e-10 by default. */
  readonly epsilon?: Scalar;
}

export type AdagradState = { readonly squares: Tree };

/**
 * Adagrad: divides each coordinate by the root of the sum of its squared gradients so far, so that
 * rarely met coordinates keep large steps.
 *
 * Source: J. Duchi, E. Hazan and Y. Singer, "Adaptive subgradient methods for online learning and
 * stochastic optimization", JMLR 12 (2011), with a diagonal matrix.
 */
export function adagrad(options: AdagradOptions): GradientTransformation {
  checkKeys('adagrad', options, ['learningRate', 'epsilon']);
  const { learningRate, epsilon = 1e-10 } = options;
  checkScalars({ epsilon }, 0);
  const scaleBySquares: GradientTransformation<AdagradState> = {
    init: params => ({ squares: zerosLike(params) }),
    update(grads, state) {
      const squares = mapLeaves((total, g) => add(total, square(g)), state.squares, grads);
      return [mapLeaves((g, total) => div(g, add(sqrt(total), epsilon)), grads, squares), { squares }];
    },
  };
  return chain(scaleBySquares, scaleByLearningRate(learningRate));
}
