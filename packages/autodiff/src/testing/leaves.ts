import { reshape, Tensor, tensor, type TypedArray } from '@fermat/autodiff';
import { notComparable } from './errors.js';

const isTypedArray = (x: unknown): x is TypedArray => ArrayBuffer.isView(x) && !(x instanceof DataView);

/** Visits the leaves of a tree, in order. */
function replaceLeaves(tree: unknown, replace: (leaf: number | Tensor | TypedArray) => unknown, path: string): unknown {
  if (typeof tree === 'number' || tree instanceof Tensor || isTypedArray(tree)) return replace(tree);
  if (Array.isArray(tree)) return tree.map((child, i) => replaceLeaves(child, replace, `${path}[${i}]`));
  if (typeof tree !== 'object' || tree === null) throw notComparable(path, tree);
  return Object.fromEntries(Object.entries(tree).map(([name, child]) => [name, replaceLeaves(child, replace, `${path}.${name}`)]));
}

/** All numbers of a tree, one after the other. */
export function numbersOf(tree: unknown): Float64Array {
  const found: number[] = [];
  replaceLeaves(tree, leaf => {
    if (typeof leaf === 'number') found.push(leaf);
    else for (const x of leaf instanceof Tensor ? leaf.data() : leaf) found.push(x);
  }, 'a value');
  return Float64Array.from(found);
}

/** A tree of the structure and kinds of another, with the numbers of a vector. */
export function withNumbers<T>(tree: T, numbers: Float64Array): T {
  let at = 0;
  const next = (count: number): Float64Array => numbers.subarray(at, (at += count));
  return replaceLeaves(tree, leaf => {
    if (typeof leaf === 'number') return next(1)[0];
    if (leaf instanceof Tensor) return reshape(tensor(next(leaf.size), leaf.dtype), leaf.shape);
    return new (leaf.constructor as new (numbers: Float64Array) => TypedArray)(next(leaf.length));
  }, 'a value') as T;
}

/** Whether results are rounded to float32 somewhere. */
export function isSingle(tree: unknown): boolean {
  let single = false;
  replaceLeaves(tree, leaf => {
    single ||= leaf instanceof Float32Array || (leaf instanceof Tensor && leaf.dtype === 'float32');
  }, 'a value');
  return single;
}
