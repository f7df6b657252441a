import { zerosOf } from '../ops/structure.js';
import { flatten, flattenLike } from '../tree/tree.js';
import type { Gradients, UntracedArgs } from '../tree/types.js';
import { checkDifferentiable, restoredArguments } from './arguments.js';
import { transposedCall } from './call.js';
import { traceAbstract } from './trace.js';

/**
 * The transpose of a function that is linear in all its arguments: takes a cotangent of the result to those of the
 * arguments, as a list. Of the examples only structure, shapes and dtypes matter.
 *
 * @throws DifferentiationError where the function is not linear.
 *
 * @example
 * ```ts
 * import { linearTranspose, mul, sum, type Tensor } from '@fermat/autodiff';
 *
 * const total = (x: Tensor) => mul(3, sum(x));
 * console.log(linearTranspose(total, Float64Array.of(0, 0))(2)); // [Float64Array [6, 6]]
 * ```
 */
export function linearTranspose<P extends readonly unknown[], A extends UntracedArgs<P>>(
  f: (...args: P) => unknown,
  ...examples: A
): (cotangent: unknown) => Gradients<A, { [K in keyof A]: K }> {
  const flattened = examples.map((example, i) => flatten(example, `argument ${i}`));
  flattened.forEach(checkDifferentiable);
  const { graph, result, captured } = traceAbstract('linearTranspose', f, examples);
  const leaves = flattened.flatMap(example => example.leaves);
  return cotangent => {
    const seeds = flattenLike(cotangent, { structure: result, leaves: [...graph.outputs] }, 'the cotangent');
    const found = transposedCall(graph, f.name || 'f', [...leaves, ...captured], seeds, i => i < leaves.length);
    const cotangents = leaves.map((leaf, i) => found[i] ?? zerosOf(leaf.type));
    return restoredArguments(flattened, cotangents) as never;
  };
}
