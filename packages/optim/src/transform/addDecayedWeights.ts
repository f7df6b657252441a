import { add, mul } from '@fermat/autodiff';
import { checkScalars } from './checkScalars.js';
import { stateless, type GradientTransformation, type NoState, type Scalar } from './gradientTransformation.js';
import { mapLeaves } from './leaves.js';

/** Adds `weightDecay` times the parameters to the updates. */
export function addDecayedWeights(weightDecay: Scalar): GradientTransformation<NoState> {
  checkScalars({ weightDecay });
  return stateless((grads, params) => mapLeaves((g, p) => add(g, mul(weightDecay, p)), grads, params));
}
