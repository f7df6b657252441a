import { deepTree } from '../errors.js';
import { isPlain } from './isPlain.js';
import type { Leaf, Tree } from './types.js';
import { below, DEEPEST, partsOf } from './tree.js';

/** A tree with a value of type `R` for every leaf of `T`. */
export type Mapped<T, R> = T extends Leaf ? R : { -readonly [K in keyof T]: Mapped<T[K], R> };

/** The leaf that a function is given of a tree of type `T`. */
export type LeafOf<T> = T extends Leaf ? T : T extends readonly (infer E)[] ? LeafOf<E> : { [K in keyof T]: LeafOf<T[K]> }[keyof T];

/**
 * The tree of what `f` returns for each leaf of a tree, and for the leaves of further trees of the same structure in its place.
 * Every number is a leaf, those in arrays included, and so is every typed array and every Tensor.
 *
 * @throws TreeError `trees-differ` where a further tree has another structure, with the path; `deep-tree`.
 *
 * @example
 * ```ts
 * import { treeMap } from '@fermat/autodiff';
 *
 * const params = { weights: [1, 2], bias: 3 };
 * const slopes = { weights: [10, 20], bias: 30 };
 * console.log(treeMap((p, g) => p - 0.1 * g, params, slopes)); // { weights: [0, 0], bias: 0 }
 * ```
 */
export function treeMap<T, R>(f: (leaf: LeafOf<T>, ...others: LeafOf<T>[]) => R, tree: T, ...others: readonly T[]): Mapped<T, R> {
  const visit = (x: Tree, rest: readonly Tree[], path: string, depth: number): unknown => {
    if (depth > DEEPEST) throw deepTree(path, DEEPEST);
    const isArray = Array.isArray(x);
    if (isArray || isPlain(x)) {
      const names: readonly (string | number)[] = isArray ? [...x.keys()] : Object.keys(x);
      const [parts, ...others] = [x, ...rest].map(tree => partsOf(tree, path, isArray, names));
      const entries = names.map(name => [name, visit(parts![name] as Tree, others.map(other => other[name] as Tree), below(path, name), depth + 1)] as const);
      return isArray ? entries.map(([, mapped]) => mapped) : Object.fromEntries(entries);
    }
    return f(x as LeafOf<T>, ...(rest as LeafOf<T>[]));
  };
  return visit(tree as Tree, others as readonly Tree[], 'tree', 0) as Mapped<T, R>;
}
