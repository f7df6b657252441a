import { parameter } from '../graph/apply.js';
import { Graph } from '../graph/graph.js';
import type { Maybe } from '../graph/primitive.js';
import { currentScope, openScope, opening, tracing, within, type Scope } from '../graph/scope.js';
import type { Tensor } from '../graph/tensor.js';
import { zerosOf } from '../ops/structure.js';
import { flatten, flattenLike, restored } from '../tree/tree.js';
import type { Gradient, UntracedArgs } from '../tree/types.js';
import { checkDifferentiable, restoredArguments, settled, traceArguments, wrapped } from './arguments.js';
import { called } from './call.js';
import { reverse, type Reversed } from './reverse.js';

/**
 * Reverse mode for any results: the value of `f`, and the pullback that takes a cotangent of the value to the
 * cotangents of the arguments, as a list. The pullback may be called any number of times.
 *
 * @example
 * ```ts
 * import { mul, vjp, type Tensor } from '@fermat/autodiff';
 *
 * const [value, pullback] = vjp((x: Tensor, y: Tensor) => mul(x, y), 3, 4);
 * console.log(value.item(), pullback(1)); // 12 [4, 3]
 * ```
 */
export function vjp<P extends readonly unknown[], R, A extends UntracedArgs<P>>(
  f: (...args: P) => R,
  ...args: A
): [value: R, pullback: (cotangent: unknown) => { -readonly [K in keyof A]: Gradient<A[K]> }] {
  const outer = currentScope();
  const scope = outer ?? openScope(null);
  try {
    const { traced, result } = within(scope, () => {
      const traced = traceArguments(args, wrapped);
      traced.arguments.forEach(checkDifferentiable);
      return { traced, result: flatten(f(...(traced.trees as unknown as P)), 'the result') };
    });
    const inputs = traced.nodes.flat();
    const { outputs, pullback } = reverse(result.leaves, inputs);
    const value = restored(result.structure, outputs.map(settled)) as R;
    return [
      value,
      cotangent => {
        const seeds = flattenLike(cotangent, result, 'the cotangent');
        const found = outer === null ? pulledBack(scope, pullback, seeds) : pullback(seeds);
        const gradients = inputs.map((input, i) => settled(found[i] ?? zerosOf(input.type)));
        return restoredArguments(traced.arguments, gradients) as never;
      },
    ];
  } finally {
    if (outer === null) scope.open = false;
  }
}

/** A pullback through an outermost trace: at once, or where another trace is open by now, as a call of the whole. */
function pulledBack(scope: Scope, pullback: Reversed['pullback'], cotangents: readonly Tensor[]): readonly Maybe<Tensor>[] {
  if (currentScope() === null) return opening(scope, () => within(null, () => pullback(cotangents).map(ct => ct && settled(ct))));
  let found: readonly Maybe<Tensor>[] = [];
  const graph = opening(scope, () =>
    tracing('vjp', inner => {
      const seeds = cotangents.map(ct => parameter(ct.type, inner));
      found = pullback(seeds);
      return new Graph(seeds, found.filter(ct => ct !== null), scope.watermark);
    }),
  );
  const results = called(graph, 'pullback', cotangents).values();
  return found.map(ct => ct && results.next().value!);
}
