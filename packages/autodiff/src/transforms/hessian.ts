import { constant } from '../graph/apply.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { orZeros } from '../ops/structure.js';
import { flatten, flattenLike, restored, traced, type Flattened } from '../tree/tree.js';
import type { Gradient, HessianOf, Selected, UntracedArgs } from '../tree/types.js';
import { checkedAux, checkedGradOptions, settled, settledTree, traceCall, transforming, withAux, type AuxOptions, type GradOptions, type TracedCall } from './arguments.js';
import { pushforward } from './forward.js';
import { scalarOutput } from './grad.js';
import { asOne, derivativesOf, forwardBlocks } from './jacobian.js';
import { reverse } from './reverse.js';

/** A function traced for the gradient by some of its arguments, which is still traced. */
function traceGradient(transform: string, f: (...args: never[]) => unknown, args: readonly unknown[], options: GradOptions): TracedCall & { gradient: readonly Tensor[] } {
  const call = traceCall(f, args, { argnums: 0, ...options });
  const value = scalarOutput(transform, call.result);
  const { pullback } = reverse([value], call.inputs);
  return { ...call, gradient: orZeros(pullback([constant(1, value.dtype)]), call.inputs) };
}

/**
 * The matrix of second derivatives of a scalar function, by forward over reverse mode. For a vector of shape `[n]` a
 * Tensor of shape `[n, n]`; for an array of n numbers an array of n arrays; for trees, trees of trees; for several `argnums`,
 * lists of lists. With `hasAux` the function returns `[value, aux]`, and the result is `[hessian, aux]`.
 *
 * @example
 * ```ts
 * import { add, hessian, mul, square, type Tensor } from '@fermat/autodiff';
 *
 * const f = ([x, y]: [Tensor, Tensor]) => add(square(x), mul(3, mul(x, y)));
 * console.log(hessian(f)([3, 2])); // [[2, 3], [3, 0]]
 * ```
 */
export function hessian<P extends readonly unknown[] = Tensor[], Aux = unknown, const N extends number | readonly number[] = 0>(
  f: (...args: P) => readonly [TensorLike, Aux],
  options: GradOptions<N> & { readonly hasAux: true },
): <A extends UntracedArgs<P>>(...args: A) => [hessian: HessianOf<Selected<A, N>>, aux: Aux];
export function hessian<P extends readonly unknown[] = Tensor[], const N extends number | readonly number[] = 0>(
  f: (...args: P) => TensorLike,
  options?: GradOptions<N>,
): <A extends UntracedArgs<P>>(...args: A) => HessianOf<Selected<A, N>>;
export function hessian(f: (...args: never[]) => unknown, options: GradOptions = {}): never {
  checkedGradOptions('hessian', options);
  const traceSlopes = (args: readonly unknown[]): TracedCall => {
    const { gradient, ...call } = traceGradient('hessian', f, args, options);
    return { ...call, result: flatten(traced(asOne(call.arguments, options).structure, gradient), 'the gradient') };
  };
  return ((...args: unknown[]) => derivativesOf(() => traceSlopes(args), options, () => forwardBlocks, likeArgument)) as never;
}

/** The derivatives of a scalar slope have the kinds of the argument; those of a vector of slopes are matrices. */
function likeArgument({ structure }: Flattened, derivatives: readonly Tensor[], slope: Tensor): unknown {
  const known = derivatives.map(settled);
  return slope.shape.length === 0 ? restored(structure, known) : traced(structure, known);
}

/**
 * The product of the Hessian of a scalar function with a vector, without forming the matrix: `hvp(f)(x, v)` has the
 * structure of x, at a cost of about two gradients. With `hasAux` the function returns `[value, aux]`, and the result is
 * `[product, aux]`.
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
export function hvp<X = Tensor, Aux = unknown>(
  f: (x: X) => readonly [TensorLike, Aux],
  options: AuxOptions & { readonly hasAux: true },
): <A extends UntracedArgs<[X]>[0]>(x: A, v: A) => [product: Gradient<A>, aux: Aux];
export function hvp<X = Tensor>(f: (x: X) => TensorLike, options?: AuxOptions): <A extends UntracedArgs<[X]>[0]>(x: A, v: A) => Gradient<A>;
export function hvp(f: (x: never) => unknown, options: AuxOptions = {}): (x: unknown, v: unknown) => never {
  checkedAux('hvp', options, 'f');
  return (x, v) =>
    transforming(
      () => traceGradient('hvp', f, [x], options),
      ({ arguments: [argument], inputs, gradient, aux }) => {
        const { tangents } = pushforward(gradient, inputs, flattenLike(v, argument!, 'the vector'));
        const product = settledTree(argument!, orZeros(tangents, inputs));
        return (options.hasAux ? withAux([product], aux, options) : product) as never;
      },
    );
}
