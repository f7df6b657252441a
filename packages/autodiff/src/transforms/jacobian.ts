import type { Tensor } from '../graph/tensor.js';
import { eye } from '../ops/creation.js';
import { moveaxis } from '../ops/shape.js';
import { converted, reshaped, zerosOf } from '../ops/structure.js';
import { traced, type Flattened } from '../tree/tree.js';
import type { JacobianOf, Selected, UntracedArgs } from '../tree/types.js';
import { settled, wrapped } from './arguments.js';
import { pushforward } from './forward.js';
import { leafwise, type Leafwise } from './leafwise.js';
import { reverse } from './reverse.js';
import { traceAbstract } from './trace.js';
import { vmap } from './vmap.js';

export interface JacobianOptions<N extends number = number> {
  /** The argument to differentiate by, counted from 0; the first by default. */
  readonly argnums?: N;
}

/** The unit vectors of a value, each in its shape, along a new first axis. */
const basis = (like: Tensor): Tensor => converted(reshaped(eye(like.size), [like.size, ...like.shape]), like.dtype);

/** By leaf of the result, and by leaf of the argument: the derivatives, of the shape of the one and then of the other. */
type Blocks = readonly (readonly Tensor[])[];

export function forwardBlocks({ argument, call }: Leafwise, result: Flattened): Blocks {
  const columns = argument.leaves.map((leaf, i) => {
    const alongLeaf = (t: Tensor): Tensor[] => {
      const inputs = argument.leaves.map(wrapped);
      const { outputs, tangents } = pushforward(call(inputs).leaves, inputs, inputs.map((_, j) => (j === i ? t : null)));
      return outputs.map((output, o) => tangents[o] ?? zerosOf(output.type));
    };
    return vmap(alongLeaf, { outAxes: -1 })(basis(leaf)).map((d, o) => reshaped(d, [...result.leaves[o]!.shape, ...leaf.shape]));
  });
  return result.leaves.map((_, o) => columns.map(column => column[o]!));
}

function reverseBlocks({ argument, call }: Leafwise, result: Flattened): Blocks {
  return result.leaves.map((output, o) => {
    const alongOutput = (ct: Tensor): Tensor[] => {
      const inputs = argument.leaves.map(wrapped);
      const { outputs, pullback } = reverse(call(inputs).leaves, inputs);
      const cotangents = pullback(outputs.map((_, other) => (other === o ? ct : null)));
      return inputs.map((input, i) => cotangents[i] ?? zerosOf(input.type));
    };
    return vmap(alongOutput)(basis(output)).map((d, i) => reshaped(d, [...output.shape, ...argument.leaves[i]!.shape]));
  });
}

/** The derivatives of one leaf of the result by all leaves of the argument, as the argument's tree of Tensors. */
function tensorsLike({ structure, leaves }: Flattened, derivatives: readonly Tensor[]): unknown {
  const isPacked = (i: number): boolean => structure.scalars[i]! && leaves[i]!.shape.length > 0;
  return traced(structure, derivatives.map((d, i) => settled(isPacked(i) ? moveaxis(d, -1, 0) : d)));
}

type AnyFunction = (...args: never[]) => unknown;
type Mode = (view: Leafwise, result: Flattened) => Blocks;

/** For every leaf of the result, the tree that `asTree` makes of its derivatives. */
export function derivativesOf(
  f: AnyFunction,
  args: readonly unknown[],
  argnum: number,
  chooseMode: (argument: Flattened, result: Flattened) => Mode,
  asTree: (argument: Flattened, derivatives: readonly Tensor[], of: Tensor) => unknown,
): unknown {
  const view = leafwise(f, args, argnum);
  const { graph, result: structure } = traceAbstract('jacobian', f, args);
  const result: Flattened = { structure, leaves: [...graph.outputs] };
  const blocks = chooseMode(view.argument, result)(view, result);
  return structure.fill(result.leaves.map((leaf, o) => asTree(view.argument, blocks[o]!, leaf)).values());
}

/**
 * The Jacobian by forward mode, one tangent for each element of the argument: for tall Jacobians. A result of shape
 * `[m]` of a vector of shape `[n]` gives a Tensor of shape `[m, n]`; trees give trees of trees.
 */
export function jacfwd<P extends readonly unknown[] = Tensor[], R = unknown, const N extends number = 0>(
  f: (...args: P) => R,
  { argnums = 0 as N }: JacobianOptions<N> = {},
): <A extends UntracedArgs<P>>(...args: A) => JacobianOf<R, Selected<A, N>> {
  return (...args) => derivativesOf(f, args, argnums, () => forwardBlocks, tensorsLike) as never;
}

/** The Jacobian by reverse mode, one cotangent for each element of the result: for wide Jacobians. As `jacfwd`. */
export function jacrev<P extends readonly unknown[] = Tensor[], R = unknown, const N extends number = 0>(
  f: (...args: P) => R,
  { argnums = 0 as N }: JacobianOptions<N> = {},
): <A extends UntracedArgs<P>>(...args: A) => JacobianOf<R, Selected<A, N>> {
  return (...args) => derivativesOf(f, args, argnums, () => reverseBlocks, tensorsLike) as never;
}

const elements = ({ leaves }: Flattened): number => leaves.reduce((sum, leaf) => sum + leaf.size, 0);

/**
 * The Jacobian, by forward mode where the argument has at most as many elements as the result, else by reverse mode.
 *
 * @example
 * ```ts
 * import { cos, jacobian, mul, sin, slice, stack, type Tensor } from '@fermat/autodiff';
 *
 * const polar = (p: Tensor) => stack([mul(slice(p, 0), cos(slice(p, 1))), mul(slice(p, 0), sin(slice(p, 1)))]);
 * console.log(jacobian(polar)(Float64Array.of(2, 0)).toArray()); // [[1, 0], [0, 2]]
 * ```
 */
export function jacobian<P extends readonly unknown[] = Tensor[], R = unknown, const N extends number = 0>(
  f: (...args: P) => R,
  { argnums = 0 as N }: JacobianOptions<N> = {},
): <A extends UntracedArgs<P>>(...args: A) => JacobianOf<R, Selected<A, N>> {
  return (...args) => derivativesOf(f, args, argnums, (argument, result) => (elements(argument) <= elements(result) ? forwardBlocks : reverseBlocks), tensorsLike) as never;
}
