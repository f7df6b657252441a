import { constant } from '../graph/apply.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { orZeros } from '../ops/structure.js';
import { flattenLike, restored, traced, type Flattened } from '../tree/tree.js';
import type { Gradient, HessianOf, Selected, UntracedArgs } from '../tree/types.js';
import { settled, settledTree, traceCall, transforming } from './arguments.js';
import { pushforward } from './forward.js';
import { grad, scalarOutput } from './grad.js';
import { derivativesOf, forwardBlocks, type JacobianOptions } from './jacobian.js';
import { reverse } from './reverse.js';

/**
 * The matrix of second derivatives of a scalar function, by forward over reverse mode. For a vector of shape `[n]` a
 * Tensor of shape `[n, n]`; for an array of n numbers an array of n arrays; for trees, trees of trees.
 *
 * @example
 * ```ts
 * import { add, hessian, mul, square, type Tensor } from '@fermat/autodiff';
 *
 * const f = ([x, y]: [Tensor, Tensor]) => add(square(x), mul(3, mul(x, y)));
 * console.log(hessian(f)([3, 2])); // [[2, 3], [3, 0]]
 * ```
 */
export function hessian<P extends readonly unknown[] = Tensor[], const N extends number = 0>(
  f: (...args: P) => TensorLike,
  { argnums = 0 as N }: JacobianOptions<N> = {},
): <A extends UntracedArgs<P>>(...args: A) => HessianOf<Selected<A, N>> {
  const slope = grad(f, { argnums }) as (...args: never[]) => unknown;
  return (...args) => derivativesOf(slope, args, argnums, () => forwardBlocks, likeArgument) as never;
}

/** The derivatives of a scalar slope have the kinds of the argument; those of a vector of slopes are matrices. */
function likeArgument({ structure }: Flattened, derivatives: readonly Tensor[], slope: Tensor): unknown {
  const known = derivatives.map(settled);
  return slope.shape.length === 0 ? restored(structure, known) : traced(structure, known);
}

/**
 * The product of the Hessian of a scalar function with a vector, without forming the matrix: `hvp(f)(x, v)` has the
 * structure of x, at a cost of about two gradients.
 *
 * Source: B. Pearlmutter, Fast exact multiplication by the Hessian, Neural Computation 6 (1994).
 *
 * @example
 * ```ts
 * import { hvp, mul, square, sum, type Tensor } from '@fermat/autodiff';
 *
 * const f = (x: Tensor) => sum(mul([1, 2], square(x)));
 * console.log(hvp(f)(Float64Array.of(5, 6), Float64Array.of(1, 1))); // Float64Array [2, 4]
 * ```
 */
export function hvp<X = Tensor>(f: (x: X) => TensorLike): <A extends UntracedArgs<[X]>[0]>(x: A, v: A) => Gradient<A> {
  return (x, v) =>
    transforming(
      () => {
        const { arguments: [argument], inputs, result } = traceCall(f, [x]);
        const value = scalarOutput('hvp', result.structure.scalars.length === 1 ? result.leaves[0] : null);
        const { pullback } = reverse([value], inputs);
        return { argument: argument!, inputs, gradient: orZeros(pullback([constant(1, value.dtype)]), inputs) };
      },
      ({ argument, inputs, gradient }) => {
        const { tangents } = pushforward(gradient, inputs, flattenLike(v, argument, 'the vector'));
        return settledTree(argument, orZeros(tangents, inputs)) as never;
      },
    );
}
