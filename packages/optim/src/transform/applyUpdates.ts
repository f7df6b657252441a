import { add } from '@fermat/autodiff';
import type { Tree } from '@fermat/autodiff';
import { mapLeaves } from './leaves.js';

/**
 * The parameters plus the updates, leaf by leaf, in the parameters' kinds.
 *
 * @example
 * ```ts
 * import { applyUpdates, sgd } from '@fermat/optim';
 *
 * const optimizer = sgd({ learningRate: 0.1 });
 * let params = { weight: 2, offsets: [1, -1] };
 * let state = optimizer.init(params);
 * const grads = { weight: 10, offsets: [0, 5] };
 * const [updates, next] = optimizer.update(grads, state, params);
 * params = applyUpdates(params, updates);
 * state = next;
 * if (params.weight !== 1 || params.offsets[1] !== -1.5) throw new Error('one step down the gradient');
 * ```
 */
export function applyUpdates<Params extends Tree>(params: Params, updates: Params): Params {
  return mapLeaves((param, update) => add(param, update), params, updates);
}
