import { hostSolver } from '../errors.js';
import { apply, projections } from '../graph/apply.js';
import type { Graph } from '../graph/graph.js';
import type { Linearization, Maybe, Primitive, Pushforward } from '../graph/primitive.js';
import type { Tensor } from '../graph/tensor.js';
import { isFloating, tupleType } from '../graph/tensorType.js';
import { neg } from '../ops/arithmetic.js';
import { zerosOf } from '../ops/structure.js';
import { batchedGraph } from '../transforms/batch.js';
import { called, pushforwardCall, transposedCall } from '../transforms/call.js';
import { inPlaces } from '../transforms/inPlaces.js';
import { backwardGraph } from './backwardGraph.js';

/** A root x of f(parameters, x) = 0. All graphs take the parameters first. */
export interface RootParams {
  /** Of the parameters and x: f, which is zero at a root. */
  readonly residual: Graph;
  /** Of the parameters, x and y: the v for which df/dx v = y, linear in y. */
  readonly tangentSolve: Graph;
  /** Of the parameters and the guess: x. */
  readonly solution: Graph;
  /** Whether the solution are numbers found for the parameters as they are, and so for no other ones. */
  readonly isFound: boolean;
  /** The number of parameters. */
  readonly parameters: number;
}

/** Inputs: the parameters of f, and the leaves of the guess. Outputs: the leaves of x. */
const rootPrimitive: Primitive<RootParams> = {
  name: 'root',
  infer: (_types, { solution }) => tupleType(solution.outputs.map(output => output.type)),
  lower: (target, inputs, { solution }) => target.graph(solution, inputs.map(input => input.value)),
  inline: ({ solution }) => solution,
  batch: (operands, isBatched, params, size) => batchedRoot(params, operands, isBatched, size),
  structured: {
    subgraphs: ({ solution }) => [solution],
    jvp: (node, inputs, tangents) => pushforwardRoot(node.params as RootParams, inputs, tangents),
    linearize: (node, inputs, isActive) => linearizeRoot(node.params as RootParams, inputs, isActive),
  },
};

export const rootOf = (params: RootParams, inputs: readonly Tensor[]): Tensor[] => projections(apply(rootPrimitive, inputs, params));

/** From f(p, x) = 0 follows df/dx dx = -df/dp dp. */
function pushforwardRoot(params: RootParams, inputs: readonly Tensor[], tangents: readonly Maybe<Tensor>[]): Pushforward {
  const { residual, tangentSolve } = params;
  const x = rootOf(params, inputs);
  const parameters = inputs.slice(0, params.parameters);
  const ds = tangents.slice(0, params.parameters);
  const none = x.map(() => null);
  if (ds.every(d => d === null)) return { outputs: x, tangents: none };
  const { tangents: dF } = pushforwardCall({ graph: residual, name: 'f' }, [...parameters, ...x], [...ds, ...none]);
  if (dF.every(d => d === null)) return { outputs: x, tangents: none };
  const y = dF.map((d, i) => (d === null ? zerosOf(x[i]!.type) : neg(d)));
  return { outputs: x, tangents: called(tangentSolve, 'tangentSolve', [...parameters, ...x, ...y]) };
}

function linearizeRoot(params: RootParams, inputs: readonly Tensor[], isActive: (input: number) => boolean): Linearization {
  const { residual, tangentSolve, parameters: count } = params;
  const node = apply(rootPrimitive, inputs, params);
  const x = projections(node);
  const known = [...inputs.slice(0, count), ...x];
  const active = known.map((input, i) => i < count && isActive(i) && isFloating(input.dtype));
  return {
    node,
    pullback(cotangents) {
      const none = inputs.map(() => null);
      if (!active.includes(true)) return none;
      const ct = cotangents.map((own, i) => own ?? zerosOf(x[i]!.type));
      const zeros = x.map(like => zerosOf(like.type));
      const ctY = transposedCall(tangentSolve, 'tangentSolve', [...known, ...zeros], ct, i => i >= known.length).slice(known.length);
      const ctF = ctY.map(own => own && neg(own));
      const backward = backwardGraph('customRoot', residual, known, active, ctF);
      const found = called(backward, 'vjp(f)', [...known, ...ctF.filter(own => own !== null)]);
      return [...inPlaces(active, found).slice(0, count), ...none.slice(count)];
    },
  };
}

function batchedRoot({ residual, tangentSolve, solution, isFound, parameters }: RootParams, operands: readonly Tensor[], isBatched: (input: number) => boolean, size: number): Tensor[] {
  if (isFound) throw hostSolver('vmap');
  const isWide = (input: number): boolean => input >= parameters || isBatched(input);
  return rootOf(
    {
      residual: batchedGraph(residual, isWide, size),
      tangentSolve: batchedGraph(tangentSolve, isWide, size),
      solution: batchedGraph(solution, isBatched, size),
      isFound,
      parameters,
    },
    operands,
  );
}
