import { blaming } from '../provenance.js';
import { apply, projection } from './apply.js';
import type { Graph } from './graph.js';
import type { Tensor } from './tensor.js';

/** What stands for a node: another node, or for one with several outputs, these. */
export type Rewritten = Tensor | readonly Tensor[];

type Step = (node: Tensor, operands: readonly Tensor[]) => Rewritten;

/** Rebuilds a node on other operands, and keeps it as it is where none of them changed. */
export function rebuilt(node: Tensor, operands: readonly Tensor[]): Tensor {
  return operands.every((operand, i) => operand === node.inputs[i]) ? node : apply(node.primitive, operands, node.params);
}

/**
 * Goes through nodes in topological order and puts in place of each what `step` gives for it and its operands,
 * themselves rewritten. `replaced` holds what stands for nodes from the start, and then for all of them.
 */
export function rewrite(
  nodes: Iterable<Tensor | undefined>,
  replaced: Map<Tensor, Rewritten>,
  step: Step,
): (node: Tensor) => Tensor {
  const standIn = (node: Tensor): Tensor => (replaced.get(node) ?? node) as Tensor;
  for (const node of nodes) {
    if (node === undefined || replaced.has(node)) continue;
    if (node.primitive === projection) {
      const source = replaced.get(node.inputs[0]!) ?? node.inputs[0]!;
      replaced.set(node, 'primitive' in source ? step(node, [source]) : source[node.params as number]!);
    } else {
      try {
        replaced.set(node, step(node, node.inputs.map(standIn)));
      } catch (error) {
        throw blaming(node, error);
      }
    }
  }
  return standIn;
}

const again: Step = (node, operands) => apply(node.primitive, operands, node.params);

/** The outputs of a graph, made anew in the current scope from other inputs, of what `step` puts in place of its nodes. */
export function replay(graph: Graph, inputs: readonly Tensor[], step: Step = again): Tensor[] {
  const replaced = new Map<Tensor, Rewritten>(graph.inputs.map((input, i) => [input, inputs[i]!]));
  return graph.outputs.map(rewrite(graph.nodes, replaced, step));
}
