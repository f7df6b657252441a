import { parameter } from '../graph/apply.js';
import { Graph } from '../graph/graph.js';
import type { Maybe } from '../graph/primitive.js';
import { currentScope, opening, tracing, within, type Scope } from '../graph/scope.js';
import { inPlaces, present } from '../graph/sparse.js';
import type { Tensor } from '../graph/tensor.js';
import { orZeros } from '../ops/structure.js';
import { locating } from '../provenance.js';
import { flattenLike } from '../tree/tree.js';
import type { Gradient, UntracedArgs } from '../tree/types.js';
import { auxOptions, restoredArguments, settled, settledTree, traceCall, transforming, withAux } from './arguments.js';
import { called } from './call.js';
import { reverse, type Reversed } from './reverse.js';

type Pullback<A extends readonly unknown[]> = (cotangent: unknown) => { -readonly [K in keyof A]: Gradient<A[K]> };

/**
 * Reverse mode for any results: the value of `f`, and the pullback that takes a cotangent of the value to the
 * cotangents of the arguments, as a list. The pullback may be called any number of times. With `{ hasAux: true }` before the
 * arguments the function returns `[value, aux]`, and aux is the third result.
 *
 * @example
 * ```ts
 * import { mul, vjp, type Tensor } from '@fermat/autodiff';
 *
 * const [value, pullback] = vjp((x: Tensor, y: Tensor) => mul(x, y), 3, 4);
 * console.log(value.item(), pullback(1)); // 12 [4, 3]
 * ```
 */
export function vjp<P extends readonly unknown[], R, Aux, A extends UntracedArgs<P>>(
  f: (...args: P) => readonly [R, Aux],
  options: { readonly hasAux: true },
  ...args: A
): [value: R, pullback: Pullback<A>, aux: Aux];
export function vjp<P extends readonly unknown[], R, A extends UntracedArgs<P>>(f: (...args: P) => R, ...args: A): [value: R, pullback: Pullback<A>];
export function vjp(f: (...args: never[]) => unknown, ...given: unknown[]): unknown {
  const { options, args } = auxOptions('vjp', given);
  return transforming(
    () => traceCall(f, args, options),
    ({ arguments: traced, inputs, result, aux }, own) => {
      const { outputs, pullback } = reverse(result.leaves, inputs);
      const once = (cotangent: unknown): unknown[] => {
        const seeds = flattenLike(cotangent, result, 'the cotangent');
        const found = own === null ? pullback(seeds) : pulledBack(own, pullback, seeds);
        return restoredArguments(traced, orZeros(found, inputs).map(settled));
      };
      const anew = vjp as (...all: unknown[]) => [unknown, typeof once];
      const back = (cotangent: unknown): unknown[] => locating(() => once(cotangent), () => anew(f, ...given)[1](cotangent));
      return withAux([settledTree(result, outputs), back], aux, options);
    },
  );
}

/** A pullback through an outermost trace: at once, or where another trace is open by now, as a call of the whole. */
function pulledBack(scope: Scope, pullback: Reversed['pullback'], cotangents: readonly Tensor[]): readonly Maybe<Tensor>[] {
  if (currentScope() === null) return opening(scope, () => within(null, () => pullback(cotangents).map(ct => ct && settled(ct))));
  let found: readonly Maybe<Tensor>[] = [];
  const graph = opening(scope, () =>
    tracing('vjp', inner => {
      const seeds = cotangents.map(ct => parameter(ct.type, inner));
      found = pullback(seeds);
      return new Graph(seeds, present(found), scope.watermark);
    }),
  );
  return inPlaces(found, called(graph, 'pullback', cotangents));
}
