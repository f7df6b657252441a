import { noBatchRule } from '../errors.js';
import { apply, identity } from '../graph/apply.js';
import type { Graph } from '../graph/graph.js';
import { graphLike } from '../graph/graphLike.js';
import { replay } from '../graph/rewrite.js';
import type { Tensor } from '../graph/tensor.js';
import { sameShape, withShape, type Typed } from '../graph/tensorType.js';
import { eachBatched, repeated } from '../ops/structure.js';

/**
 * The results of a graph for inputs of which some carry a batch along a new first axis, made in the current scope. What
 * depends on no batch is computed once; results of that kind are what `whole` makes of them, by default repeated, so that all
 * carry the batch.
 */
export function batch(
  graph: Graph,
  given: readonly Tensor[],
  isBatchedInput: (input: number) => boolean,
  size: number,
  whole: (result: Tensor, output: number) => Tensor = result => repeated(result, size),
): Tensor[] {
  // The same value may be given once with its batch and once as a whole, or be a constant of the graph.
  const inputs = given.map((x, i) => (isBatchedInput(i) ? apply(identity, [x], null) : x));
  const batched = new Set(inputs.filter((_, i) => isBatchedInput(i)));
  const results = replay(graph, inputs, (node, operands) => {
    const isBatched = (input: number): boolean => batched.has(operands[input]!);
    const { primitive, params } = node;
    if (!operands.some((_, i) => isBatched(i))) return apply(primitive, operands, params);
    const rebuilt = primitive.batch === undefined ? elementwise(node, operands, isBatched, size) : primitive.batch(operands, isBatched, params, size);
    for (const result of 'primitive' in rebuilt ? [rebuilt] : rebuilt) batched.add(result);
    return rebuilt;
  });
  return results.map((result, i) => (batched.has(result) ? result : whole(result, i)));
}

/** A graph for inputs of which some carry a batch of `size` along a new first axis; all its outputs carry it. */
export const batchedGraph = (graph: Graph, isBatched: (input: number) => boolean, size: number): Graph =>
  graphLike('vmap', graph.inputs.map((input, i) => (isBatched(i) ? widened(input, size) : input)), inputs => batch(graph, inputs, isBatched, size));

/** The type of a value that carries a batch along a new first axis. */
export const widened = ({ type }: Typed, size: number): Typed => ({ type: withShape(type, [size, ...type.shape]) });

function elementwise(node: Tensor, operands: readonly Tensor[], isBatched: (input: number) => boolean, size: number): Tensor {
  const result = apply(node.primitive, eachBatched(operands, isBatched, size), node.params);
  if (node.type.parts !== undefined || !sameShape(result.shape, [size, ...node.shape])) throw noBatchRule(node.primitive.name);
  return result;
}
