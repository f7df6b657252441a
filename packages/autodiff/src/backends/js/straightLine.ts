import type { Graph } from '../../graph/graph.js';
import type { TensorType, Value } from '../../graph/tensorType.js';
import { flatIndices, splitAxes, type Lowering } from '../../kernel/lowering.js';
import type { Emitter } from './emitter.js';
import { literal } from './jsAlgebra.js';
import { lowerGraph } from '../lowerGraph.js';
import type { Prelude } from './prelude.js';

/** A variable or literal for each element; for a node with several outputs, a list of those. */
type Elements = readonly string[];

/** Writes every element as a scalar of its own, without loops: the fastest code for small graphs. */
export function straightLine(prelude: Prelude, emitter: Emitter): Lowering<Elements> {
  const spell = (type: TensorType, x: number): string => (type.dtype === 'bool' ? String(x !== 0) : literal(x));
  const self: Lowering<Elements> = {
    constant: (type, value: Value) => (typeof value === 'number' ? [spell(type, value)] : Array.from(value, x => spell(type, x))),

    map: (type, meaning, inputs) =>
      Array.from({ length: type.size }, (_, i) => prelude.apply(emitter, meaning, inputs.map(input => input.value[i]!), type.dtype)),

    view: (type, input, from) => Array.from(flatIndices(type.shape, from), i => input.value[i]!),

    reinterpret: (_type, input) => input.value,

    place(type, fill, parts) {
      const result = new Array<string>(type.size).fill(spell(type, fill));
      for (const part of parts) flatIndices(part.type.shape, part.at).forEach((target, i) => (result[target] = part.value[i]!));
      return result;
    },

    reduce(type, reduction, input, axes) {
      const { outer, inner } = splitAxes(input.type.shape, axes);
      const starts = flatIndices(outer.shape, { offset: 0, strides: outer.strides });
      const steps = flatIndices(inner.shape, { offset: 0, strides: inner.strides });
      const combine = (a: string, b: string): string => prelude.apply(emitter, reduction.combine, [a, b], type.dtype);
      return Array.from(starts, start => {
        const elements = Array.from(steps, step => input.value[start + step]!);
        if (elements.length === 0) return spell(type, reduction.empty);
        const even = elements.filter((_, i) => i % 2 === 0).reduce(combine);
        const odd = elements.filter((_, i) => i % 2 === 1);
        return odd.length === 0 ? even : combine(even, odd.reduce(combine));
      });
    },

    graph: (graph: Graph, inputs) => lowerGraph(self, graph, inputs),
  };
  return self;
}
