import { concatenate, reshape, slice, tensor, treeMap, zeros, type Tensor } from '@fermat/autodiff';
import type { Leaf, Tree } from '@fermat/autodiff';

/** Every number of a tree, in order, as one vector. */
export function ravel(tree: Tree): Tensor {
  const parts: Tensor[] = [];
  treeMap((leaf: Leaf) => {
    const part = tensor(leaf);
    parts.push(reshape(part, [part.size]));
  }, tree as Leaf);
  if (parts.length === 0) return zeros(0);
  return parts.length === 1 ? parts[0]! : concatenate(parts);
}

/** The tree of the example's structure whose numbers stand in the vector from `offset` on. */
export function unravel(vector: Tensor, offset: number, example: Tree): Tree {
  let at = offset;
  return treeMap((leaf: Leaf) => {
    const { shape, size } = tensor(leaf);
    const part = slice(vector, [at, at + size]);
    at += size;
    return reshape(part, shape);
  }, example as Leaf);
}
