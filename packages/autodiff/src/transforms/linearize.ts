import { constant, parameter } from '../graph/apply.js';
import { evaluate } from '../graph/evaluate.js';
import { Graph } from '../graph/graph.js';
import { rebuilt, replay, rewrite } from '../graph/rewrite.js';
import { currentScope, openScope, within } from '../graph/scope.js';
import type { Tensor } from '../graph/tensor.js';
import type { Value } from '../graph/tensorType.js';
import { reachable } from '../graph/walk.js';
import { zerosOf } from '../ops/structure.js';
import { flatten, flattenLike, restored } from '../tree/tree.js';
import type { UntracedArgs } from '../tree/types.js';
import { checkDifferentiable, settled, traceArguments, wrapped } from './arguments.js';
import { pushforward } from './forward.js';

/**
 * The value of `f` at a point, and its derivative there as a linear function of tangents, which does not run `f` again.
 *
 * @example
 * ```ts
 * import { linearize, sin, type Tensor } from '@fermat/autodiff';
 *
 * const [value, slope] = linearize((x: Tensor) => sin(x), 0);
 * console.log(value.item(), slope(1).item(), slope(5).item()); // 0 1 5
 * ```
 */
export function linearize<P extends readonly unknown[], R>(
  f: (...args: P) => R,
  ...args: UntracedArgs<P>
): [value: R, derivative: (...tangents: UntracedArgs<P>) => R] {
  const outer = currentScope();
  const scope = outer ?? openScope(null);
  try {
    const { traced, result, seeds, tangents } = within(scope, () => {
      const traced = traceArguments(args, wrapped);
      traced.arguments.forEach(checkDifferentiable);
      const inputs = traced.nodes.flat();
      const result = flatten(f(...(traced.trees as unknown as P)), 'the result');
      const seeds = inputs.map(input => parameter(input.type, scope));
      return { traced, result, seeds, tangents: pushforward(result.leaves, inputs, seeds).tangents };
    });
    const slopes = tangents.map((t, i) => t ?? zerosOf(result.leaves[i]!.type));
    const derivative = new Graph(seeds, outer === null ? withKnownValues(slopes, seeds) : slopes, seeds[0]?.id ?? 0);
    return [
      restored(result.structure, result.leaves.map(settled)) as R,
      (...given) => {
        const leaves = traced.arguments.flatMap((arg, i) => flattenLike(given[i], arg, `tangent ${i}`));
        return restored(result.structure, replay(derivative, leaves).map(settled)) as R;
      },
    ];
  } finally {
    if (outer === null) scope.open = false;
  }
}

/** The same nodes with everything that does not depend on the seeds replaced by its number. */
function withKnownValues(nodes: readonly Tensor[], seeds: readonly Tensor[]): Tensor[] {
  const scope = openScope(null);
  const lowest = seeds[0]?.id ?? 0;
  const dependent = new Set(seeds);
  const known = (node: Tensor): Tensor =>
    node.scope === null ? node : constant(evaluate(node, 'linearize') as Value, node.dtype, node.shape, node.type.weak);
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
