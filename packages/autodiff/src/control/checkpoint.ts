import { applyAll } from '../graph/apply.js';
import type { Graph } from '../graph/graph.js';
import { graphPrimitive } from '../graph/graphPrimitive.js';
import type { Primitive } from '../graph/primitive.js';
import type { Tensor } from '../graph/tensor.js';
import { batchedGraph } from '../transforms/batch.js';
import { pushforwardGraph } from '../transforms/forward.js';
import { traceAbstract } from '../transforms/trace.js';
import { flatten, restored } from '../tree/tree.js';
import { wayBack } from './wayBack.js';

const checkpointed = (graph: Graph, operands: readonly Tensor[]): Tensor[] => applyAll(checkpointPrimitive, operands, graph);

/** A call behind a barrier, so that what is run again is run again. */
const checkpointPrimitive: Primitive<Graph> = /* @__PURE__ */ graphPrimitive<Graph>({
  name: 'checkpoint',
  graphOf: graph => graph,
  isBarrier: true,
  batch: (operands, isBatched, graph, size) => checkpointed(batchedGraph(graph, isBatched, size), operands),
  derivatives: {
    jvp: pushforwardGraph,
    pullback(graph, inputs, _outputs, cotangents, isActive) {
      const active = inputs.map((_, i) => isActive(i));
      return wayBack('checkpoint', [graph], inputs, active, cotangents, ([backward], all) => checkpointed(backward!, all));
    },
  },
});

/**
 * The function with less memory for its gradient: its intermediate values are not kept for the way back, but computed
 * again. Values and derivatives are the same.
 *
 * Source: A. Griewank, A. Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, chapter 12.
 *
 * @example
 * ```ts
 * import { checkpoint, grad, sin, type Tensor } from '@fermat/autodiff';
 *
 * const f = checkpoint((x: Tensor) => sin(sin(sin(x))));
 * console.log(grad((x: Tensor) => f(x))(0)); // 1
 * ```
 */
export function checkpoint<P extends readonly unknown[], R>(f: (...args: P) => R): (...args: P) => R {
  return (...args) => {
    const { graph, result, captured } = traceAbstract('checkpoint', f, args);
    const leaves = args.flatMap((arg, i) => flatten(arg, `argument ${i}`).leaves);
    return restored(result, checkpointed(graph, [...leaves, ...captured])) as R;
  };
}
