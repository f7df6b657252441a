import { div, maximum, minimum, mul, neg, sqrt, square } from '@fermat/autodiff';
import { checkScalars } from './checkScalars.js';
import { stateless, type GradientTransformation, type NoState, type Scalar } from './gradientTransformation.js';
import { mapLeaves, scalar, sumLeaves } from './leaves.js';

/** Limits every element of the updates to [-limit, limit]. */
export function clip(limit: Scalar): GradientTransformation<NoState> {
  checkScalars({ limit }, 0);
  return stateless(grads => mapLeaves(g => maximum(neg(limit), minimum(g, limit)), grads));
}

/** Scales the updates down, all leaves alike, so that their Euclidean norm is at most `limit`. */
export function clipByGlobalNorm(limit: Scalar): GradientTransformation<NoState> {
  checkScalars({ limit }, 0);
  return stateless(grads => {
    const squares = sumLeaves(square, grads);
    const factor = scalar((total, most) => div(most, maximum(sqrt(total), most)), squares, limit);
    return mapLeaves(g => mul(g, factor), grads);
  });
}
