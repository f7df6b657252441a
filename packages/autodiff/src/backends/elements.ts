import type { Graph } from '../graph/graph.js';

/** The elements that a graph computes, those of its sub-graphs as often as they would be written out. */
function elementsComputed(graph: Graph): number {
  return graph.nodes.reduce((sum, { type, primitive, params }) => {
    const inner = primitive.structured?.subgraphs(params).reduce((total, sub) => total + elementsComputed(sub), 0) ?? 0;
    return sum + type.size + inner * (primitive.structured?.repeats?.(params) ?? 1);
  }, 0);
}

/** The elements that a graph reads; in straight-line code a sum of many is long, though its result is one. */
const elementsRead = (graph: Graph): number => [...graph.inputs, ...graph.constants].reduce((sum, { type }) => sum + type.size, 0);

/** How long a graph would be in straight-line code. */
export const elementsOf = (graph: Graph): number => Math.max(elementsComputed(graph), elementsRead(graph));
