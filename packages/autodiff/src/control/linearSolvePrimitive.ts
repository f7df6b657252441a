import { noTransposeSolve, notLinear } from '../errors.js';
import { apply, projections } from '../graph/apply.js';
import type { Graph } from '../graph/graph.js';
import type { Linearization, Maybe, Primitive, Pushforward } from '../graph/primitive.js';
import type { Tensor } from '../graph/tensor.js';
import { isFloating, tupleType } from '../graph/tensorType.js';
import { neg } from '../ops/arithmetic.js';
import { total } from '../ops/addPrimitive.js';
import { repeated, zerosOf } from '../ops/structure.js';
import { batchedGraph } from '../transforms/batch.js';
import { called, pushforwardCall } from '../transforms/call.js';
import { inPlaces } from '../transforms/inPlaces.js';
import { backwardGraph } from './backwardGraph.js';

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
const linearSolvePrimitive: Primitive<LinearSolveParams> = {
  name: 'linearSolve',
  infer: (_types, { equation }) => tupleType(equation.solve.outputs.map(output => output.type)),
  lower: (target, inputs, { equation }) => target.graph(equation.solve, inputs.map(input => input.value)),
  inline: ({ equation }) => equation.solve,
  linearTranspose(cotangents, node, isLinear) {
    const params = node.params as LinearSolveParams;
    const [parameters, b] = sides(node.inputs, params);
    if (parameters.some((_, i) => isLinear(i))) throw notLinear('linearSolve');
    return [...parameters.map(() => null), ...solvedBackwards(params, parameters, b, cotangents)];
  },
  batch: (operands, isBatched, params, size) => batchedSolve(params, operands, isBatched, size),
  structured: {
    subgraphs: ({ equation }) => [equation.solve],
    jvp: (node, inputs, tangents) => pushforwardSolve(node.params as LinearSolveParams, inputs, tangents),
    linearize: (node, inputs, isActive) => linearizeSolve(node.params as LinearSolveParams, inputs, isActive),
  },
};

const sides = <T>(inputs: readonly T[], { parameters }: LinearSolveParams): [readonly T[], readonly T[]] => [
  inputs.slice(0, parameters),
  inputs.slice(parameters),
];

export const linearlySolved = (params: LinearSolveParams, parameters: readonly Tensor[], b: readonly Tensor[]): Tensor[] =>
  projections(apply(linearSolvePrimitive, [...parameters, ...b], params));

/** The solution of the transposed equation, whose right-hand side are cotangents of x. */
function solvedBackwards({ equation, transposed, parameters: count }: LinearSolveParams, parameters: readonly Tensor[], like: readonly Tensor[], cotangents: readonly Maybe<Tensor>[]): Tensor[] {
  if (transposed === null) throw noTransposeSolve();
  const b = cotangents.map((ct, i) => ct ?? zerosOf(like[i]!.type));
  return linearlySolved({ equation: transposed, transposed: equation, parameters: count }, parameters, b);
}

/** From A x = b follows A dx = db - dA x. */
function pushforwardSolve(params: LinearSolveParams, inputs: readonly Tensor[], tangents: readonly Maybe<Tensor>[]): Pushforward {
  const [parameters, b] = sides(inputs, params);
  const [dParameters, db] = sides(tangents, params);
  const x = linearlySolved(params, parameters, b);
  const dAx = dParameters.every(d => d === null)
    ? b.map(() => null)
    : pushforwardCall({ graph: params.equation.matvec, name: 'matvec' }, [...parameters, ...x], [...dParameters, ...x.map(() => null)]).tangents;
  const right = b.map((_, i) => total(db[i]!, dAx[i]! && neg(dAx[i])));
  if (right.every(d => d === null)) return { outputs: x, tangents: right };
  return { outputs: x, tangents: linearlySolved(params, parameters, right.map((d, i) => d ?? zerosOf(b[i]!.type))) };
}

/** The cotangent of b solves the transposed equation; those of the parameters are those of -A x for it. */
function linearizeSolve(params: LinearSolveParams, inputs: readonly Tensor[], isActive: (input: number) => boolean): Linearization {
  const [parameters, b] = sides(inputs, params);
  const node = apply(linearSolvePrimitive, inputs, params);
  const x = projections(node);
  const active = [...parameters, ...x].map((input, i) => i < parameters.length && isActive(i) && isFloating(input.dtype));
  return {
    node,
    pullback(cotangents) {
      const ctB = solvedBackwards(params, parameters, b, cotangents);
      if (!active.includes(true)) return [...parameters.map(() => null), ...ctB];
      const ctAx = ctB.map(neg);
      const backward = backwardGraph('customLinearSolve', params.equation.matvec, [...parameters, ...x], active, ctAx);
      const found = inPlaces(active, called(backward, 'vjp(matvec)', [...parameters, ...x, ...ctAx]));
      return [...found.slice(0, parameters.length), ...ctB];
    },
  };
}

function batchedSolve({ equation, transposed, parameters }: LinearSolveParams, operands: readonly Tensor[], isBatched: (input: number) => boolean, size: number): Tensor[] {
  const isWide = (input: number): boolean => (input < parameters ? isBatched(input) : true);
  const widened = ({ matvec, solve }: Equation): Equation => ({ matvec: batchedGraph(matvec, isWide, size), solve: batchedGraph(solve, isWide, size) });
  const all = operands.map((x, i) => (i < parameters || isBatched(i) ? x : repeated(x, size)));
  const params = { equation: widened(equation), transposed: transposed && widened(transposed), parameters };
  return linearlySolved(params, all.slice(0, parameters), all.slice(parameters));
}
