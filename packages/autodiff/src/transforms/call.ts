import { apply, applyAll, isConstant, parameter, projections, withMask } from '../graph/apply.js';
import { Graph } from '../graph/graph.js';
import { graphLike } from '../graph/graphLike.js';
import { graphPrimitive } from '../graph/graphPrimitive.js';
import type { Linearization, Maybe, Primitive, Pushforward } from '../graph/primitive.js';
import { replay } from '../graph/rewrite.js';
import { currentScope, opening, tracing, watermark, within } from '../graph/scope.js';
import { inPlaces, present, where } from '../graph/sparse.js';
import type { Tensor } from '../graph/tensor.js';
import { isFloating, type Typed } from '../graph/tensorType.js';
import { usedFromBefore } from '../graph/walk.js';
import { batchedGraph } from './batch.js';
import { pushforwardGraph } from './forward.js';
import { reverse } from './reverse.js';
import { transposeLinear } from './transpose.js';

export interface CallParams {
  readonly graph: Graph;
  /** The name of the function, for people. */
  readonly name: string;
}

/** A function as a node: a closed graph applied to operands. It differentiates, forwards and backwards, to other calls. */
export const callPrimitive: Primitive<CallParams> = /* @__PURE__ */ graphPrimitive<CallParams>({
  name: 'call',
  graphOf: ({ graph }) => graph,
  linearTranspose(cotangents, node, isLinear) {
    const { graph, name } = node.params as CallParams;
    return transposedCall(graph, name, node.inputs, cotangents, isLinear);
  },
  batch: (operands, isBatched, { graph, name }, size) => called(batchedGraph(graph, isBatched, size), `vmap(${name})`, operands),
  derivatives: { jvp: pushforwardCall, linearize: linearizeCall },
  format: ({ name }) => name,
});

/** The results of a graph called on values. */
export const called = (graph: Graph, name: string, inputs: readonly Tensor[]): Tensor[] => applyAll(callPrimitive, inputs, { graph, name });

/** What `build` makes of some values, as a call. They are given the types of others; null stands for nothing. */
function calledSparsely(
  name: string,
  values: readonly Maybe<Tensor>[],
  like: readonly Typed[],
  build: (inputs: readonly Maybe<Tensor>[]) => readonly Maybe<Tensor>[],
): Maybe<Tensor>[] {
  let found: readonly Maybe<Tensor>[] = [];
  const graph = graphLike('jit', where(values, like), inputs => (found = build(inputs)));
  return markedLike(found, inPlaces(found, called(graph, name, present(values))));
}

/** Values that stand for cotangents on the other side of a sub-graph's border, with their marks. */
export const markedLike = (cotangents: readonly Maybe<Pick<Tensor, 'masked'>>[], seeds: readonly Maybe<Tensor>[]): Maybe<Tensor>[] =>
  seeds.map((seed, i) => seed && withMask(seed, cotangents[i]!.masked));

/** The results of a graph called on values that have tangents, and theirs. */
export function pushforwardCall({ graph, name }: CallParams, inputs: readonly Tensor[], tangents: readonly Maybe<Tensor>[]): Pushforward {
  const results = calledSparsely(`jvp(${name})`, [...inputs, ...tangents], [...graph.inputs, ...graph.inputs], all => {
    const dual = pushforwardGraph(graph, all.slice(0, inputs.length) as Tensor[], all.slice(inputs.length));
    return [...dual.outputs, ...dual.tangents];
  });
  const count = graph.outputs.length;
  return { outputs: results.slice(0, count) as Tensor[], tangents: results.slice(count) };
}

/** The call that keeps the residuals of a graph, and its way back. */
export function linearizeCall({ graph, name }: CallParams, inputs: readonly Tensor[], isActive: (input: number) => boolean): Linearization {
  const outer = currentScope();
  return tracing('jit', scope => {
    const primals = graph.inputs.map(({ type }) => parameter(type, scope));
    const reversed = reverse(replay(graph, primals), primals.filter((_, i) => isActive(i)));
    const { outputs } = reversed;
    const mark = watermark();

    /** The cotangents of the active inputs as a graph, of residuals and of those cotangents of outputs that are given. */
    const wayBack = (cotangents: readonly Maybe<Pick<Tensor, 'masked'>>[]): { seeds: Tensor[]; results: Maybe<Tensor>[] } => {
      const seeds = cotangents.map((ct, i) => ct && parameter(outputs[i]!.type, scope));
      return { seeds: present(seeds), results: reversed.pullback(markedLike(cotangents, seeds)) };
    };

    const isFloat = outputs.map(output => isFloating(output.dtype));
    const complete = wayBack(isFloat.map(is => (is ? { masked: false } : null)));
    const residuals = usedFromBefore(present(complete.results), mark, node => node.id >= scope.watermark && !isConstant(node));
    const forward = new Graph(primals, [...outputs, ...residuals], scope.watermark);
    return within(outer, () => {
      const node = apply(callPrimitive, inputs, { graph: forward, name });
      // Taken here and not on the way back, where a sub-graph around this one could only keep the node as a whole.
      const kept = projections(node).slice(outputs.length);
      return {
        node,
        pullback(cotangents) {
          const given = cotangents.slice(0, outputs.length);
          // Calls within calls would be gone through again and again.
          const isComplete = given.every((ct, i) => (ct !== null) === isFloat[i] && ct?.masked !== true);
          const { seeds, results } = isComplete ? complete : opening(scope, () => wayBack(given));
          const backward = new Graph([...residuals, ...seeds], present(results), mark);
          const found = called(backward, `vjp(${name})`, [...kept, ...present(given)]);
          return inPlaces(inputs.map((_, i) => isActive(i)), markedLike(results, inPlaces(results, found)));
        },
      };
    });
  });
}

/** A call that is linear in some operands, transposed: those operands give way to cotangents of its results. */
export function transposedCall(
  graph: Graph,
  name: string,
  inputs: readonly Tensor[],
  cotangents: readonly Maybe<Tensor>[],
  isLinear: (input: number) => boolean,
): readonly Maybe<Tensor>[] {
  const linear = inputs.map((_, i) => isLinear(i));
  const known = inputs.map((x, i) => (linear[i] ? null : x));
  const found = calledSparsely(`transpose(${name})`, [...known, ...cotangents], [...graph.inputs, ...graph.outputs], all => {
    const primals = graph.inputs.map(({ type }, i) => all[i] ?? parameter(type, currentScope()!));
    return transposeLinear(replay(graph, primals), present(where(linear, primals)), markedLike(cotangents, all.slice(inputs.length)));
  });
  return inPlaces(linear, found);
}
