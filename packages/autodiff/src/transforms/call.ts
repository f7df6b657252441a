import { apply, isConstant, parameter, projections, withMask } from '../graph/apply.js';
import { Graph } from '../graph/graph.js';
import type { Linearization, Maybe, Primitive, Pushforward } from '../graph/primitive.js';
import { replay } from '../graph/rewrite.js';
import { currentScope, opening, tracing, watermark, within, type Scope } from '../graph/scope.js';
import type { Tensor } from '../graph/tensor.js';
import { isFloating, tupleType } from '../graph/tensorType.js';
import { reachable } from '../graph/walk.js';
import { batchedGraph } from './batch.js';
import { pushforward } from './forward.js';
import { inPlaces } from './inPlaces.js';
import { reverse } from './reverse.js';
import { transposeLinear } from './transpose.js';

export interface CallParams {
  readonly graph: Graph;
  /** The name of the function, for people. */
  readonly name: string;
}

const parametersLike = (nodes: readonly Tensor[], scope: Scope): Tensor[] => nodes.map(node => parameter(node.type, scope));

const call = (graph: Graph, name: string, inputs: readonly Tensor[]): Tensor => apply(callPrimitive, inputs, { graph, name });

/** The results of a graph called on values. */
export const called = (graph: Graph, name: string, inputs: readonly Tensor[]): Tensor[] => projections(call(graph, name, inputs));

const isPresent = (x: Maybe<Tensor>): boolean => x !== null;

/** Values that stand for cotangents on the other side of a sub-graph's border, with their marks. */
export const markedLike = (cotangents: readonly Maybe<Pick<Tensor, 'masked'>>[], seeds: readonly Maybe<Tensor>[]): Maybe<Tensor>[] =>
  seeds.map((seed, i) => seed && withMask(seed, cotangents[i]!.masked));

/** A function as a node: a closed graph applied to operands. It differentiates, forwards and backwards, to other calls. */
export const callPrimitive: Primitive<CallParams> = {
  name: 'call',
  infer: (_types, { graph }) => tupleType(graph.outputs.map(output => output.type)),
  lower: (target, inputs, { graph }) => target.graph(graph, inputs.map(input => input.value)),
  linearTranspose(cotangents, node, isLinear) {
    const { graph, name } = node.params as CallParams;
    return transposedCall(graph, name, node.inputs, cotangents, isLinear);
  },
  batch: (operands, isBatched, { graph, name }, size) => batchedCall(graph, name, operands, isBatched, size),
  structured: {
    subgraphs: ({ graph }) => [graph],
    jvp: (node, inputs, tangents) => pushforwardCall(node.params as CallParams, inputs, tangents),
    linearize: (node, inputs, isActive) => linearizeCall(node.params as CallParams, inputs, isActive),
  },
  inline: ({ graph }) => graph,
  format: ({ name }) => name,
};

/** The results of a graph called on values that have tangents, and theirs. */
export function pushforwardCall({ graph, name }: CallParams, inputs: readonly Tensor[], tangents: readonly Maybe<Tensor>[]): Pushforward {
  const operands = [...inputs, ...tangents.filter(t => t !== null)];
  let hasTangent: readonly boolean[] = [];
  const dual = tracing('jit', scope => {
    const primals = parametersLike(graph.inputs, scope);
    const ds = tangents.map((t, i) => t && parameter(graph.inputs[i]!.type, scope));
    const { outputs, tangents: results } = pushforward(replay(graph, primals), primals, ds);
    hasTangent = results.map(t => t !== null);
    const given = ds.filter(d => d !== null);
    return new Graph([...primals, ...given], [...outputs, ...results.filter(t => t !== null)], scope.watermark);
  });
  const results = called(dual, `jvp(${name})`, operands);
  let next = graph.outputs.length;
  return { outputs: results.slice(0, next), tangents: hasTangent.map(has => (has ? results[next++]! : null)) };
}

/** The call for a batch: every result carries it. */
function batchedCall(graph: Graph, name: string, operands: readonly Tensor[], isBatched: (input: number) => boolean, size: number): Tensor[] {
  return called(batchedGraph(graph, isBatched, size), `vmap(${name})`, operands);
}

/** The call that keeps the residuals of a graph, and its way back. */
export function linearizeCall({ graph, name }: CallParams, inputs: readonly Tensor[], isActive: (input: number) => boolean): Linearization {
  const outer = currentScope();
  return tracing('jit', scope => {
    const primals = parametersLike(graph.inputs, scope);
    const reversed = reverse(replay(graph, primals), primals.filter((_, i) => isActive(i)));
    const { outputs } = reversed;
    const mark = watermark();

    /** The cotangents of the active inputs as a graph, of residuals and of those cotangents of outputs that are given. */
    const wayBack = (cotangents: readonly Maybe<Pick<Tensor, 'masked'>>[]): { seeds: Tensor[]; results: Maybe<Tensor>[] } => {
      const seeds = cotangents.map((ct, i) => ct && parameter(outputs[i]!.type, scope));
      return { seeds: seeds.filter(seed => seed !== null), results: reversed.pullback(markedLike(cotangents, seeds)) };
    };

    const isFloat = outputs.map(output => isFloating(output.dtype));
    const complete = wayBack(isFloat.map(is => (is ? { masked: false } : null)));
    const residuals = valuesBelow(complete.results.filter(result => result !== null), scope.watermark, mark);
    const forward = new Graph(primals, [...outputs, ...residuals], scope.watermark);
    return within(outer, () => {
      const node = call(forward, name, inputs);
      // Taken here and not on the way back, where a sub-graph around this one could only keep the node as a whole.
      const kept = projections(node).slice(outputs.length);
      return {
        node,
        pullback(cotangents) {
          const given = cotangents.slice(0, outputs.length);
          // Calls within calls would be gone through again and again.
          const isComplete = given.every((ct, i) => (ct !== null) === isFloat[i] && ct?.masked !== true);
          const { seeds, results } = isComplete ? complete : opening(scope, () => wayBack(given));
          const backward = new Graph([...residuals, ...seeds], results.filter(result => result !== null), mark);
          const found = called(backward, `vjp(${name})`, [...kept, ...given.filter(ct => ct !== null)]);
          return inPlaces(inputs.map((_, i) => isActive(i)), markedLike(results, inPlaces(results.map(isPresent), found)));
        },
      };
    });
  });
}

/** The values made between two watermarks on which nodes made after the second depend directly. */
function valuesBelow(results: readonly Tensor[], lowest: number, mark: number): Tensor[] {
  const found = new Set<Tensor>();
  const keep = (node: Tensor): void => {
    if (node.id >= lowest && node.id < mark && !isConstant(node)) found.add(node);
  };
  results.forEach(keep);
  for (const node of reachable(results, mark)) node?.inputs.forEach(keep);
  return [...found];
}

/** A call that is linear in some operands, transposed: those operands give way to cotangents of its results. */
export function transposedCall(
  graph: Graph,
  name: string,
  inputs: readonly Tensor[],
  cotangents: readonly Maybe<Tensor>[],
  isLinear: (input: number) => boolean,
): readonly Maybe<Tensor>[] {
  const given = cotangents.filter(ct => ct !== null);
  let found: readonly Maybe<Tensor>[] = [];
  const transposed = tracing('jit', scope => {
    const primals = parametersLike(graph.inputs, scope);
    const linear = primals.filter((_, i) => isLinear(i));
    const outputs = replay(graph, primals);
    const seeds = cotangents.map((ct, i) => ct && parameter(outputs[i]!.type, scope));
    found = transposeLinear(outputs, linear, markedLike(cotangents, seeds));
    const known = primals.filter((_, i) => !isLinear(i));
    return new Graph([...known, ...seeds.filter(seed => seed !== null)], found.filter(ct => ct !== null), scope.watermark);
  });
  const results = called(transposed, `transpose(${name})`, [...inputs.filter((_, i) => !isLinear(i)), ...given]);
  return inPlaces(inputs.map((_, i) => isLinear(i)), markedLike(found, inPlaces(found.map(isPresent), results)));
}
