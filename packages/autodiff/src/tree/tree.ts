import { cyclicTree, shapesDiffer, treesDiffer, unsupportedLeaf } from '../errors.js';
import { constant } from '../graph/apply.js';
import { Tensor, type TensorLike } from '../graph/tensor.js';
import { copied, dtypeOf, isTypedArray, sameShape } from '../graph/tensorType.js';
import { asTensor } from '../ops/asTensor.js';
import { converted, unstacked } from '../ops/structure.js';
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

const isPlain = (x: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(x);
  return prototype === Object.prototype || prototype === null;
};

const take = (leaves: Iterator<Tensor>): Tensor => leaves.next().value as Tensor;

const isKnown = (x: Tensor): boolean => x.scope === null;

/** A leaf, and the kind of value that a known Tensor becomes again in its place. */
const leafOf = (path: string, key: string, restore: (x: Tensor) => unknown, isNumber = false): Structure => ({
  key,
  paths: [path],
  scalars: [isNumber],
  collect: (x, at) => [asTensor(at, x as TensorLike)],
  spread(prefix, at) {
    if (typeof prefix === 'object' && prefix !== null) throw treesDiffer(at, 'a single value, for a leaf of the tree', prefix);
    return [prefix];
  },
  trace: take,
  fill: leaves => leaves.next().value,
  restore(leaves) {
    const x = take(leaves);
    return isKnown(x) ? restore(x) : x;
  },
});

const numberLeaf = (path: string): Structure => leafOf(path, 'number', x => x.item(), true);

const packedLeaf = (path: string, length: number): Structure => ({
  ...leafOf(path, `number[${length}]`, x => x, true),
  trace: leaves => unstacked(take(leaves)),
  restore(leaves) {
    const x = take(leaves);
    return isKnown(x) ? Array.from(x.data()) : unstacked(x);
  },
});

/** Several trees as one, an array of them. */
export const arrayOf = (children: readonly Structure[]): Structure => ({
  key: `[${children.map(child => child.key).join(', ')}]`,
  paths: children.flatMap(child => child.paths),
  scalars: children.flatMap(child => child.scalars),
  collect(tree, path) {
    if (!Array.isArray(tree) || tree.length !== children.length) throw treesDiffer(path, `an array of ${children.length}`, tree);
    return children.flatMap((child, i) => child.collect(tree[i], `${path}[${i}]`));
  },
  spread(prefix, path) {
    const each = typeof prefix === 'object' && prefix !== null ? prefix : children.map(() => prefix);
    if (!Array.isArray(each) || each.length !== children.length) throw treesDiffer(path, `an array of ${children.length}`, prefix);
    return children.flatMap((child, i) => child.spread(each[i] as never, `${path}[${i}]`));
  },
  trace: leaves => children.map(child => child.trace(leaves)),
  fill: leaves => children.map(child => child.fill(leaves)),
  restore: leaves => children.map(child => child.restore(leaves)),
});

function objectOf(children: readonly (readonly [string, Structure])[]): Structure {
  const build = (part: (child: Structure) => unknown): unknown => {
    const entries = children.map(([name, child]): [string, unknown] => [name, part(child)]);
    return Object.fromEntries(entries);
  };
  const names = children.map(([name]) => name);
  const fitting = (tree: unknown, path: string): Record<string, unknown> => {
    const fits = typeof tree === 'object' && tree !== null && isPlain(tree) && Object.keys(tree).sort().join() === [...names].sort().join();
    if (!fits) throw treesDiffer(path, `an object with the keys ${names.join(', ')}`, tree);
    return tree as Record<string, unknown>;
  };
  return {
    key: `{${children.map(([name, child]) => `${JSON.stringify(name)}: ${child.key}`).join(', ')}}`,
    paths: children.flatMap(([, child]) => child.paths),
    scalars: children.flatMap(([, child]) => child.scalars),
    collect: (tree, path) => children.flatMap(([name, child]) => child.collect(fitting(tree, path)[name], `${path}.${name}`)),
    spread(prefix, path) {
      const isWhole = typeof prefix !== 'object' || prefix === null;
      return children.flatMap(([name, child]) => child.spread((isWhole ? prefix : fitting(prefix, path)[name]) as never, `${path}.${name}`));
    },
    trace: leaves => build(child => child.trace(leaves)),
    fill: leaves => build(child => child.fill(leaves)),
    restore: leaves => build(child => child.restore(leaves)),
  };
}

/** Takes a tree apart into its structure and its leaves. `path` names the tree in errors. */
export function flatten(tree: unknown, path: string): Flattened {
  const leaves: Tensor[] = [];
  const leaf = (value: Tensor, structure: Structure): Structure => {
    leaves.push(value);
    return structure;
  };
  /** The arrays and objects that the value being visited is in. */
  const around = new Set<unknown>();
  const inside = <T>(x: object, at: string, parts: () => T): T => {
    if (around.has(x)) throw cyclicTree(at);
    around.add(x);
    const result = parts();
    around.delete(x);
    return result;
  };
  const visit = (x: unknown, at: string): Structure => {
    if (typeof x === 'number') return leaf(constant(x, 'float64', undefined, true), numberLeaf(at));
    if (x instanceof Tensor) return leaf(x, leafOf(at, 'Tensor', known => known));
    if (isTypedArray(x)) return leaf(constant(copied(x), dtypeOf(x), [x.length]), leafOf(at, x.constructor.name, known => known.data()));
    if (Array.isArray(x)) {
      if (x.length > 0 && x.every(element => typeof element === 'number')) {
        return leaf(constant(Float64Array.from(x), 'float64', [x.length], true), packedLeaf(at, x.length));
      }
      return inside(x, at, () => arrayOf(x.map((element, i) => visit(element, `${at}[${i}]`))));
    }
    if (typeof x === 'object' && x !== null && isPlain(x)) {
      return inside(x, at, () => objectOf(Object.entries(x).map(([name, child]) => [name, visit(child, `${at}.${name}`)] as const)));
    }
    throw unsupportedLeaf(at, x);
  };
  const structure = visit(tree, path);
  return { structure, leaves };
}

/** The leaves of a tree that must have the structure and shapes of another; kinds of leaves may differ, and take its dtypes. */
export function flattenLike(tree: unknown, { structure, leaves }: Flattened, what: string): Tensor[] {
  return structure.collect(tree, what).map((leaf, i) => {
    const expected = leaves[i]!;
    if (!sameShape(leaf.shape, expected.shape)) throw shapesDiffer(`${what}, beside ${structure.paths[i]!}`, leaf.shape, expected.shape);
    return converted(leaf, expected.dtype);
  });
}

export const traced = (structure: Structure, leaves: readonly Tensor[]): unknown => structure.trace(leaves.values());

export const restored = (structure: Structure, leaves: readonly Tensor[]): unknown => structure.restore(leaves.values());
