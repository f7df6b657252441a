import { add, mul } from '@fermat/autodiff';
import type { Tree } from '@fermat/autodiff';
import { checkKeys } from '../checks.js';
import { checkScalars } from './checkScalars.js';
import type { GradientTransformation, Scalar } from './gradientTransformation.js';
import { mapLeaves, zerosLike } from './leaves.js';

export interface MomentumOptions {
  /** How much of the accumulated gradient stays from one update to the next; 0.9 is usual. */
  readonly decay: Scalar;
  /** Look ahead by one update; false by default. */
  readonly nesterov?: boolean;
}

export type MomentumState = { readonly velocity: Tree };

/**
 * Accumulates the gradients: velocity = gradient + decay velocity, and passes the velocity on, or
 * with `nesterov` gradient + decay velocity.
 *
 * Source: B. T. Polyak, "Some methods of speeding up the convergence of iteration methods" (1964);
 * I. Sutskever et al., "On the importance of initialization and momentum in deep learning" (2013).
 */
export function momentum(options: MomentumOptions): GradientTransformation<MomentumState> {
  checkKeys('momentum', options, ['decay', 'nesterov']);
  const { decay, nesterov = false } = options;
  checkScalars({ decay });
  return {
    init: params => ({ velocity: zerosLike(params) }),
    update(grads, state) {
      const accumulate = (grads: Tree, velocity: Tree): Tree => mapLeaves((g, v) => add(g, mul(decay, v)), grads, velocity);
      const velocity = accumulate(grads, state.velocity);
      return [(nesterov ? accumulate(grads, velocity) : velocity) as typeof grads, { velocity }];
    },
  };
}
