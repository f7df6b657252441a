import { branchesDiffer } from '../errors.js';
import { Graph } from '../graph/graph.js';
import type { Tensor } from '../graph/tensor.js';
import { formatType, type TensorType } from '../graph/tensorType.js';
import { traceLeaves } from '../transforms/trace.js';
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
  const traced = functions.map(f => traceLeaves(construct, f, structures, types));
  const captured = [...new Set(traced.flatMap(body => body.captured))];
  const graphs = traced.map(({ graph }) => new Graph([...graph.inputs.slice(0, types.length), ...captured], graph.outputs, graph.lowest));
  return { graphs, results: traced.map(({ result }) => result), captured };
}

/** Refuses values that do not have the types of others. */
export function checkSameTypes(construct: string, what: string, expected: readonly TensorType[], found: readonly TensorType[]): void {
  const list = (types: readonly TensorType[]): string => `(${types.map(formatType).join(', ')})`;
  if (list(expected) !== list(found)) throw branchesDiffer(construct, what, list(expected), list(found));
}
