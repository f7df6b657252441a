import { auxiliaryExpected, cannotDifferentiate, invalidArgnums } from '../errors.js';
import { apply, asConstant, identity, withMask } from '../graph/apply.js';
import { currentScope, openScope, within, type Scope } from '../graph/scope.js';
import { checkUsable, type Tensor } from '../graph/tensor.js';
import { isFloating } from '../graph/tensorType.js';
import { checked } from '../options.js';
import { locating } from '../provenance.js';
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

export interface AuxOptions {
  /** The function returns a pair of its result and of auxiliary ones, which are passed on without being differentiated. */
  readonly hasAux?: boolean;
}

export interface GradOptions<N extends number | readonly number[] = number | readonly number[]> extends AuxOptions {
  /** The argument to differentiate by, counted from 0, or several; the first by default. */
  readonly argnums?: N;
}

/** A function traced for its derivatives by some of its arguments, or by all where `argnums` does not say. */
export interface TracedCall {
  /** Those arguments. */
  readonly arguments: readonly Flattened[];
  /** Their leaves, as nodes of this trace. */
  readonly inputs: readonly Tensor[];
  readonly result: Flattened;
  /** The auxiliary results; an empty tree where there are none. */
  readonly aux: Flattened;
}

export function traceCall(f: (...args: never[]) => unknown, args: readonly unknown[], { argnums, hasAux = false }: GradOptions = {}): TracedCall {
  const chosen = argnums === undefined ? [...args.keys()] : checkArgnums(argnums, args.length);
  const { arguments: all, nodes, trees } = traceArguments(args);
  const selected = chosen.map(index => all[index]!);
  selected.forEach(checkDifferentiable);
  const returned = f(...(trees as never[]));
  if (hasAux && (!Array.isArray(returned) || returned.length !== 2)) throw auxiliaryExpected();
  const [result, aux] = hasAux ? (returned as unknown[]) : [returned, []];
  return { arguments: selected, inputs: chosen.flatMap(index => nodes[index]!), result: flatten(result, 'the result'), aux: flatten(aux, 'the auxiliary result') };
}

/** Results, and behind them the auxiliary ones where they are asked for. */
export const withAux = (results: readonly unknown[], aux: Flattened, { hasAux = false }: AuxOptions): readonly unknown[] =>
  hasAux ? [...results, settledTree(aux, aux.leaves)] : results;

export const checkedGradOptions = (transform: string, options: GradOptions): GradOptions => checked(transform, options, ['argnums', 'hasAux'], 'f');

export const checkedAux = (transform: string, options: AuxOptions, operands: string): AuxOptions => checked(transform, options, ['hasAux'], operands);

/** Takes options off the front of arguments. No tree is mistaken for them: a bool is no leaf. */
export function auxOptions(transform: string, given: readonly unknown[]): { options: AuxOptions; args: readonly unknown[] } {
  const [first] = given;
  const isOptions = typeof first === 'object' && first !== null && 'hasAux' in first && typeof first.hasAux === 'boolean';
  return isOptions ? { options: checkedAux(transform, first as AuxOptions, 'f'), args: given.slice(1) } : { options: {}, args: given };
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
  return locating(() => {
    const scope = openScope(null);
    try {
      return finish(within(scope, trace), scope);
    } finally {
      scope.open = false;
    }
  });
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
