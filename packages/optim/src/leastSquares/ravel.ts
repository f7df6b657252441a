import { concatenate, reshape, tensor, type Tensor } from '@fermat/autodiff';
import type { Leaf, Tree } from '@fermat/autodiff';
import { mapEach } from '../transform/leaves.js';

/** Every number of a tree, in order, as one vector. */
export function ravel(tree: Tree): Tensor {
  const parts: Tensor[] = [];
  mapEach(tree, (leaf: Leaf) => {
    const part = tensor(leaf);
    parts.push(reshape(part, [part.size]));
    return leaf;
  });
  return parts.length === 1 ? parts[0]! : concatenate(parts);
}
