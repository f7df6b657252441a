import { withMask } from '../graph/apply.js';
import type { Graph } from '../graph/graph.js';
import { graphLike } from '../graph/graphLike.js';
import type { Maybe } from '../graph/primitive.js';
import { replay } from '../graph/rewrite.js';
import { inPlaces, present, where } from '../graph/sparse.js';
import type { Tensor } from '../graph/tensor.js';
import { orZeros } from '../ops/structure.js';
import { markedLike } from '../transforms/call.js';
import { reverse } from '../transforms/reverse.js';

/**
 * The cotangents of the active operands of some graphs, of which `run` runs one. The way back through a graph runs it again
 * instead of keeping residuals, given the operands and those cotangents of its results that are not zero. Where no graph
 * depends on an operand there is no cotangent; where some do not, it is marked as that of a branch not taken.
 */
export function wayBack(
  construct: string,
  graphs: readonly Graph[],
  operands: readonly Tensor[],
  active: readonly boolean[],
  cotangents: readonly Maybe<Tensor>[],
  run: (backward: readonly Graph[], inputs: readonly Tensor[]) => readonly Tensor[],
): Maybe<Tensor>[] {
  const found: Maybe<Tensor>[][] = [];
  const backward = graphs.map(graph =>
    graphLike(construct, [...operands, ...cotangents], all => {
      const primals = all.slice(0, operands.length) as Tensor[];
      const wanted = present(where(active, primals));
      const own = reverse(replay(graph, primals), wanted).pullback(markedLike(cotangents, all.slice(operands.length)));
      found.push(own);
      return orZeros(own, wanted);
    }),
  );
  return inPlaces(active, marked(found, run(backward, [...operands, ...present(cotangents)])));
}

/** The results of one of several graphs that are zero where some, or all, of the graphs have none. */
export const marked = (found: readonly (readonly Maybe<Tensor>[])[], results: readonly Tensor[]): Maybe<Tensor>[] =>
  results.map((result, i) => (found.every(own => own[i] === null) ? null : withMask(result, found.some(own => own[i]?.masked !== false))));
