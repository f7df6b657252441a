import { equal, mul, select, Tensor, type TensorLike, type TypedArray } from '@fermat/autodiff';
import { branchesDiffer } from './errors.js';

/** Values in nested plain objects and arrays. */
export type SoftTree = TensorLike | readonly SoftTree[] | { readonly [key: string]: SoftTree };

/** The tree with a Tensor at each leaf. */
export type Softened<T> = T extends number | boolean | Tensor | TypedArray ? Tensor : { [K in keyof T]: Softened<T[K]> };

type Inner = readonly unknown[] | Readonly<Record<string, unknown>>;

const isInner = (x: unknown): x is Inner => typeof x === 'object' && x !== null && !(x instanceof Tensor) && !ArrayBuffer.isView(x);

function describe(x: unknown): string {
  if (!isInner(x)) return 'one value';
  return Array.isArray(x) ? `an array of ${x.length}` : `an object with the keys ${Object.keys(x).join(', ')}`;
}

/** One tree of the leaves that `f` makes of the leaves in the same place of several. */
export function zipTrees(op: string, trees: readonly unknown[], f: (...leaves: TensorLike[]) => Tensor, path = 'the result'): unknown {
  const [first] = trees;
  for (const tree of trees) {
    const alike = isInner(first) ? isInner(tree) && Array.isArray(tree) === Array.isArray(first) && sameKeys(first, tree) : !isInner(tree);
    if (!alike) throw branchesDiffer(op, path, describe(first), describe(tree));
  }
  if (!isInner(first)) return f(...(trees as TensorLike[]));
  const at = (key: string, where: string): unknown => zipTrees(op, trees.map(tree => (tree as Record<string, unknown>)[key]), f, where);
  if (Array.isArray(first)) return first.map((_, i) => at(String(i), `${path}[${i}]`));
  return Object.fromEntries(Object.keys(first).map(key => [key, at(key, `${path}.${key}`)]));
}

const sameKeys = (a: Inner, b: Inner): boolean => Object.keys(a).sort().join() === Object.keys(b).sort().join();

/** A value by its weight; one without weight has no say, be it infinite or NaN. */
export const weighted = (weight: Tensor, x: TensorLike): Tensor => select(equal(weight, 0), 0, mul(weight, x));
