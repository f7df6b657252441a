import { branchesDiffer } from '../errors.js';
import { Graph } from '../graph/graph.js';
import type { Tensor } from '../graph/tensor.js';
import { formatType, type TensorType } from '../graph/tensorType.js';
import { traceLeaves, type TracedFunction } from '../transforms/trace.js';
import type { Structure } from '../tree/tree.js';

/** Functions traced for the same arguments, as graphs with the same inputs: the arguments, then all that any captures. */
export interface Bodies {
  readonly graphs: readonly Graph[];
  readonly results: readonly Structure[];
  readonly captured: readonly Tensor[];
}

export function traceBodies(
  construct: string,
  functions: readonly ((...args: never[]) => unknown)[],
  structures: readonly Structure[],
  types: readonly TensorType[],
): Bodies {
  return sharing(functions.map(f => traceLeaves(construct, f, structures, types)));
}

/** Traced functions as graphs that take, behind arguments of their own, all that any of them captures. */
export function sharing(traced: readonly TracedFunction[]): Bodies {
  const captured = [...new Set(traced.flatMap(body => body.captured))];
  const graphs = traced.map(({ graph, captured: own }) => {
    const given = graph.inputs.slice(0, graph.inputs.length - own.length);
    return new Graph([...given, ...captured], graph.outputs, graph.lowest);
  });
  return { graphs, results: traced.map(({ result }) => result), captured };
}

/** The same graph with what it captures before its arguments. */
export const capturedFirst = (graph: Graph, captured: number): Graph =>
  new Graph([...graph.inputs.slice(graph.inputs.length - captured), ...graph.inputs.slice(0, graph.inputs.length - captured)], graph.outputs, graph.lowest);

/** Refuses values that do not have the types of others. */
export function checkSameTypes(construct: string, what: string, expected: readonly TensorType[], found: readonly TensorType[]): void {
  const list = (types: readonly TensorType[]): string => `(${types.map(formatType).join(', ')})`;
  if (list(expected) !== list(found)) throw branchesDiffer(construct, what, list(expected), list(found));
}
