import type { Graph } from '../graph/graph.js';
import type { Shape, TensorType, Value } from '../graph/tensorType.js';
import type { ScalarAlgebra } from './scalarAlgebra.js';

/** What an elementwise primitive does to one element of each input; each is an F, an I or a B by its dtype. */
export type Meaning = <F, I, B>(k: ScalarAlgebra<F, I, B>, elements: readonly (F | I | B)[]) => F | I | B;

export interface Reduction {
  /** How two elements, or partial results, become one. */
  readonly combine: Meaning;
  /** Combined with any element, this gives that element to the bit. */
  readonly identity: number;
  /** The result of reducing nothing. */
  readonly empty: number;
}

/** The flat index `offset + sum(strides[axis] * index[axis])` in row-major storage. */
export interface IndexMap {
  readonly offset: number;
  readonly strides: readonly number[];
}

/** A value together with its type, in the representation `V` of the backend that lowers it. */
export interface Operand<V> {
  readonly value: V;
  readonly type: TensorType;
}

/** A value written to the elements of a larger one that `at` names, by the indices of the part. */
export interface Part<V> extends Operand<V> {
  readonly at: IndexMap;
}

/**
 * The loop language in which each primitive gives its meaning once, and which each backend implements:
 * by computing at once (interpreter), by writing straight-line code, or by building loops.
 */
export interface Lowering<V> {
  constant(type: TensorType, value: Value): V;
  /** Applies `meaning` to the elements at the same index of inputs of equal shape. */
  map(type: TensorType, meaning: Meaning, inputs: readonly Operand<V>[]): V;
  /** Reads `input` through `from`, which maps an index of the result to a flat index of the input. */
  view(type: TensorType, input: Operand<V>, from: IndexMap): V;
  /** The same elements in row-major order under another shape. */
  reinterpret(type: TensorType, input: Operand<V>): V;
  /** `fill` everywhere, but for the parts, which do not overlap. */
  place(type: TensorType, fill: number, parts: readonly Part<V>[]): V;
  /**
   * Reduces over `axes`, kept as axes of size 1 only if `type` says so. Defined as two interleaved partial results:
   * elements of even position (in row-major order over the reduced axes) and of odd position, combined at the end.
   */
  reduce(type: TensorType, reduction: Reduction, input: Operand<V>, axes: readonly number[]): V;
  /**
   * The elements of `input`, in row-major order, at int32 positions of the result's shape. A position outside of `input`
   * gives 0 and raises a fault, which is thrown when the run has ended, or at once.
   */
  gather(type: TensorType, input: Operand<V>, positions: Operand<V>): V;
  /**
   * `base`, into which the updates are combined one after the other in row-major order: the element at the position of
   * an update becomes `combine` of itself and the update. A position outside of `base` is passed over and raises a fault.
   */
  scatter(type: TensorType, base: Operand<V>, positions: Operand<V>, updates: Operand<V>, combine: Meaning): V;
  /** Runs the graph that a number chooses, of several with equal inputs and outputs; the first below 0, the last beyond. */
  branch(choice: V, graphs: readonly Graph[], inputs: readonly V[]): V[];
  /** Runs a loop of a known number of steps; gives the last carries, then the stacked outputs. Left out, loops are unrolled. */
  loop?(loop: Loop, constants: readonly V[], carries: readonly V[], sequences: readonly V[]): V[];
  /** Repeats `body` as long as `condition` holds, both graphs of the constants followed by the carries; gives the last carries. */
  iterate(condition: Graph, body: Graph, constants: readonly V[], carries: readonly V[]): V[];
}

/**
 * A loop whose body takes constants, carries, and a row of each sequence, and gives the next carries and a row of each
 * output.
 */
export interface Loop {
  readonly body: Graph;
  readonly length: number;
  /** From the last row to the first; outputs keep their places. */
  readonly reverse: boolean;
  readonly constants: number;
  readonly carries: number;
}

export function rowMajorStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}

/** The flat indices that `map` gives for all indices of `shape`, in row-major order. */
export function flatIndices(shape: Shape, map: IndexMap): Int32Array {
  let size = 1;
  for (const n of shape) size *= n;
  const indices = new Int32Array(size);
  if (size === 0) return indices;
  indices[0] = map.offset;
  let filled = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const stride = map.strides[axis]!;
    const block = filled;
    for (let i = 1; i < shape[axis]!; i++) {
      for (let j = 0; j < block; j++) indices[filled++] = indices[j]! + i * stride;
    }
  }
  return indices;
}

/** Splits the axes of a reduction into those kept (outer) and those reduced (inner), with the strides of each in the input. */
export function splitAxes(shape: Shape, axes: readonly number[]): { outer: Axes; inner: Axes } {
  const strides = rowMajorStrides(shape);
  const outer: Axes = { shape: [], strides: [] };
  const inner: Axes = { shape: [], strides: [] };
  shape.forEach((n, axis) => {
    const side = axes.includes(axis) ? inner : outer;
    side.shape.push(n);
    side.strides.push(strides[axis]!);
  });
  return { outer, inner };
}

interface Axes {
  readonly shape: number[];
  readonly strides: number[];
}
