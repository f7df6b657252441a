import { cannotDifferentiate, invalidArgnums } from '../errors.js';
import { apply, constant, identity, withMask } from '../graph/apply.js';
import { evaluate } from '../graph/evaluate.js';
import { currentScope, openScope, within, type Scope } from '../graph/scope.js';
import { checkUsable, type Tensor } from '../graph/tensor.js';
import { isFloating, type Value } from '../graph/tensorType.js';
import { flatten, restored, traced, type Flattened } from '../tree/tree.js';

/** The arguments of a traced function: all of them, flattened, and the fresh nodes that stand for their leaves. */
export interface TracedArguments {
  readonly arguments: readonly Flattened[];
  /** For each argument, its leaves as nodes of this trace. */
  readonly nodes: readonly (readonly Tensor[])[];
  /** The trees the function is called with. */
  readonly trees: readonly unknown[];
}

const nameOf = (index: number, count: number): string => (count === 1 ? 'the argument' : `argument ${index}`);

/** Wraps every leaf of every argument in a node of its own. */
export function traceArguments(args: readonly unknown[], wrap: (leaf: Tensor) => Tensor): TracedArguments {
  const flattened = args.map((arg, i) => flatten(arg, nameOf(i, args.length)));
  const nodes = flattened.map(({ leaves }) => leaves.map(wrap));
  const trees = flattened.map(({ structure }, i) => traced(structure, nodes[i]!));
  return { arguments: flattened, nodes, trees };
}

export const wrapped = (leaf: Tensor): Tensor => apply(identity, [leaf], null);

/** Refuses leaves without derivative, by their paths. */
export function checkDifferentiable({ structure, leaves }: Flattened): void {
  leaves.forEach((leaf, i) => {
    if (!isFloating(leaf.dtype)) throw cannotDifferentiate(structure.paths[i]!, leaf.dtype);
  });
}

/** The arguments to differentiate by, as indices from 0. */
export function checkArgnums(argnums: number | readonly number[], count: number): readonly number[] {
  const list = typeof argnums === 'number' ? [argnums] : argnums;
  return list.map(argnum => {
    const index = argnum < 0 ? argnum + count : argnum;
    if (!Number.isInteger(argnum) || index < 0 || index >= count) throw invalidArgnums(argnum, count);
    return index;
  });
}

/**
 * Runs a transform: `trace` in the scope that is open, or in one of its own; then `finish` outside of that one, so that
 * an outermost transform computes its results at once and keeps no graph.
 */
export function transforming<T, R>(trace: () => T, finish: (traced: T) => R): R {
  const outer = currentScope();
  if (outer !== null) return finish(trace());
  const scope: Scope = openScope(null);
  try {
    return finish(within(scope, trace));
  } finally {
    scope.open = false;
  }
}

/** Trees of the structures of some arguments, from values for all their leaves. */
export function restoredArguments(args: readonly Flattened[], values: readonly Tensor[]): unknown[] {
  const next = values.values();
  return args.map(({ structure }) => structure.restore(next));
}

/** A result: a constant where nothing else is being traced, and free of the mark that its way here may have left. */
export function settled(x: Tensor): Tensor {
  if (currentScope() !== null) return withMask(x, false);
  checkUsable(x, 'a transform');
  return x.scope === null && !x.masked ? x : constant(evaluate(x, 'the result') as Value, x.dtype, x.shape, x.type.weak);
}
