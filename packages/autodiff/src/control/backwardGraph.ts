import type { Graph } from '../graph/graph.js';
import { graphLike } from '../graph/graphLike.js';
import type { Maybe } from '../graph/primitive.js';
import { replay } from '../graph/rewrite.js';
import { present, where } from '../graph/sparse.js';
import type { Tensor } from '../graph/tensor.js';
import { orZeros } from '../ops/structure.js';
import { markedLike } from '../transforms/call.js';
import { reverse } from '../transforms/reverse.js';

/**
 * The way back through a graph, which runs it again instead of keeping residuals: of the operands and of those cotangents
 * that are not zero, it makes the cotangents of the active operands.
 */
export function backwardGraph(
  construct: string,
  graph: Graph,
  operands: readonly Tensor[],
  active: readonly boolean[],
  cotangents: readonly Maybe<Tensor>[],
): Graph {
  return graphLike(construct, [...operands, ...cotangents], all => {
    const primals = all.slice(0, operands.length) as Tensor[];
    const wanted = present(where(active, primals));
    return orZeros(reverse(replay(graph, primals), wanted).pullback(markedLike(cotangents, all.slice(operands.length))), wanted);
  });
}
