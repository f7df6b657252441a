import { hostSolver } from '../errors.js';
import { applyAll } from '../graph/apply.js';
import type { Graph } from '../graph/graph.js';
import { graphPrimitive } from '../graph/graphPrimitive.js';
import type { Maybe, Primitive, Pushforward } from '../graph/primitive.js';
import type { Tensor } from '../graph/tensor.js';
import { isFloating } from '../graph/tensorType.js';
import { neg } from '../ops/arithmetic.js';
import { orZeros } from '../ops/structure.js';
import { batchedGraph } from '../transforms/batch.js';
import { called, pushforwardCall, transposedCall } from '../transforms/call.js';
import { wayBack } from './wayBack.js';

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
const rootPrimitive: Primitive<RootParams> = /* @__PURE__ */ graphPrimitive<RootParams>({
  name: 'root',
  graphOf: ({ solution }) => solution,
  batch: batchedRoot,
  derivatives: { jvp: pushforwardRoot, pullback: pullbackRoot },
});

export const rootOf = (params: RootParams, inputs: readonly Tensor[]): Tensor[] => applyAll(rootPrimitive, inputs, params);

/** From f(p, x) = 0 follows df/dx dx = -df/dp dp. */
function pushforwardRoot(params: RootParams, inputs: readonly Tensor[], tangents: readonly Maybe<Tensor>[]): Pushforward {
  const { residual, tangentSolve, parameters: count } = params;
  const x = rootOf(params, inputs);
  const known = [...inputs.slice(0, count), ...x];
  const ds = tangents.slice(0, count);
  const none = x.map(() => null);
  const dF = ds.every(d => d === null) ? none : pushforwardCall({ graph: residual, name: 'f' }, known, [...ds, ...none]).tangents;
  if (dF.every(d => d === null)) return { outputs: x, tangents: none };
  return { outputs: x, tangents: called(tangentSolve, 'tangentSolve', [...known, ...orZeros(dF.map(d => d && neg(d)), x)]) };
}

function pullbackRoot(
  { residual, tangentSolve, parameters: count }: RootParams,
  inputs: readonly Tensor[],
  x: readonly Tensor[],
  cotangents: readonly Maybe<Tensor>[],
  isActive: (input: number) => boolean,
): Maybe<Tensor>[] {
  const active = inputs.map((input, i) => i < count && isActive(i) && isFloating(input.dtype));
  if (!active.includes(true)) return active.map(() => null);
  const known = [...inputs.slice(0, count), ...x];
  const zeros = orZeros(x.map(() => null), x);
  const ctY = transposedCall(tangentSolve, 'tangentSolve', [...known, ...zeros], orZeros(cotangents, x), i => i >= known.length).slice(known.length);
  const ctF = ctY.map(own => own && neg(own));
  const found = wayBack('customRoot', [residual], known, active.slice(0, count), ctF, ([backward], all) => called(backward!, 'vjp(f)', all));
  return active.map((_, i) => found[i] ?? null);
}

function batchedRoot(operands: readonly Tensor[], isBatched: (input: number) => boolean, params: RootParams, size: number): Tensor[] {
  const { residual, tangentSolve, solution, isFound, parameters } = params;
  if (isFound) throw hostSolver('vmap');
  const isWide = (input: number): boolean => input >= parameters || isBatched(input);
  return rootOf(
    {
      ...params,
      residual: batchedGraph(residual, isWide, size),
      tangentSolve: batchedGraph(tangentSolve, isWide, size),
      solution: batchedGraph(solution, isBatched, size),
    },
    operands,
  );
}
