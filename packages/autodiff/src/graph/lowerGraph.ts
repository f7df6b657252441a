import type { Lowering } from '../kernel/lowering.js';
import { blamingInnermost } from '../provenance.js';
import type { Graph } from './graph.js';
import type { Tensor } from './tensor.js';
import type { Value } from './tensorType.js';

/** Lowers every node of a graph in order. */
export function lowerGraph<V>(target: Lowering<V>, graph: Graph, inputs: readonly V[]): V[] {
  const values = new Map<Tensor, V | V[]>();
  for (const node of graph.constants) values.set(node, target.constant(node.type, node.value as Value));
  graph.inputs.forEach((node, i) => values.set(node, inputs[i]!));
  for (const node of graph.nodes) {
    const operands = node.inputs.map(input => ({ value: values.get(input) as V, type: input.type }));
    try {
      values.set(node, node.primitive.lower(target, operands, node.params, node.type));
    } catch (error) {
      throw blamingInnermost(node, error);
    }
  }
  return graph.outputs.map(node => values.get(node) as V);
}
