import { notLinear, noTransposeSolve } from '../errors.js';
import { applyAll } from '../graph/apply.js';
import type { Graph } from '../graph/graph.js';
import { graphPrimitive } from '../graph/graphPrimitive.js';
import type { Maybe, Primitive, Pushforward } from '../graph/primitive.js';
import type { Tensor } from '../graph/tensor.js';
import { isFloating } from '../graph/tensorType.js';
import { total } from '../ops/addPrimitive.js';
import { neg } from '../ops/arithmetic.js';
import { orZeros, repeated } from '../ops/structure.js';
import { batchedGraph } from '../transforms/batch.js';
import { called, pushforwardCall } from '../transforms/call.js';
import { wayBack } from './wayBack.js';

/** The equation A x = b as graphs that take the parameters of A first. */
interface Equation {
  /** Of the parameters and x: A x. */
  readonly matvec: Graph;
  /** Of the parameters and b: x. */
  readonly solve: Graph;
}

export interface LinearSolveParams {
  readonly equation: Equation;
  /** The same with A transposed, where it can be solved. */
  readonly transposed: Equation | null;
  /** The number of parameters. */
  readonly parameters: number;
}

/** Inputs: the parameters of A, and the leaves of b. Outputs: the leaves of x. */
const linearSolvePrimitive: Primitive<LinearSolveParams> = /* @__PURE__ */ graphPrimitive<LinearSolveParams>({
  name: 'linearSolve',
  graphOf: ({ equation }) => equation.solve,
  linearTranspose(cotangents, node, isLinear) {
    const params = node.params as LinearSolveParams;
    const [parameters, b] = sides(node.inputs, params);
    if (parameters.some((_, i) => isLinear(i))) throw notLinear('linearSolve');
    return [...parameters.map(() => null), ...solvedBackwards(params, parameters, b, cotangents)];
  },
  batch: batchedSolve,
  derivatives: { jvp: pushforwardSolve, pullback: pullbackSolve },
});

const sides = <T>(inputs: readonly T[], { parameters }: LinearSolveParams): [readonly T[], readonly T[]] => [
  inputs.slice(0, parameters),
  inputs.slice(parameters),
];

export const linearlySolved = (params: LinearSolveParams, parameters: readonly Tensor[], b: readonly Tensor[]): Tensor[] =>
  applyAll(linearSolvePrimitive, [...parameters, ...b], params);

/** The solution of the transposed equation, whose right-hand side are cotangents of x. */
function solvedBackwards(
  { equation, transposed, parameters: count }: LinearSolveParams,
  parameters: readonly Tensor[],
  like: readonly Tensor[],
  cotangents: readonly Maybe<Tensor>[],
): Tensor[] {
  if (transposed === null) throw noTransposeSolve();
  return linearlySolved({ equation: transposed, transposed: equation, parameters: count }, parameters, orZeros(cotangents, like));
}

/** From A x = b follows A dx = db - dA x. */
function pushforwardSolve(params: LinearSolveParams, inputs: readonly Tensor[], tangents: readonly Maybe<Tensor>[]): Pushforward {
  const [parameters, b] = sides(inputs, params);
  const [dParameters, db] = sides(tangents, params);
  const x = linearlySolved(params, parameters, b);
  const none = x.map(() => null);
  const dAx = dParameters.every(d => d === null)
    ? none
    : pushforwardCall({ graph: params.equation.matvec, name: 'matvec' }, [...parameters, ...x], [...dParameters, ...none]).tangents;
  const right = db.map((d, i) => total(d, dAx[i]! && neg(dAx[i])));
  return { outputs: x, tangents: right.every(d => d === null) ? right : linearlySolved(params, parameters, orZeros(right, b)) };
}

/** The cotangent of b solves the transposed equation; those of the parameters are those of -A x for it. */
function pullbackSolve(
  params: LinearSolveParams,
  inputs: readonly Tensor[],
  x: readonly Tensor[],
  cotangents: readonly Maybe<Tensor>[],
  isActive: (input: number) => boolean,
): Maybe<Tensor>[] {
  const [parameters, b] = sides(inputs, params);
  const ctB = solvedBackwards(params, parameters, b, cotangents);
  const active = parameters.map((input, i) => isActive(i) && isFloating(input.dtype));
  if (!active.includes(true)) return [...active.map(() => null), ...ctB];
  const ctAx = ctB.map(neg);
  const known = [...parameters, ...x];
  const found = wayBack('customLinearSolve', [params.equation.matvec], known, active, ctAx, ([backward], all) => called(backward!, 'vjp(matvec)', all));
  return [...found, ...ctB];
}

function batchedSolve(
  operands: readonly Tensor[],
  isBatched: (input: number) => boolean,
  { equation, transposed, parameters }: LinearSolveParams,
  size: number,
): Tensor[] {
  const isWide = (input: number): boolean => input >= parameters || isBatched(input);
  const widened = ({ matvec, solve }: Equation): Equation => ({ matvec: batchedGraph(matvec, isWide, size), solve: batchedGraph(solve, isWide, size) });
  const all = operands.map((x, i) => (i < parameters || isBatched(i) ? x : repeated(x, size)));
  return applyAll(linearSolvePrimitive, all, { equation: widened(equation), transposed: transposed && widened(transposed), parameters });
}
