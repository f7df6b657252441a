import { computedIndexOutOfRange } from '../errors.js';
import type { Graph } from '../graph/graph.js';
import { lowerGraph } from '../graph/lowerGraph.js';
import { newArray, roundTo, sizeOf, type DType, type TensorType, type Value } from '../graph/tensorType.js';
import { flatIndices, splitAxes, type Lowering, type Meaning, type Operand } from '../kernel/lowering.js';
import { numberAlgebra } from '../kernel/numberAlgebra.js';

/** A value in the interpreter; a node with several outputs has several. */
type NodeValue = Value | readonly Value[];
type Element = number | boolean;

const load = (dtype: DType, x: number): Element => (dtype === 'bool' ? x !== 0 : x);

const store = (dtype: DType, x: Element): number => roundTo(dtype, Number(x));

const at = (operand: Operand<NodeValue>, index: number): number =>
  typeof operand.value === 'number' ? operand.value : (operand.value as ArrayLike<number>)[index]!;

function checkedPosition(positions: Operand<NodeValue>, index: number, size: number): number {
  const position = at(positions, index);
  if (position < 0 || position >= size) throw computedIndexOutOfRange();
  return position;
}

/** A one-element result of rank 0 is held as a plain number. */
const asValue = (type: TensorType, data: Exclude<Value, number>): Value => (type.shape.length === 0 ? data[0]! : data);

function mapScalar(type: TensorType, meaning: Meaning, inputs: readonly Operand<NodeValue>[]): number {
  const elements = new Array<Element>(inputs.length);
  for (let i = 0; i < inputs.length; i++) elements[i] = load(inputs[i]!.type.dtype, inputs[i]!.value as number);
  return store(type.dtype, meaning<number, number, boolean>(numberAlgebra, elements));
}

/** Computes at once, on numbers and typed arrays. It needs no code generation, and so works under any content-security policy. */
export const interpreter: Lowering<NodeValue> = {
  constant: (_type, value) => value,

  map(type, meaning, inputs) {
    if (type.shape.length === 0) return mapScalar(type, meaning, inputs);
    const result = newArray(type.dtype, type.size);
    const elements = new Array<Element>(inputs.length);
    for (let i = 0; i < result.length; i++) {
      for (let j = 0; j < inputs.length; j++) elements[j] = load(inputs[j]!.type.dtype, at(inputs[j]!, i));
      result[i] = store(type.dtype, meaning<number, number, boolean>(numberAlgebra, elements));
    }
    return result;
  },

  view(type, input, from) {
    if (type.shape.length === 0) return at(input, from.offset);
    const result = newArray(type.dtype, type.size);
    const indices = flatIndices(type.shape, from);
    for (let i = 0; i < result.length; i++) result[i] = at(input, indices[i]!);
    return result;
  },

  reinterpret(type, input) {
    if (type.shape.length === 0) return at(input, 0);
    return typeof input.value === 'number' ? newArray(type.dtype, 1).fill(input.value) : input.value;
  },

  place(type, fill, parts) {
    const result = newArray(type.dtype, type.size);
    if (fill !== 0) result.fill(fill);
    for (const part of parts) {
      const indices = flatIndices(part.type.shape, part.at);
      for (let i = 0; i < indices.length; i++) result[indices[i]!] = at(part, i);
    }
    return asValue(type, result);
  },

  reduce(type, reduction, input, axes) {
    const { dtype } = type;
    const result = newArray(dtype, type.size);
    const { outer, inner } = splitAxes(input.type.shape, axes);
    const starts = flatIndices(outer.shape, { offset: 0, strides: outer.strides });
    const steps = flatIndices(inner.shape, { offset: 0, strides: inner.strides });
    const count = sizeOf(inner.shape);
    const element = (start: number, i: number): Element => load(dtype, at(input, start + steps[i]!));
    const combine = (a: Element, b: Element): Element =>
      load(dtype, store(dtype, reduction.combine<number, number, boolean>(numberAlgebra, [a, b])));
    for (let o = 0; o < result.length; o++) {
      if (count === 0) {
        result[o] = reduction.empty;
        continue;
      }
      const start = starts[o]!;
      let even = element(start, 0);
      for (let i = 2; i < count; i += 2) even = combine(even, element(start, i));
      if (count > 1) {
        let odd = element(start, 1);
        for (let i = 3; i < count; i += 2) odd = combine(odd, element(start, i));
        even = combine(even, odd);
      }
      result[o] = store(dtype, even);
    }
    return asValue(type, result);
  },

  gather(type, input, positions) {
    const result = newArray(type.dtype, type.size);
    for (let i = 0; i < result.length; i++) result[i] = at(input, checkedPosition(positions, i, input.type.size));
    return asValue(type, result);
  },

  scatter(type, base, positions, updates, combine) {
    const { dtype } = type;
    const result = newArray(dtype, type.size);
    for (let i = 0; i < result.length; i++) result[i] = at(base, i);
    for (let i = 0; i < updates.type.size; i++) {
      const position = checkedPosition(positions, i, result.length);
      const elements = [load(dtype, result[position]!), load(dtype, at(updates, i))];
      result[position] = store(dtype, combine<number, number, boolean>(numberAlgebra, elements));
    }
    return asValue(type, result);
  },

  branch(choice, graphs, inputs) {
    const index = Math.min(Math.max(choice as number, 0), graphs.length - 1);
    return interpretGraph(graphs[index]!, inputs);
  },

  iterate(condition, body, constants, carries) {
    let current = carries;
    while (interpretGraph(condition, [...constants, ...current])[0] !== 0) current = interpretGraph(body, [...constants, ...current]);
    return [...current];
  },
};

/** Runs a closed graph on concrete inputs. */
export const interpretGraph = (graph: Graph, inputs: readonly NodeValue[]): NodeValue[] => lowerGraph(interpreter, graph, inputs);
