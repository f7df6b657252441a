import { flatten, flattenLike, restored, type Flattened } from '../tree/tree.js';
import type { UntracedArgs } from '../tree/types.js';
import { zerosOf } from '../ops/structure.js';
import { checkDifferentiable, settled, traceArguments, transforming, wrapped } from './arguments.js';
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
      const traced = traceArguments(primals, wrapped);
      traced.arguments.forEach(checkDifferentiable);
      const seeds = traced.arguments.flatMap((arg: Flattened, i) => flattenLike(tangents[i], arg, `tangent ${i}`));
      return { inputs: traced.nodes.flat(), seeds, result: flatten(f(...(traced.trees as unknown as P)), 'the result') };
    },
    ({ inputs, seeds, result }) => {
      const { outputs, tangents: found } = pushforward(result.leaves, inputs, seeds);
      const slopes = outputs.map((output, i) => settled(found[i] ?? zerosOf(output.type)));
      return [restored(result.structure, outputs.map(settled)), restored(result.structure, slopes)] as [R, R];
    },
  );
}
