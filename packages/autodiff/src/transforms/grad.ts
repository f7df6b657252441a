import { notASingleValue, notReal, notScalar } from '../errors.js';
import { constant } from '../graph/apply.js';
import { Tensor, type TensorLike } from '../graph/tensor.js';
import { isFloating } from '../graph/tensorType.js';
import { orZeros } from '../ops/structure.js';
import type { Flattened } from '../tree/tree.js';
import type { Gradients, Selected, UntracedArgs, ValueOf } from '../tree/types.js';
import { checkArgnums, checkedGradOptions, restoredArguments, settled, settledTree, traceCall, transforming, type GradOptions } from './arguments.js';
import { reverse } from './reverse.js';

type WithAux<N extends number | readonly number[]> = GradOptions<N> & { readonly hasAux: true };

interface Differentiated {
  readonly value: unknown;
  readonly gradient: unknown;
  readonly aux: unknown;
}

function differentiate(transform: string, f: (...args: never[]) => unknown, { argnums = 0, hasAux = false }: GradOptions, args: readonly unknown[]): Differentiated {
  return transforming(
    () => {
      const call = traceCall(f, args, { argnums, hasAux });
      return { ...call, output: scalarOutput(transform, call.result) };
    },
    ({ arguments: selected, inputs, output, aux }): Differentiated => {
      const { outputs, pullback } = reverse([output], inputs);
      const value = settled(outputs[0]!);
      const gradients = orZeros(pullback([constant(1, output.dtype)]), inputs).map(settled);
      const trees = restoredArguments(selected, gradients);
      const isHost = checkArgnums(argnums, args.length).every(argnum => !hasTensor(args[argnum]));
      return {
        value: isHost && value.scope === null ? value.item() : value,
        gradient: typeof argnums === 'object' ? trees : trees[0],
        aux: settledTree(aux, aux.leaves),
      };
    },
  );
}

/** The result of a function to be differentiated: one floating-point scalar. */
export function scalarOutput(transform: string, { structure, leaves: [output] }: Flattened): Tensor {
  if (output === undefined || (structure.key !== 'Tensor' && structure.key !== 'number')) throw notASingleValue(transform);
  if (output.shape.length > 0) throw notScalar(transform, output.shape);
  if (!isFloating(output.dtype)) throw notReal(transform, output.dtype);
  return output;
}

const hasTensor = (tree: unknown): boolean =>
  tree instanceof Tensor || (typeof tree === 'object' && tree !== null && !ArrayBuffer.isView(tree) && Object.values(tree).some(hasTensor));

/**
 * The gradient of a scalar function, itself a function of the same arguments, by reverse mode.
 *
 * The gradient has the structure of the argument: a number for a number, a `Float64Array` for a `Float64Array`, a tree
 * for a tree. Inside `f` every leaf is a Tensor. `grad` composes with itself and with every other transform.
 *
 * @throws DifferentiationError if `f` does not return one floating-point scalar, or an argument has no derivative.
 *
 * @example
 * ```ts
 * import { add, div, grad, square } from '@fermat/autodiff';
 *
 * const dz = grad((x, y) => add(square(x), div(y, 2)), { argnums: [0, 1] });
 * console.log(dz(3, 1)); // [6, 0.5]
 * ```
 *
 * Source: A. Griewank, A. Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, chapter 3; reverse mode as the transpose
 * of forward mode: R. Frostig et al., Decomposing reverse-mode automatic differentiation, 2021.
 */
export function grad<P extends readonly unknown[] = Tensor[], Aux = unknown, const N extends number | readonly number[] = 0>(
  f: (...args: P) => readonly [TensorLike, Aux],
  options: WithAux<N>,
): <A extends UntracedArgs<P>>(...args: A) => [gradient: Gradients<A, N>, aux: Aux];
export function grad<P extends readonly unknown[] = Tensor[], const N extends number | readonly number[] = 0>(
  f: (...args: P) => TensorLike,
  options?: GradOptions<N>,
): <A extends UntracedArgs<P>>(...args: A) => Gradients<A, N>;
export function grad(f: (...args: never[]) => unknown, options: GradOptions = {}): never {
  checkedGradOptions('grad', options);
  const gradientOf = (...args: unknown[]): unknown => {
    const { gradient, aux } = differentiate('grad', f, options, args);
    return options.hasAux === true ? [gradient, aux] : gradient;
  };
  return gradientOf as never;
}

/**
 * The value of a scalar function and its gradient, computed together: `[value, gradient]`, and `[[value, aux], gradient]`
 * with `hasAux`. The value is a number where the arguments differentiated by hold no Tensor. Otherwise as `grad`.
 *
 * @example
 * ```ts
 * import { sqrt, square, sum, valueAndGrad } from '@fermat/autodiff';
 *
 * const length = valueAndGrad(x => sqrt(sum(square(x))));
 * console.log(length(Float64Array.of(3, 4))); // [5, Float64Array [0.6, 0.8]]
 * ```
 */
export function valueAndGrad<P extends readonly unknown[] = Tensor[], Aux = unknown, const N extends number | readonly number[] = 0>(
  f: (...args: P) => readonly [TensorLike, Aux],
  options: WithAux<N>,
): <A extends UntracedArgs<P>>(...args: A) => [[value: ValueOf<Selected<A, N>>, aux: Aux], gradient: Gradients<A, N>];
export function valueAndGrad<P extends readonly unknown[] = Tensor[], const N extends number | readonly number[] = 0>(
  f: (...args: P) => TensorLike,
  options?: GradOptions<N>,
): <A extends UntracedArgs<P>>(...args: A) => [value: ValueOf<Selected<A, N>>, gradient: Gradients<A, N>];
export function valueAndGrad(f: (...args: never[]) => unknown, options: GradOptions = {}): never {
  checkedGradOptions('valueAndGrad', options);
  const bothOf = (...args: unknown[]): unknown => {
    const { value, gradient, aux } = differentiate('valueAndGrad', f, options, args);
    return options.hasAux === true ? [[value, aux], gradient] : [value, gradient];
  };
  return bothOf as never;
}
