import { parameter } from '../graph/apply.js';
import { Graph } from '../graph/graph.js';
import type { Maybe } from '../graph/primitive.js';
import { replay } from '../graph/rewrite.js';
import { tracing } from '../graph/scope.js';
import type { Tensor } from '../graph/tensor.js';
import { zerosOf } from '../ops/structure.js';
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
  return tracing(construct, scope => {
    const primals = operands.map(operand => parameter(operand.type, scope));
    const seeds = cotangents.map(ct => ct && parameter(ct.type, scope));
    const wanted = primals.filter((_, i) => active[i]);
    const results = reverse(replay(graph, primals), wanted).pullback(markedLike(cotangents, seeds));
    return new Graph([...primals, ...seeds.filter(seed => seed !== null)], wanted.map((x, i) => results[i] ?? zerosOf(x.type)), scope.watermark);
  });
}
