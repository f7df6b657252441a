import type { Leaf, Tree } from '@fermat/autodiff';
import { maskMismatch } from '../errors.js';
import type { GradientTransformation } from './gradientTransformation.js';
import { mapEach } from './leaves.js';

/** Which leaves a transformation applies to: true or false for a leaf, or for everything below. */
export type Mask = boolean | readonly Mask[] | { readonly [key: string]: Mask };

/**
 * Applies a transformation to the leaves that a mask selects; the gradients of the others pass
 * unchanged. State is kept for the selected leaves only.
 *
 * @example
 * ```ts
 * import { addDecayedWeights, masked } from '@fermat/optim';
 *
 * const decay = masked(addDecayedWeights(0.5), { weight: true, offset: false });
 * const params = { weight: 2, offset: 2 };
 * const [updates] = decay.update({ weight: 0, offset: 0 }, decay.init(params), params);
 * if (updates.weight !== 1 || updates.offset !== 0) throw new Error('only the weight decays');
 * ```
 */
export function masked<State extends Tree>(transform: GradientTransformation<State>, mask: Mask): GradientTransformation<State> {
  const selected = (tree: Tree): Leaf[] => {
    const leaves: Leaf[] = [];
    mapEach(tree, (leaf, path) => {
      if (isSelected(mask, path)) leaves.push(leaf);
      return leaf;
    });
    return leaves;
  };
  return {
    init: params => transform.init(selected(params)),
    update(grads, state, params) {
      const [updates, next] = transform.update(selected(grads), state, selected(params));
      const taken = updates.values();
      const merged = mapEach(grads, (leaf, path) => (isSelected(mask, path) ? (taken.next().value as Leaf) : leaf));
      return [merged as typeof grads, next];
    },
  };
}

function isSelected(mask: Mask, path: readonly string[]): boolean {
  let at: Mask | undefined = mask;
  for (const key of path) {
    if (typeof at !== 'object') break;
    at = (at as Readonly<Record<string, Mask>>)[key];
  }
  if (typeof at !== 'boolean') throw maskMismatch(path.join('.'), at);
  return at;
}
