import type { Graph } from './graph.js';
import { lowerGraph } from './lowerGraph.js';
import type { Primitive } from './primitive.js';

interface GraphRules<P> extends Pick<Primitive<P>, 'batch' | 'linearTranspose' | 'format'> {
  readonly name: string;
  /** The graph that gives the value. */
  graphOf(params: P): Graph;
  /** Whether the graph stays by itself, so that no compiler merges what is inside with what is outside. */
  readonly isBarrier?: boolean;
  readonly derivatives: Pick<NonNullable<Primitive<P>['structured']>, 'jvp' | 'linearize' | 'pullback'>;
}

/** A primitive whose value is that of a graph among its parameters, and whose derivatives have rules of their own. */
export const graphPrimitive = <P>({ graphOf, isBarrier = false, derivatives, ...rules }: GraphRules<P>): Primitive<P> => ({
  infer: (_types, params) => graphOf(params).type,
  lower: (target, inputs, params) => lowerGraph(target, graphOf(params), inputs.map(input => input.value)),
  structured: { subgraphs: params => [graphOf(params)], ...derivatives },
  ...(isBarrier ? {} : { inline: graphOf }),
  ...rules,
});
