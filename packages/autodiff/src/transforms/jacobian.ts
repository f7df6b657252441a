import { parameter } from '../graph/apply.js';
import { Graph } from '../graph/graph.js';
import { currentScope, openScope, within } from '../graph/scope.js';
import type { Tensor } from '../graph/tensor.js';
import { eye } from '../ops/creation.js';
import { moveaxis } from '../ops/shape.js';
import { converted, orZeros, reshaped } from '../ops/structure.js';
import { arrayOf, traced, type Flattened } from '../tree/tree.js';
import type { JacobianOf, Selected, UntracedArgs } from '../tree/types.js';
import { checkedGradOptions, settled, traceCall, transforming, withAux, type GradOptions, type TracedCall } from './arguments.js';
import { batch } from './batch.js';
import { pushforward } from './forward.js';
import { reverse } from './reverse.js';

/** The unit vectors of a value, each in its shape, along a new first axis. */
const basis = (like: Tensor): Tensor => converted(reshaped(eye(like.size), [like.size, ...like.shape]), like.dtype);

/** By leaf of the result, and by leaf of the argument: the derivatives, of the shape of the one and then of the other. */
type Blocks = readonly (readonly Tensor[])[];

/** The derivatives of results by the inputs from which they were traced. */
type Mode = (inputs: readonly Tensor[], results: readonly Tensor[]) => Blocks;

/** The values of a linear map, made node by node from one variable, at all unit vectors at once. */
function atBasis(like: Tensor, linear: (variable: Tensor) => readonly Tensor[]): Tensor[] {
  const scope = currentScope() ?? openScope(null);
  const graph = within(scope, () => {
    const variable = parameter(like.type, scope);
    return new Graph([variable], linear(variable), variable.id);
  });
  return batch(graph, [basis(like)], () => true, like.size);
}

/** Linearises once, and applies the linear map to the unit tangents of each leaf of the argument. */
export const forwardBlocks: Mode = (inputs, results) => {
  const columns = inputs.map((input, i) => {
    const along = (d: Tensor): Tensor[] => {
      const { tangents } = pushforward(results, inputs, inputs.map((_, j) => (j === i ? d : null)));
      return orZeros(tangents, results);
    };
    return atBasis(input, along).map((d, o) => reshaped(moveaxis(d, 0, -1), [...results[o]!.shape, ...input.shape]));
  });
  return results.map((_, o) => columns.map(column => column[o]!));
};

const reverseBlocks: Mode = (inputs, results) => {
  const { outputs, pullback } = reverse(results, inputs);
  return outputs.map((output, o) => {
    const along = (ct: Tensor): Tensor[] => orZeros(pullback(outputs.map((_, other) => (other === o ? ct : null))), inputs);
    return atBasis(output, along).map((d, i) => reshaped(d, [...output.shape, ...inputs[i]!.shape]));
  });
};

/** The derivatives of one leaf of the result by all leaves of the argument, as the argument's tree of Tensors. */
function tensorsLike({ structure, leaves }: Flattened, derivatives: readonly Tensor[]): unknown {
  const isPacked = (i: number): boolean => structure.scalars[i]! && leaves[i]!.shape.length > 0;
  return traced(structure, derivatives.map((d, i) => settled(isPacked(i) ? moveaxis(d, -1, 0) : d)));
}

/** The argument differentiated by, or several as one, an array of them. */
export const asOne = (args: readonly Flattened[], { argnums = 0 }: GradOptions): Flattened =>
  typeof argnums === 'number' ? args[0]! : { structure: arrayOf(args.map(({ structure }) => structure)), leaves: args.flatMap(({ leaves }) => leaves) };

/** For every leaf of the result, the tree that `asTree` makes of its derivatives; with `hasAux`, that and the auxiliary results. */
export function derivativesOf(
  trace: () => TracedCall,
  options: GradOptions,
  chooseMode: (argument: Flattened, result: Flattened) => Mode,
  asTree: (argument: Flattened, derivatives: readonly Tensor[], of: Tensor) => unknown,
): unknown {
  return transforming(trace, ({ arguments: args, inputs, result, aux }) => {
    const argument = asOne(args, options);
    const blocks = chooseMode(argument, result)(inputs, result.leaves);
    const trees = result.structure.fill(result.leaves.map((leaf, o) => asTree(argument, blocks[o]!, leaf)).values());
    return options.hasAux === true ? withAux([trees], aux, options) : trees;
  });
}

/** A transform to derivatives of all results by an argument, or by several, whose derivatives come as a list. */
export interface JacobianTransform {
  <P extends readonly unknown[] = Tensor[], R = unknown, Aux = unknown, const N extends number | readonly number[] = 0>(
    f: (...args: P) => readonly [R, Aux],
    options: GradOptions<N> & { readonly hasAux: true },
  ): <A extends UntracedArgs<P>>(...args: A) => [jacobian: JacobianOf<R, Selected<A, N>>, aux: Aux];
  <P extends readonly unknown[] = Tensor[], R = unknown, const N extends number | readonly number[] = 0>(
    f: (...args: P) => R,
    options?: GradOptions<N>,
  ): <A extends UntracedArgs<P>>(...args: A) => JacobianOf<R, Selected<A, N>>;
}

const jacobianBy =
  (transform: string, chooseMode: (argument: Flattened, result: Flattened) => Mode): JacobianTransform =>
  (f: (...args: never[]) => unknown, options?: GradOptions) => {
    const chosen = options === undefined ? {} : checkedGradOptions(transform, options);
    return (...args: unknown[]): never => derivativesOf(() => traceCall(f, args, { argnums: 0, ...chosen }), chosen, chooseMode, tensorsLike) as never;
  };

/**
 * The Jacobian by forward mode, one tangent for each element of the argument: for tall Jacobians. A result of shape
 * `[m]` of a vector of shape `[n]` gives a Tensor of shape `[m, n]`; trees give trees of trees, and several `argnums` a list.
 * With `hasAux` the function returns `[result, aux]`, and its Jacobian is a pair too.
 */
export const jacfwd: JacobianTransform = /* @__PURE__ */ jacobianBy('jacfwd', () => forwardBlocks);

/** The Jacobian by reverse mode, one cotangent for each element of the result: for wide Jacobians. As `jacfwd`. */
export const jacrev: JacobianTransform = /* @__PURE__ */ jacobianBy('jacrev', () => reverseBlocks);

const elements = ({ leaves }: Flattened): number => leaves.reduce((sum, leaf) => sum + leaf.size, 0);

/**
 * The Jacobian, by forward mode where the argument has at most as many elements as the result, else by reverse mode. As
 * `jacfwd`.
 *
 * @example
 * ```ts
 * import { cos, jacobian, mul, sin, slice, stack, type Tensor } from '@fermat/autodiff';
 *
 * const polar = (p: Tensor) => stack([mul(slice(p, 0), cos(slice(p, 1))), mul(slice(p, 0), sin(slice(p, 1)))]);
 * console.log(jacobian(polar)(Float64Array.of(2, 0)).toArray()); // [[1, 0], [0, 2]]
 * ```
 */
export const jacobian: JacobianTransform = /* @__PURE__ */ jacobianBy('jacobian', (argument, result) => (elements(argument) <= elements(result) ? forwardBlocks : reverseBlocks));
