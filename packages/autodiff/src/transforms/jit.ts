import type { Executable } from '../backends/backend.js';
import { explain, type Explanation } from '../backends/explain.js';
import { interpretGraph } from '../backends/interpreter.js';
import { constant } from '../graph/apply.js';
import { evaluate } from '../graph/evaluate.js';
import { currentScope } from '../graph/scope.js';
import type { Tensor } from '../graph/tensor.js';
import { contentKey } from '../graph/valueKey.js';
import { formatType, newArray, type TypedArray, type Value } from '../graph/tensorType.js';
import { checked } from '../options.js';
import { rerolled } from '../passes/reroll/reroll.js';
import { locating } from '../provenance.js';
import { flatten, restored } from '../tree/tree.js';
import type { TracedResult, Untraced } from '../tree/types.js';
import { called } from './call.js';
import { compile, type CompileOptions } from './compile.js';
import { traceAbstract, type TracedFunction } from './trace.js';

export interface JitOptions<S extends number | readonly number[] = number | readonly number[]> extends CompileOptions {
  /** The argument, or several, passed to the function as it is, which is traced anew for each of their values: arrays and plain objects are told apart by their content, functions and instances of classes by identity. */
  readonly staticArgnums?: S;
}

/** Of the compiled forms of one function, the least recently used beyond this many goes. */
const CACHED_FORMS = 64;

/** A function that has more forms than this is likely called with ever new shapes or static values, and says so once. */
const FORMS_TO_WARN_AT = 16;

/** One form of a function, for arguments of one structure, shapes and dtypes. */
interface Form extends TracedFunction {
  executable?: Executable;
}

/**
 * The function compiled: traced once for each structure, shape and dtype of its arguments, then run as generated code.
 *
 * Inside, values are abstract: a host `if` on one throws a `ConcretizationError`. What the function reads from outside is
 * frozen at its first call. Under another transform a compiled function is differentiated as any other.
 *
 * @example
 * ```ts
 * import { grad, jit, mul, sin } from '@fermat/autodiff';
 *
 * const slope = jit(grad((x) => mul(x, sin(x))));
 * console.log(slope(0).item()); // 0
 * console.log(slope.explain(0).backend); // js
 * ```
 */
export function jit<P extends readonly unknown[] = Tensor[], R = unknown, const S extends number | readonly number[] = []>(
  f: (...args: P) => R,
  options: JitOptions<S> = {},
): Compiled<JitArgs<P, S>, R> {
  const forms = new Map<string, Form>();
  const staticArgnums: number | readonly number[] = checked('jit', options, ['staticArgnums', 'backend'], 'f').staticArgnums ?? [];
  /** The form for some arguments, and their leaves. */
  const formFor = (args: readonly unknown[]): { form: Form; leaves: readonly Tensor[]; traceAnew: () => Form } => {
    const isStatic = new Set([staticArgnums].flat().map(argnum => (argnum < 0 ? argnum + args.length : argnum)));
    const dynamic = args.filter((_, i) => !isStatic.has(i));
    const flattened = dynamic.map((arg, i) => flatten(arg, `argument ${i}`));
    const leaves = flattened.flatMap(arg => arg.leaves);
    const key = [
      ...flattened.map(arg => arg.structure.key),
      ...leaves.map(leaf => `${formatType(leaf.type)}${leaf.type.weak ? ' weak' : ''}`),
      ...[...isStatic].map(i => contentKey(args[i])),
    ].join(';');
    const traceAnew = (): Form => traceForm(f, args, isStatic, dynamic);
    const form = forms.get(key) ?? locating(traceAnew);
    forms.delete(key);
    if (form.captured.length === 0) {
      forms.set(key, form);
      if (forms.size > FORMS_TO_WARN_AT) warnOnce(f);
      if (forms.size > CACHED_FORMS) forms.delete(forms.keys().next().value!);
    }
    return { form, leaves: [...leaves, ...form.captured], traceAnew };
  };
  const compiled = (...args: JitArgs<P, S>): TracedResult<R> => {
    const { form, leaves, traceAnew } = formFor(args);
    const results = currentScope() === null ? locating(() => run(form, leaves, options), () => interpret(traceAnew(), leaves)) : called(form.graph, f.name || 'jit', leaves);
    return restored(form.result, results) as TracedResult<R>;
  };
  return Object.assign(compiled, {
    explain(...args: JitArgs<P, S>): Explanation {
      const { form } = formFor(args);
      return explain(form.graph, (form.executable ??= compile(form.graph, options)));
    },
  });
}

/** What may be passed: to static arguments what they declare, to others what is traced. */
type JitArgs<P extends readonly unknown[], S extends number | readonly number[]> = { [K in keyof P]: K extends `${S extends readonly number[] ? S[number] : S & number}` ? P[K] : Untraced<P[K]> } & readonly unknown[];

/** A compiled function, which tells what it is compiled to. */
export type Compiled<A extends readonly unknown[], R> = ((...args: A) => TracedResult<R>) & {
  /** What is run for arguments like these: the backend, its kernels after fusion, the bytes of its arrays, the generated source. */
  readonly explain: (...args: A) => Explanation;
};

/** Runs a form that was just traced, node by node. */
const interpret = ({ graph }: Form, leaves: readonly Tensor[]): unknown => interpretGraph(graph, leaves.map(leaf => evaluate(leaf, 'jit')));

const warned = new WeakSet<object>();

function warnOnce(f: (...args: never) => unknown): void {
  if (warned.has(f)) return;
  warned.add(f);
  const { console } = globalThis as { console?: { warn(message: string): void } };
  console?.warn(
    `jit: ${f.name || 'a function'} was compiled for more than ${FORMS_TO_WARN_AT} structures, shapes or static values. ` +
      'Pass numbers that change as arguments, and arrays of few sizes.',
  );
}

function traceForm(f: (...args: never) => unknown, args: readonly unknown[], isStatic: ReadonlySet<number>, dynamic: readonly unknown[]): Form {
  const withStatic = (...given: unknown[]): unknown => {
    currentScope()!.prepare = rerolled;
    const next = given.values();
    return (f as (...all: unknown[]) => unknown)(...args.map((arg, i) => (isStatic.has(i) ? arg : next.next().value)));
  };
  return traceAbstract('jit', withStatic, dynamic);
}

function run(form: Form, leaves: readonly Tensor[], options: JitOptions): Tensor[] {
  form.executable ??= compile(form.graph, options);
  const outputs = form.graph.outputs.map(({ type }) => newArray(type.dtype, type.size));
  form.executable.run(...leaves.map(leaf => evaluate(leaf, 'jit') as Value), ...outputs);
  return form.graph.outputs.map(({ type }, i) => constant(type.shape.length === 0 ? outputs[i]![0]! : (outputs[i] as TypedArray), type.dtype, type.shape, type.weak));
}
