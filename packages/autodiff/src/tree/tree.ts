import { treesDiffer, unsupportedLeaf } from '../errors.js';
import { constant } from '../graph/apply.js';
import { Tensor } from '../graph/tensor.js';
import { dtypeOf, formatType, isTypedArray } from '../graph/tensorType.js';
import { unstacked } from '../ops/structure.js';

/**
 * The shape of a tree: how its leaves, taken in order, become the tree again. An array of numbers is one leaf, a packed
 * vector, so that ten thousand numbers are one input.
 */
export interface Structure {
  /** Names the structure; equal for trees of equal structure. */
  readonly key: string;
  /** The path of each leaf. */
  readonly paths: readonly string[];
  /** The tree with a Tensor at each leaf. */
  trace(leaves: Iterator<Tensor>): unknown;
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

const numberLeaf = (path: string): Structure => ({
  key: 'number',
  paths: [path],
  trace: take,
  restore(leaves) {
    const x = take(leaves);
    return isKnown(x) ? x.item() : x;
  },
});

const tensorLeaf = (path: string): Structure => ({ key: 'Tensor', paths: [path], trace: take, restore: take });

const typedArrayLeaf = (path: string, name: string): Structure => ({
  key: name,
  paths: [path],
  trace: take,
  restore(leaves) {
    const x = take(leaves);
    return isKnown(x) ? x.data() : x;
  },
});

const packedLeaf = (path: string, length: number): Structure => ({
  key: `number[${length}]`,
  paths: [path],
  trace: leaves => unstacked(take(leaves)),
  restore(leaves) {
    const x = take(leaves);
    return isKnown(x) ? Array.from(x.data()) : unstacked(x);
  },
});

const arrayOf = (children: readonly Structure[]): Structure => ({
  key: `[${children.map(child => child.key).join(', ')}]`,
  paths: children.flatMap(child => child.paths),
  trace: leaves => children.map(child => child.trace(leaves)),
  restore: leaves => children.map(child => child.restore(leaves)),
});

function objectOf(children: readonly (readonly [string, Structure])[]): Structure {
  const build = (part: (child: Structure) => unknown): unknown => {
    const entries = children.map(([name, child]): [string, unknown] => [name, part(child)]);
    return Object.fromEntries(entries);
  };
  return {
    key: `{${children.map(([name, child]) => `${JSON.stringify(name)}: ${child.key}`).join(', ')}}`,
    paths: children.flatMap(([, child]) => child.paths),
    trace: leaves => build(child => child.trace(leaves)),
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
  const visit = (x: unknown, at: string): Structure => {
    if (typeof x === 'number') return leaf(constant(x, 'float64', undefined, true), numberLeaf(at));
    if (x instanceof Tensor) return leaf(x, tensorLeaf(at));
    if (isTypedArray(x)) return leaf(constant(x.slice(), dtypeOf(x), [x.length]), typedArrayLeaf(at, x.constructor.name));
    if (Array.isArray(x)) {
      if (x.length > 0 && x.every(element => typeof element === 'number')) {
        return leaf(constant(Float64Array.from(x), 'float64', [x.length], true), packedLeaf(at, x.length));
      }
      return arrayOf(x.map((element, i) => visit(element, `${at}[${i}]`)));
    }
    if (typeof x === 'object' && x !== null && isPlain(x)) {
      return objectOf(Object.entries(x).map(([name, child]) => [name, visit(child, `${at}.${name}`)] as const));
    }
    throw unsupportedLeaf(at, x);
  };
  const structure = visit(tree, path);
  return { structure, leaves };
}

/** Takes apart a tree that must have the structure of another, leaf types included; kinds of leaves may differ. */
export function flattenLike(tree: unknown, example: Flattened, what: string): Tensor[] {
  const { structure, leaves } = flatten(tree, what);
  const describe = (of: Flattened): string => `${of.structure.key} with leaves ${of.leaves.map(x => formatType(x.type)).join(', ')}`;
  const fits =
    structure.paths.length === example.structure.paths.length &&
    leaves.every((x, i) => formatType(x.type) === formatType(example.leaves[i]!.type));
  if (!fits) throw treesDiffer(what, describe(example), describe({ structure, leaves }));
  return leaves;
}

export const traced = (structure: Structure, leaves: readonly Tensor[]): unknown => structure.trace(leaves.values());

export const restored = (structure: Structure, leaves: readonly Tensor[]): unknown => structure.restore(leaves.values());
