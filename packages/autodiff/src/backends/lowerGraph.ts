import type { Graph } from '../graph/graph.js';
import type { Tensor } from '../graph/tensor.js';
import type { Value } from '../graph/tensorType.js';
import type { Lowering } from '../kernel/lowering.js';
import { blamingInnermost } from '../provenance.js';

/** Lowers every node of a graph in order. `finish` sees each value once, as that of its node. */
export function lowerGraph<V>(target: Lowering<V>, graph: Graph, inputs: readonly V[], finish: (value: V, node: Tensor) => V = value => value): V[] {
  const values = new Map<Tensor, V | V[]>();
  for (const node of graph.constants) values.set(node, finish(target.constant(node.type, node.value as Value), node));
  graph.inputs.forEach((node, i) => values.set(node, inputs[i]!));
  for (const node of graph.nodes) {
    const operands = node.inputs.map(input => ({ value: values.get(input) as V, type: input.type }));
    try {
      const value = node.primitive.lower(target, operands, node.params, node.type);
      values.set(node, node.type.parts === undefined ? finish(value as V, node) : value);
    } catch (error) {
      throw blamingInnermost(node, error);
    }
  }
  return graph.outputs.map(node => values.get(node) as V);
}
