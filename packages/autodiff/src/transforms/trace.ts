import { asConstant, parameter } from '../graph/apply.js';
import { Graph } from '../graph/graph.js';
import { graphLike } from '../graph/graphLike.js';
import { replay } from '../graph/rewrite.js';
import { tracing } from '../graph/scope.js';
import { checkUsable, type Tensor } from '../graph/tensor.js';
import type { TensorType } from '../graph/tensorType.js';
import { usedFromBefore } from '../graph/walk.js';
import { flatten, type Flattened, type Structure } from '../tree/tree.js';
import type { UntracedArgs } from '../tree/types.js';

/** A function traced once: a graph of the leaves of its arguments, and how its results are put together. */
export interface TracedFunction {
  readonly graph: Graph;
  readonly result: Structure;
  /** Values of an outer trace that the function uses; they are the last inputs of the graph. */
  readonly captured: readonly Tensor[];
}

/** Traces `f` on abstract arguments. `construct` names the transform for whose sake they are abstract. */
export function traceAbstract(construct: string, f: (...args: never[]) => unknown, args: readonly unknown[]): TracedFunction {
  const flattened = args.map((arg, i) => flatten(arg, `argument ${i}`));
  return traceLeaves(construct, f, flattened.map(arg => arg.structure), flattened.flatMap(arg => arg.leaves.map(leaf => leaf.type)));
}

/** Traces `f` on abstract arguments of the given structures, whose leaves have the given types. */
export function traceLeaves(
  construct: string,
  f: (...args: never[]) => unknown,
  structures: readonly Structure[],
  types: readonly TensorType[],
): TracedFunction {
  return tracing(construct, scope => {
    const nodes = types.map(type => parameter(type, scope));
    const next = nodes.values();
    const trees = structures.map(structure => structure.trace(next));
    const result: Flattened = flatten(f(...(trees as never[])), 'the result');
    const captured = valuesFromOutside(result.leaves, scope.watermark);
    for (const node of captured) checkUsable(node, construct);
    return { graph: new Graph([...nodes, ...captured], result.leaves, scope.watermark), result: result.structure, captured };
  });
}

/** The traced values from outside of a graph on which it depends, which thereby become operands. */
const valuesFromOutside = (results: readonly Tensor[], watermark: number): Tensor[] => usedFromBefore(results, watermark, node => node.scope !== null);

/** The same graph with the values of outer traces that it uses as constants, for running on its own. They must be known. */
export function frozen(graph: Graph, construct: string): Graph {
  const captured = valuesFromOutside(graph.outputs, graph.lowest);
  if (captured.length === 0) return graph;
  const open = new Graph([...graph.inputs, ...captured], graph.outputs, graph.lowest);
  return graphLike(construct, graph.inputs, inputs => replay(open, [...inputs, ...captured.map(x => asConstant(x, construct))]));
}

/**
 * The graph that `f` builds of its arguments, of which only structure, shapes and dtypes matter.
 *
 * @example
 * ```ts
 * import { add, div, square, trace } from '@fermat/autodiff';
 *
 * const graph = trace((x, y) => add(square(x), div(y, 2)))(0, 0);
 * console.log(graph.toString());
 * console.log(graph.toDot());
 * ```
 */
export function trace<P extends readonly unknown[] = Tensor[]>(f: (...args: P) => unknown): (...args: UntracedArgs<P>) => Graph {
  return (...args) => traceAbstract('trace', f, args).graph;
}
