import { orZeros } from '../ops/structure.js';
import { flattenLike } from '../tree/tree.js';
import type { UntracedArgs } from '../tree/types.js';
import { checkedAux, settledTree, traceCall, transforming, withAux, type AuxOptions } from './arguments.js';
import { pushforward } from './forward.js';

/**
 * Forward mode: the value of `f` at `primals` and its derivative in the direction `tangents`, as `[value, tangent]`.
 * `primals` and `tangents` are lists of arguments of equal structure. With `hasAux` the function returns `[value, aux]`, and the
 * result is `[value, tangent, aux]`.
 *
 * @example
 * ```ts
 * import { jvp, sin, type Tensor } from '@fermat/autodiff';
 *
 * const [value, slope] = jvp((x: Tensor) => sin(x), [0], [2]);
 * console.log(value.item(), slope.item()); // 0 2
 * ```
 */
export function jvp<P extends readonly unknown[], R, Aux>(
  f: (...args: P) => readonly [R, Aux],
  primals: UntracedArgs<P>,
  tangents: UntracedArgs<P>,
  options: { readonly hasAux: true },
): [value: R, tangent: R, aux: Aux];
export function jvp<P extends readonly unknown[], R>(
  f: (...args: P) => R,
  primals: UntracedArgs<P>,
  tangents: UntracedArgs<P>,
  options?: AuxOptions,
): [value: R, tangent: R];
export function jvp(f: (...args: never[]) => unknown, primals: readonly unknown[], tangents: readonly unknown[], options: AuxOptions = {}): unknown {
  checkedAux('jvp', options, '...');
  return transforming(
    () => {
      const traced = traceCall(f, primals, options);
      return { ...traced, seeds: traced.arguments.flatMap((arg, i) => flattenLike(tangents[i], arg, `tangent ${i}`)) };
    },
    ({ inputs, seeds, result, aux }) => {
      const { outputs, tangents: found } = pushforward(result.leaves, inputs, seeds);
      return withAux([settledTree(result, outputs), settledTree(result, orZeros(found, outputs))], aux, options);
    },
  );
}
