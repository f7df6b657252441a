import { apply, projections } from '../graph/apply.js';
import type { Graph } from '../graph/graph.js';
import type { Primitive } from '../graph/primitive.js';
import type { Tensor } from '../graph/tensor.js';
import { tupleType } from '../graph/tensorType.js';
import { batchedGraph } from '../transforms/batch.js';
import { pushforward } from '../transforms/forward.js';
import { traceAbstract } from '../transforms/trace.js';
import { replay } from '../graph/rewrite.js';
import { flatten, restored } from '../tree/tree.js';
import { inPlaces } from '../transforms/inPlaces.js';
import { backwardGraph } from './backwardGraph.js';

interface CheckpointParams {
  readonly graph: Graph;
}

const checkpointed = (graph: Graph, operands: readonly Tensor[]): Tensor[] => projections(apply(checkpointPrimitive, operands, { graph }));

/** A call behind a barrier: no compiler merges what is inside with what is outside, so that what is run again is run again. */
const checkpointPrimitive: Primitive<CheckpointParams> = {
  name: 'checkpoint',
  infer: (_types, { graph }) => tupleType(graph.outputs.map(output => output.type)),
  lower: (target, inputs, { graph }) => target.graph(graph, inputs.map(input => input.value)),
  batch: (operands, isBatched, { graph }, size) => checkpointed(batchedGraph(graph, isBatched, size), operands),
  structured: {
    subgraphs: ({ graph }) => [graph],
    jvp(node, inputs, tangents) {
      const dual = pushforward(replay((node.params as CheckpointParams).graph, inputs), inputs, tangents);
      return { outputs: dual.outputs, tangents: dual.tangents };
    },
    linearize(node, inputs, isActive) {
      const { graph } = node.params as CheckpointParams;
      const active = inputs.map((_, i) => isActive(i));
      return {
        node: apply(checkpointPrimitive, inputs, { graph }),
        pullback(cotangents) {
          const given = cotangents.filter(ct => ct !== null);
          return inPlaces(active, checkpointed(backwardGraph('checkpoint', graph, inputs, active, cotangents), [...inputs, ...given]));
        },
      };
    },
  },
};

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
