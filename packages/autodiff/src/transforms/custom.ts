import { customCapture } from '../errors.js';
import { apply, parameter, projections } from '../graph/apply.js';
import { Graph } from '../graph/graph.js';
import type { Linearization, Maybe, Primitive, Pushforward } from '../graph/primitive.js';
import { currentScope, tracing } from '../graph/scope.js';
import type { Tensor } from '../graph/tensor.js';
import { isFloating, tupleType } from '../graph/tensorType.js';
import { repeated, zerosOf } from '../ops/structure.js';
import { flatten, flattenLike, restored, traced, type Flattened } from '../tree/tree.js';
import { batchedGraph } from './batch.js';
import { called, transposedCall } from './call.js';
import { inPlaces } from './inPlaces.js';
import { traceAbstract } from './trace.js';

type AnyFunction = (...args: never[]) => unknown;

/** A function with one linear rule of its own; the other direction is its transpose. */
interface CustomParams {
  readonly graph: Graph;
  /** `tangents`: the rule takes tangents of the floating inputs to those of the floating outputs. `cotangents`: the other way. */
  readonly direction: 'tangents' | 'cotangents';
  /** Of the inputs, the outputs, and what it is linear in. */
  readonly rule: Graph;
}

const floating = (nodes: readonly Tensor[]): Tensor[] => nodes.filter(node => isFloating(node.dtype));

/** Values for the floating ones of some nodes, in the places of these; null elsewhere. */
const placed = (nodes: readonly Tensor[], values: readonly Maybe<Tensor>[]): Maybe<Tensor>[] =>
  inPlaces(nodes.map(node => isFloating(node.dtype)), values);

/** The rule applied to values of its linear inputs, or its transpose applied to values of its outputs. */
function applied({ rule, direction }: CustomParams, known: readonly Tensor[], towards: CustomParams['direction'], values: readonly Maybe<Tensor>[]): Maybe<Tensor>[] {
  const name = `custom ${direction}`;
  const linear = rule.inputs.slice(known.length).map(input => zerosOf(input.type));
  if (towards === direction) return called(rule, name, [...known, ...values.map((x, i) => x ?? linear[i]!)]);
  return [...transposedCall(rule, name, [...known, ...linear], values, i => i >= known.length)].slice(known.length);
}

/** The values that belong to the floating ones of some nodes. */
const floatingOf = (nodes: readonly Tensor[], values: readonly Maybe<Tensor>[]): Maybe<Tensor>[] => values.filter((_, i) => isFloating(nodes[i]!.dtype));

const customPrimitive: Primitive<CustomParams> = {
  name: 'custom',
  infer: (_types, { graph }) => tupleType(graph.outputs.map(output => output.type)),
  lower: (target, inputs, { graph }) => target.graph(graph, inputs.map(input => input.value)),
  inline: ({ graph }) => graph,
  batch: (operands, isBatched, params, size) => batchedCustom(params, operands, isBatched, size),
  structured: {
    subgraphs: ({ graph }) => [graph],
    jvp(node, inputs, tangents): Pushforward {
      const params = node.params as CustomParams;
      const outputs = projections(apply(customPrimitive, inputs, params));
      return { outputs, tangents: placed(outputs, applied(params, [...inputs, ...outputs], 'tangents', floatingOf(inputs, tangents))) };
    },
    linearize(given, inputs): Linearization {
      const params = given.params as CustomParams;
      const node = apply(customPrimitive, inputs, params);
      const outputs = projections(node);
      return {
        node,
        pullback: cotangents => placed(inputs, applied(params, [...inputs, ...outputs], 'cotangents', floatingOf(outputs, cotangents))),
      };
    },
  },
};

/** Function and rule for a batch: every input carries it, so that the rule knows which do. */
function batchedCustom({ graph, direction, rule }: CustomParams, operands: readonly Tensor[], isBatched: (input: number) => boolean, size: number): Tensor[] {
  const widened = (of: Graph): Graph => batchedGraph(of, () => true, size);
  const all = operands.map((x, i) => (isBatched(i) ? x : repeated(x, size)));
  return projections(apply(customPrimitive, all, { graph: widened(graph), direction, rule: widened(rule) }));
}

/** Calls `f` as a primitive of its own; `build` writes its rule for leaves of the arguments and of the linear side. */
function callCustom(
  construct: string,
  f: AnyFunction,
  args: readonly unknown[],
  direction: CustomParams['direction'],
  build: (args: readonly Flattened[], inputs: readonly Tensor[], result: Flattened, linear: readonly Tensor[]) => readonly Tensor[],
): unknown {
  const flattened = args.map((arg, i) => flatten(arg, `argument ${i}`));
  const { graph, result: structure, captured } = traceAbstract(construct, f, args);
  if (captured.length > 0) throw customCapture(construct);
  const rule = tracing(construct, scope => {
    const inputs = graph.inputs.map(input => parameter(input.type, scope));
    const outputs = graph.outputs.map(output => parameter(output.type, scope));
    const linear = floating(direction === 'tangents' ? inputs : outputs).map(x => parameter(x.type, scope));
    return new Graph([...inputs, ...outputs, ...linear], build(flattened, inputs, { structure, leaves: outputs }, linear), scope.watermark);
  });
  const leaves = flattened.flatMap(arg => arg.leaves);
  return restored(structure, projections(apply(customPrimitive, leaves, { graph, direction, rule })));
}

/**
 * The results of an op that has a derivative in closed form: `rule` gives the tangents of the results from the arguments,
 * the results and the tangents of the arguments, all of which are floating.
 */
export function withTangents(
  name: string,
  f: (...args: Tensor[]) => readonly Tensor[],
  rule: (args: readonly Tensor[], results: readonly Tensor[], tangents: readonly Tensor[]) => readonly Tensor[],
  args: readonly Tensor[],
): readonly Tensor[] {
  if (currentScope() === null) return f(...args);
  return callCustom(name, f, args, 'tangents', (_, inputs, result, linear) => rule(inputs, result.leaves, linear)) as Tensor[];
}

/** The trees of the arguments with other leaves. */
function treesOf(args: readonly Flattened[], leaves: readonly Tensor[]): unknown[] {
  let next = 0;
  return args.map(({ structure, leaves: own }) => traced(structure, leaves.slice(next, (next += own.length))));
}

/**
 * The function with a derivative of one's own: `rule(primals, tangents)` gives the tangent of the result from lists of the
 * arguments and of their tangents. It must be linear in the tangents; reverse mode transposes it.
 *
 * @example
 * ```ts
 * import { add, customJvp, exp, grad, log, mul, sigmoid, type Tensor } from '@fermat/autodiff';
 *
 * const softplus = customJvp(
 *   (x: Tensor) => log(add(1, exp(x))),
 *   ([x], [dx]) => mul(dx, sigmoid(x)), // stays finite where exp(x) overflows
 * );
 * console.log(grad((x: Tensor) => softplus(x))(1000)); // 1
 * ```
 */
export function customJvp<P extends readonly unknown[], R>(f: (...args: P) => R, rule: (primals: P, tangents: P) => R): (...args: P) => R {
  return (...args) =>
    callCustom('customJvp', f, args, 'tangents', (flattened, inputs, result, linear) => {
      const tangents = placed(inputs, linear).map((t, i) => t ?? zerosOf(inputs[i]!.type));
      const slope = rule(treesOf(flattened, inputs) as unknown as P, treesOf(flattened, tangents) as unknown as P);
      return floating(flattenLike(slope, result, 'the tangent of the result'));
    }) as R;
}

/**
 * The function with a way back of one's own: `forward` gives the value and residuals, and `backward(residuals, cotangent)`
 * a list of cotangents of the arguments. Forward mode transposes `backward`, which must then be linear in the cotangent;
 * reverse mode takes it as it is.
 *
 * @example
 * ```ts
 * import { clip, customVjp, grad, square, type Tensor } from '@fermat/autodiff';
 *
 * const clipped = customVjp(
 *   (x: Tensor) => x,
 *   (x) => [x, []],
 *   (_, ct) => [clip(ct, -1, 1)],
 * );
 * console.log(grad((x: Tensor) => square(clipped(x)))(5)); // 1
 * ```
 */
export function customVjp<P extends readonly unknown[], R, S>(
  f: (...args: P) => R,
  forward: (...args: P) => readonly [R, S],
  backward: (residuals: S, cotangent: R) => readonly unknown[],
): (...args: P) => R {
  return (...args) =>
    callCustom('customVjp', f, args, 'cotangents', (flattened, inputs, result, linear) => {
      const [, residuals] = forward(...(treesOf(flattened, inputs) as unknown as P));
      const cotangents = placed(result.leaves, linear).map((ct, i) => ct ?? zerosOf(result.leaves[i]!.type));
      const found = backward(residuals, traced(result.structure, cotangents) as R);
      const leaves = flattened.flatMap((arg, i) => flattenLike(found[i], arg, `the cotangent of argument ${i}`));
      return leaves.filter((_, i) => isFloating(inputs[i]!.dtype));
    }) as R;
}
