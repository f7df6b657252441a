import { add, sum, tensor, Tensor, zeros } from '@fermat/autodiff';
import type { Leaf, TensorLike, Tree } from '@fermat/autodiff';
import { treeMismatch } from '../errors.js';
import type { Scalar } from './gradientTransformation.js';

/**
 * Applies a rule to the leaves of trees of one structure and builds a tree of the first one's
 * structure. A leaf keeps the first one's kind, except that a Tensor in any tree makes it a Tensor;
 * an array of numbers is computed as one vector.
 */
export function mapLeaves<T extends Tree>(rule: (...leaves: TensorLike[]) => TensorLike, first: T, ...rest: Tree[]): T {
  return mapAt('', rule, [first, ...rest]) as T;
}

/** Zeros in the structure and the kinds of a tree. */
export function zerosLike<T extends Tree>(tree: T): T {
  return mapLeaves(leaf => {
    const { shape, dtype } = tensor(leaf);
    return zeros(shape, dtype);
  }, tree);
}

/** The sum of a rule's values over every element of every leaf; a Tensor if any leaf is one. */
export function sumLeaves(rule: (leaf: TensorLike) => TensorLike, tree: Tree): Scalar {
  let total = tensor(0);
  let known = true;
  mapLeaves(leaf => {
    known &&= !(leaf instanceof Tensor);
    total = add(total, sum(rule(leaf)));
    return leaf;
  }, tree);
  return known ? total.item() : total;
}

/** A scalar rule, of the kind of its arguments: a number if all of them are. */
export function scalar(rule: (...values: TensorLike[]) => TensorLike, ...values: Scalar[]): Scalar {
  return ofKind(rule(...values), values) as Scalar;
}

function mapAt(path: string, rule: (...leaves: TensorLike[]) => TensorLike, trees: readonly Tree[]): Tree {
  const first = trees[0]!;
  if (!isInner(first)) return ofKind(rule(...matching(trees, isLeaf, path, LEAF)), trees as Leaf[]);
  if (isArray(first)) {
    const fits = (tree: Tree): tree is readonly Tree[] => isArray(tree) && tree.length === first.length;
    const arrays = matching(trees, fits, path, `an array of ${first.length}`);
    if (arrays.every(isVector)) return Array.from(tensor(rule(...arrays)).data());
    return first.map((_, i) => mapAt(`${path}[${i}]`, rule, arrays.map(tree => tree[i]!)));
  }
  const keys = Object.keys(first);
  const fits = (tree: Tree): tree is Branch => isInner(tree) && !isArray(tree) && keys.length === Object.keys(tree).length && keys.every(key => Object.hasOwn(tree, key));
  const branches = matching(trees, fits, path, `the keys ${keys.join(', ')}`);
  return Object.fromEntries(keys.map(key => [key, mapAt(`${path}.${key}`, rule, branches.map(tree => tree[key]!))]));
}

interface Branch {
  readonly [key: string]: Tree;
}

const LEAF = 'a number, a typed array or a Tensor';

const isArray = (tree: Tree): tree is readonly Tree[] => Array.isArray(tree);

const isLeaf = (tree: Tree): tree is Leaf =>
  typeof tree === 'number' || tree instanceof Tensor || ArrayBuffer.isView(tree);

/** Whether a tree is an array or an object of trees. */
export const isInner = (tree: Tree): tree is Exclude<Tree, Leaf> => typeof tree === 'object' && tree !== null && !isLeaf(tree);

const isVector = (tree: readonly Tree[]): tree is readonly number[] =>
  tree.length > 0 && tree.every(element => typeof element === 'number');

function matching<T extends Tree>(trees: readonly Tree[], fits: (tree: Tree) => tree is T, path: string, expected: string): T[] {
  return trees.map(tree => {
    if (!fits(tree)) throw treeMismatch(path, tree, expected);
    return tree;
  });
}

function ofKind(result: TensorLike, leaves: readonly Leaf[]): Leaf {
  const value = tensor(result);
  if (leaves.some(leaf => leaf instanceof Tensor)) return value;
  return typeof leaves[0] === 'number' ? value.item() : value.data();
}
