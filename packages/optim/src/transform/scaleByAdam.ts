import { add, div, maximum, mul, pow, sqrt, square, sub } from '@fermat/autodiff';
import type { Tree } from '@fermat/autodiff';
import { checkKeys } from '../checks.js';
import { checkScalars } from './checkScalars.js';
import type { GradientTransformation, Scalar } from './gradientTransformation.js';
import { mapLeaves, scalar, zerosLike } from './leaves.js';
import { movingAverage } from './movingAverage.js';
import { increment } from './scale.js';

export interface AdamRates {
  /** Decay of the average of gradients; 0.9 by default. */
  readonly beta1?: Scalar;
  /** Decay of the average of their squares; 0.999 by default. */
  readonly beta2?: Scalar;
  /** Added to the square root in the denominator; 1e-8 by default. */
  readonly epsilon?: Scalar;
}

export const ADAM_RATES: readonly string[] = ['beta1', 'beta2', 'epsilon'];

export interface ScaleByAdamOptions extends AdamRates {
  /** Look ahead by one update (NAdam); false by default. */
  readonly nesterov?: boolean;
}

export type AdamState = { readonly count: Scalar; readonly mean: Tree; readonly meanSquare: Tree };

/**
 * Divides an average of the gradients by the root of an average of their squares, both corrected
 * for starting at zero.
 *
 * Source: D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization" (ICLR 2015),
 * algorithm 1; with `nesterov` T. Dozat, "Incorporating Nesterov momentum into Adam" (2016).
 */
export function scaleByAdam(options: ScaleByAdamOptions = {}): GradientTransformation<AdamState> {
  checkKeys('scaleByAdam', options, [...ADAM_RATES, 'nesterov']);
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, nesterov = false } = options;
  checkScalars({ beta1, beta2 }, 0, 1);
  checkScalars({ epsilon }, 0);
  return {
    init: params => ({ count: 0, mean: zerosLike(params), meanSquare: zerosLike(params) }),
    update(grads, state) {
      const next = averaged(grads, state, beta1, beta2);
      const { count, mean, meanSquare } = next;
      const numerator = nesterov ? lookAhead(beta1, mean, grads, count) : unbiased(beta1, mean, count);
      return [ratio(grads, numerator, unbiased(beta2, meanSquare, count), epsilon), next];
    },
  };
}

export type AmsgradState = AdamState & { readonly largest: Tree };

/**
 * As {@link scaleByAdam}, dividing by the root of the largest average of squares so far, so that
 * step sizes never grow again.
 *
 * Source: S. J. Reddi, S. Kale and S. Kumar, "On the convergence of Adam and beyond" (ICLR 2018),
 * algorithm 2, with Adam's corrections for starting at zero.
 */
export function scaleByAmsgrad(options: AdamRates = {}): GradientTransformation<AmsgradState> {
  checkKeys('scaleByAmsgrad', options, ADAM_RATES);
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  checkScalars({ beta1, beta2 }, 0, 1);
  checkScalars({ epsilon }, 0);
  return {
    init: params => ({ count: 0, mean: zerosLike(params), meanSquare: zerosLike(params), largest: zerosLike(params) }),
    update(grads, state) {
      const next = averaged(grads, state, beta1, beta2);
      const { count, mean, meanSquare } = next;
      const largest = mapLeaves(maximum, state.largest, unbiased(beta2, meanSquare, count));
      return [ratio(grads, unbiased(beta1, mean, count), largest, epsilon), { ...next, largest }];
    },
  };
}

function averaged(grads: Tree, state: AdamState, beta1: Scalar, beta2: Scalar): AdamState {
  return {
    count: increment(state.count),
    mean: movingAverage(beta1, state.mean, grads),
    meanSquare: movingAverage(beta2, state.meanSquare, grads, square),
  };
}

function ratio<T extends Tree>(grads: T, numerator: Tree, squares: Tree, epsilon: Scalar): T {
  return mapLeaves((_, m, v) => div(m, add(sqrt(v), epsilon)), grads, numerator, squares);
}

/** 1 - beta^count: the weight that an average begun at zero has gathered. */
function weight(beta: Scalar, count: Scalar): Scalar {
  return scalar((b, n) => sub(1, pow(b, n)), beta, count);
}

function unbiased(beta: Scalar, average: Tree, count: Scalar): Tree {
  const gathered = weight(beta, count);
  return mapLeaves(a => div(a, gathered), average);
}

function lookAhead(beta: Scalar, mean: Tree, grads: Tree, count: Scalar): Tree {
  const now = weight(beta, count);
  const next = weight(beta, increment(count));
  return mapLeaves((m, g) => add(div(mul(beta, m), next), div(mul(sub(1, beta), g), now)), mean, grads);
}
