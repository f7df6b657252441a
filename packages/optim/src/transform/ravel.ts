import { concatenate, reshape, slice, tensor, zeros, type Tensor } from '@fermat/autodiff';
import type { Leaf, Tree } from '@fermat/autodiff';
import { mapEach } from './leaves.js';

/** Every number of a tree, in order, as one vector. */
export function ravel(tree: Tree): Tensor {
  const parts: Tensor[] = [];
  mapEach(tree, leaf => {
    const part = tensor(leaf);
    parts.push(reshape(part, [part.size]));
    return leaf;
  });
  if (parts.length === 0) return zeros(0);
  return parts.length === 1 ? parts[0]! : concatenate(parts);
}

/** The tree of the example's structure whose numbers stand in the vector from `offset` on. */
export function unravel(vector: Tensor, offset: number, example: Tree): Tree {
  let at = offset;
  return mapEach(example, (leaf: Leaf) => {
    const { shape, size } = tensor(leaf);
    const part = slice(vector, [at, at + size]);
    at += size;
    return reshape(part, shape);
  });
}
