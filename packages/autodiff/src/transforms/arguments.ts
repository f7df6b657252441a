import { cannotDifferentiate, invalidArgnums } from '../errors.js';
import { apply, asConstant, identity, withMask } from '../graph/apply.js';
import { currentScope, openScope, within, type Scope } from '../graph/scope.js';
import { checkUsable, type Tensor } from '../graph/tensor.js';
import { isFloating } from '../graph/tensorType.js';
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
export function traceArguments(args: readonly unknown[]): TracedArguments {
  const flattened = args.map((arg, i) => flatten(arg, nameOf(i, args.length)));
  const nodes = flattened.map(({ leaves }) => leaves.map(wrapped));
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

/** A function traced for its derivatives by all of its arguments. */
export interface TracedCall {
  readonly arguments: readonly Flattened[];
  /** The leaves of all arguments, as nodes of this trace. */
  readonly inputs: readonly Tensor[];
  readonly result: Flattened;
}

export function traceCall(f: (...args: never[]) => unknown, args: readonly unknown[]): TracedCall {
  const traced = traceArguments(args);
  traced.arguments.forEach(checkDifferentiable);
  return { arguments: traced.arguments, inputs: traced.nodes.flat(), result: flatten(f(...(traced.trees as never[])), 'the result') };
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
 * Runs a transform: `trace` in the scope that is open, or in one of its own; then `finish` outside of that one, which it is
 * given, so that an outermost transform computes its results at once and keeps no graph.
 */
export function transforming<T, R>(trace: () => T, finish: (traced: T, own: Scope | null) => R): R {
  if (currentScope() !== null) return finish(trace(), null);
  const scope = openScope(null);
  try {
    return finish(within(scope, trace), scope);
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
  return x.scope === null && !x.masked ? x : asConstant(x, 'the result');
}

/** A tree of results. */
export const settledTree = ({ structure }: Pick<Flattened, 'structure'>, values: readonly Tensor[]): unknown => restored(structure, values.map(settled));
