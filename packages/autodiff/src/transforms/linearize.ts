import { asConstant, parameter } from '../graph/apply.js';
import { Graph } from '../graph/graph.js';
import { rebuilt, replay, rewrite } from '../graph/rewrite.js';
import { currentScope, openScope, within } from '../graph/scope.js';
import type { Tensor } from '../graph/tensor.js';
import { reachable } from '../graph/walk.js';
import { orZeros } from '../ops/structure.js';
import { flattenLike } from '../tree/tree.js';
import type { UntracedArgs } from '../tree/types.js';
import { auxOptions, settledTree, traceCall, transforming, withAux } from './arguments.js';
import { pushforward } from './forward.js';

/**
 * The value of `f` at a point, and its derivative there as a linear function of tangents, which does not run `f` again. With
 * `{ hasAux: true }` before the arguments the function returns `[value, aux]`, and aux is the third result.
 *
 * @example
 * ```ts
 * import { linearize, sin, type Tensor } from '@fermat/autodiff';
 *
 * const [value, slope] = linearize((x: Tensor) => sin(x), 0);
 * console.log(value.item(), slope(1).item(), slope(5).item()); // 0 1 5
 * ```
 */
export function linearize<P extends readonly unknown[], R, Aux>(
  f: (...args: P) => readonly [R, Aux],
  options: { readonly hasAux: true },
  ...args: UntracedArgs<P>
): [value: R, derivative: (...tangents: UntracedArgs<P>) => R, aux: Aux];
export function linearize<P extends readonly unknown[], R>(
  f: (...args: P) => R,
  ...args: UntracedArgs<P>
): [value: R, derivative: (...tangents: UntracedArgs<P>) => R];
export function linearize(f: (...args: never[]) => unknown, ...given: unknown[]): unknown {
  const { options, args } = auxOptions('linearize', given);
  return transforming(
    () => {
      const call = traceCall(f, args, options);
      const seeds = call.inputs.map(input => parameter(input.type, currentScope()!));
      return { ...call, seeds, tangents: pushforward(call.result.leaves, call.inputs, seeds).tangents };
    },
    ({ arguments: traced, result, seeds, tangents, aux }, own) => {
      const slopes = orZeros(tangents, result.leaves);
      const derivative = new Graph(seeds, own === null ? slopes : withKnownValues(slopes, seeds), seeds[0]?.id ?? 0);
      const linear = (...directions: unknown[]): unknown => {
        const leaves = traced.flatMap((arg, i) => flattenLike(directions[i], arg, `tangent ${i}`));
        return settledTree(result, replay(derivative, leaves));
      };
      return withAux([settledTree(result, result.leaves), linear], aux, options);
    },
  );
}

/** The same nodes with everything that does not depend on the seeds replaced by its number. */
function withKnownValues(nodes: readonly Tensor[], seeds: readonly Tensor[]): Tensor[] {
  const scope = openScope(null);
  const lowest = seeds[0]?.id ?? 0;
  const dependent = new Set(seeds);
  const known = (node: Tensor): Tensor => (node.scope === null ? node : asConstant(node, 'linearize'));
  const replaced = new Map(seeds.map(seed => [seed, seed]));
  const standIn = within(scope, () =>
    rewrite(reachable(nodes, lowest, seeds), replaced, (node, operands) => {
      if (!node.inputs.some(input => dependent.has(input))) return node;
      dependent.add(node);
      return rebuilt(node, operands.map((operand, i) => (dependent.has(node.inputs[i]!) ? operand : known(operand))));
    }),
  );
  return nodes.map(node => (dependent.has(node) ? standIn(node) : known(node)));
}
