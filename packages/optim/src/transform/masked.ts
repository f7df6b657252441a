import { treeMap, type Leaf, type Tree } from '@fermat/autodiff';
import { checkMade } from '../checks.js';
import { maskMismatch } from '../errors.js';
import type { GradientTransformation } from './gradientTransformation.js';
import { isInner } from './leaves.js';

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
  checkMade('the transformation', transform, ['init', 'update'], 'adam()');
  const selected = (tree: Tree): Leaf[] => {
    const chosen = selection(mask, tree, []).values();
    return leavesOf(tree).filter(() => chosen.next().value);
  };
  return {
    init: params => transform.init(selected(params)),
    update(grads, state, params) {
      const [updates, next] = transform.update(selected(grads), state, selected(params));
      const chosen = selection(mask, grads, []).values();
      const taken = updates.values();
      const merged = treeMap((leaf: Leaf) => (chosen.next().value ? taken.next().value! : leaf), grads as Leaf);
      return [merged as typeof grads, next];
    },
  };
}

function leavesOf(tree: Tree): Leaf[] {
  const leaves: Leaf[] = [];
  treeMap((leaf: Leaf) => leaves.push(leaf), tree as Leaf);
  return leaves;
}

/** What the mask says of each leaf. */
function selection(mask: Mask | undefined, tree: Tree, path: readonly string[]): boolean[] {
  if (typeof mask === 'boolean') return leavesOf(tree).map(() => mask);
  if (typeof mask !== 'object' || mask === null || !isInner(tree)) throw maskMismatch(path.join('.'), mask);
  return Object.entries(tree).flatMap(([key, child]) => selection((mask as Readonly<Record<string, Mask>>)[key], child, [...path, key]));
}
