import { orZeros } from '../ops/structure.js';
import { flattenLike } from '../tree/tree.js';
import type { UntracedArgs } from '../tree/types.js';
import { settledTree, traceCall, transforming } from './arguments.js';
import { pushforward } from './forward.js';

/**
 * Forward mode: the value of `f` at `primals` and its derivative in the direction `tangents`, as `[value, tangent]`.
 * `primals` and `tangents` are lists of arguments of equal structure.
 *
 * @example
 * ```ts
 * import { jvp, sin, type Tensor } from '@fermat/autodiff';
 *
 * const [value, slope] = jvp((x: Tensor) => sin(x), [0], [2]);
 * console.log(value.item(), slope.item()); // 0 2
 * ```
 */
export function jvp<P extends readonly unknown[], R>(
  f: (...args: P) => R,
  primals: UntracedArgs<P>,
  tangents: UntracedArgs<P>,
): [value: R, tangent: R] {
  return transforming(
    () => {
      const traced = traceCall(f, primals);
      return { ...traced, seeds: traced.arguments.flatMap((arg, i) => flattenLike(tangents[i], arg, `tangent ${i}`)) };
    },
    ({ inputs, seeds, result }) => {
      const { outputs, tangents: found } = pushforward(result.leaves, inputs, seeds);
      return [settledTree(result, outputs), settledTree(result, orZeros(found, outputs))] as [R, R];
    },
  );
}
