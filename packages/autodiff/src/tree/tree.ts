import { cyclicTree, deepTree, narrowed, shapesDiffer, treesDiffer, unsupportedLeaf } from '../errors.js';
import { constant, isConstant } from '../graph/apply.js';
import { Tensor, type TensorLike } from '../graph/tensor.js';
import { isFloating, isTypedArray, sameShape } from '../graph/tensorType.js';
import { asTensor } from '../ops/asTensor.js';
import { converted, unstacked } from '../ops/structure.js';
import { isPlain } from './isPlain.js';
import type { Prefix } from './types.js';

/**
 * The shape of a tree: how its leaves, taken in order, become the tree again. An array of numbers is one leaf, a packed
 * vector, so that ten thousand numbers are one input.
 */
export interface Structure {
  /** Names the structure; equal for trees of equal structure. */
  readonly key: string;
  /** The path of each leaf. */
  readonly paths: readonly string[];
  /** For each leaf, whether it stands for JS numbers, which are scalars even where they come packed. */
  readonly scalars: readonly boolean[];
  /** What a prefix of the tree says of each leaf: a tree like it, cut off wherever one thing holds for all below. */
  spread<T>(prefix: Prefix<T>, path: string): T[];
  /** The leaves of a tree of this structure, whatever kinds of values they are. */
  collect(tree: unknown, path: string): Tensor[];
  /** The tree with a Tensor at each leaf. */
  trace(leaves: Iterator<Tensor>): unknown;
  /** The tree with anything at each leaf; scalars that came packed are one leaf. */
  fill(leaves: Iterator<unknown>): unknown;
  /** The tree with each leaf of the kind it had; a value that is still being traced stays a Tensor. */
  restore(leaves: Iterator<Tensor>): unknown;
}

export interface Flattened {
  readonly structure: Structure;
  readonly leaves: Tensor[];
}

const self = (x: Tensor): unknown => x;

/** A leaf, by what stands for it where it is traced, and by how a known value gets its kind. */
function leafOf(path: string, key: string, isScalar: boolean, restored: (x: Tensor) => unknown, stand = self): Structure {
  const take = (leaves: Iterator<Tensor>): Tensor => leaves.next().value as Tensor;
  return {
    key,
    paths: [path],
    scalars: [isScalar],
    collect: (x, at) => [asTensor(at, x as TensorLike)],
    spread(prefix, at) {
      if (typeof prefix === 'object' && prefix !== null) throw treesDiffer(at, 'a single value, for a leaf of the tree', prefix);
      return [prefix];
    },
    fill: leaves => leaves.next().value,
    trace: leaves => stand(take(leaves)),
    restore(leaves) {
      const x = take(leaves);
      return x.scope === null ? restored(x) : stand(x);
    },
  };
}

type Parts = Readonly<Record<string | number, unknown>>;

/** The parts of a tree that has to be an array, or an object, with parts of these names. */
export function partsOf(tree: unknown, path: string, isArray: boolean, names: readonly (string | number)[]): Parts {
  const fits = isArray ? Array.isArray(tree) && tree.length === names.length : isPlain(tree) && Object.keys(tree).sort().join() === names.map(String).sort().join();
  if (!fits) throw treesDiffer(path, isArray ? `an array of ${names.length}` : `an object with the keys ${names.join(', ')}`, tree);
  return tree as Parts;
}

export const below = (path: string, name: string | number): string => (typeof name === 'number' ? `${path}[${name}]` : `${path}.${name}`);

/** An array or an object of structures. */
function branchOf(isArray: boolean, children: readonly (readonly [name: string | number, child: Structure])[]): Structure {
  const names = children.map(([name]) => name);
  const all = children.map(([, child]) => child);
  const build = (part: (child: Structure) => unknown): unknown => (isArray ? all.map(part) : Object.fromEntries(children.map(([name, child]) => [name, part(child)])));
  return {
    key: isArray ? `[${all.map(child => child.key).join(', ')}]` : `{${children.map(([name, child]) => `${JSON.stringify(name)}: ${child.key}`).join(', ')}}`,
    paths: all.flatMap(child => child.paths),
    scalars: all.flatMap(child => child.scalars),
    collect(tree, path) {
      const parts = partsOf(tree, path, isArray, names);
      return children.flatMap(([name, child]) => child.collect(parts[name], below(path, name)));
    },
    spread(prefix, path) {
      const parts = typeof prefix !== 'object' || prefix === null ? undefined : partsOf(prefix, path, isArray, names);
      return children.flatMap(([name, child]) => child.spread((parts ? parts[name] : prefix) as never, below(path, name)));
    },
    trace: leaves => build(child => child.trace(leaves)),
    fill: leaves => build(child => child.fill(leaves)),
    restore: leaves => build(child => child.restore(leaves)),
  };
}

/** Several trees as one, an array of them. */
export const arrayOf = (children: readonly Structure[]): Structure => branchOf(true, [...children.entries()]);

/** Trees are walked by recursion, which the stacks of engines bound. */
export const DEEPEST = 1000;

/** Takes a tree apart into its structure and its leaves. `path` names the tree in errors. */
export function flatten(tree: unknown, path: string): Flattened {
  const leaves: Tensor[] = [];
  const leaf = (value: Tensor, ...of: Parameters<typeof leafOf>): Structure => {
    leaves.push(value);
    return leafOf(...of);
  };
  /** The arrays and objects that the value being visited is in. */
  const around = new Set<unknown>();
  const visit = (x: unknown, at: string): Structure => {
    if (typeof x === 'number') return leaf(asTensor(at, x), at, 'number', true, known => known.item());
    if (x instanceof Tensor) return leaf(x, at, 'Tensor', false, self);
    if (isTypedArray(x)) return leaf(asTensor(at, x), at, x.constructor.name, false, known => known.data());
    const isArray = Array.isArray(x);
    if (isArray && x.length > 0 && x.every(element => typeof element === 'number')) {
      const packed = constant(Float64Array.from(x), 'float64', [x.length], true);
      return leaf(packed, at, `number[${x.length}]`, true, known => Array.from(known.data()), unstacked);
    }
    if (!isArray && !isPlain(x)) throw unsupportedLeaf(at, x);
    if (around.has(x)) throw cyclicTree(at);
    if (around.size === DEEPEST) throw deepTree(at, DEEPEST);
    around.add(x);
    const entries: Iterable<[string | number, unknown]> = isArray ? x.entries() : Object.entries(x);
    const structure = branchOf(isArray, Array.from(entries, ([name, child]) => [name, visit(child, below(at, name))] as const));
    around.delete(x);
    return structure;
  };
  const structure = visit(tree, path);
  return { structure, leaves };
}

/** Whether a value is known, and keeps its value as int32. */
const isWhole = (x: Tensor): boolean => isConstant(x) && x.data().every(element => element === (element | 0));

/**
 * The leaves of a tree that must have the structure and shapes of another; kinds of leaves may differ, and take its dtypes,
 * but for floating-point numbers that these would round to whole ones.
 */
export function flattenLike(tree: unknown, { structure, leaves }: Flattened, what: string): Tensor[] {
  return structure.collect(tree, what).map((leaf, i) => {
    const expected = leaves[i]!;
    const beside = `${what}, beside ${structure.paths[i]!}`;
    if (!sameShape(leaf.shape, expected.shape)) throw shapesDiffer(beside, leaf.shape, expected.shape);
    if (isFloating(leaf.dtype) && !isFloating(expected.dtype) && !isWhole(leaf)) throw narrowed(beside, leaf.dtype, expected.dtype);
    return converted(leaf, expected.dtype);
  });
}

export const traced = (structure: Structure, leaves: readonly Tensor[]): unknown => structure.trace(leaves.values());

export const restored = (structure: Structure, leaves: readonly Tensor[]): unknown => structure.restore(leaves.values());
