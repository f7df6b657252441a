import type { Tree } from '@fermat/autodiff';
import { checkMade } from '../checks.js';
import { invalidState } from '../errors.js';
import type { GradientTransformation } from './gradientTransformation.js';

/** Transformations one after the other: each gets the updates of the one before it. */
export function chain(...transforms: readonly GradientTransformation[]): GradientTransformation<readonly Tree[]> {
  for (const transform of transforms) checkMade('a transformation', transform, ['init', 'update'], 'adam()');
  return {
    init: params => transforms.map(transform => transform.init(params)),
    update(grads, states, params) {
      if (states?.length !== transforms.length) throw invalidState(states, transforms.length);
      let updates = grads;
      const next = transforms.map((transform, i) => {
        const [transformed, state] = transform.update(updates, states[i]!, params);
        updates = transformed;
        return state;
      });
      return [updates, next];
    },
  };
}
