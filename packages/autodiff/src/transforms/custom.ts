import { customCapture } from '../errors.js';
import { applyAll } from '../graph/apply.js';
import type { Graph } from '../graph/graph.js';
import { graphLike } from '../graph/graphLike.js';
import { graphPrimitive } from '../graph/graphPrimitive.js';
import type { Maybe, Primitive } from '../graph/primitive.js';
import { currentScope } from '../graph/scope.js';
import { inPlaces } from '../graph/sparse.js';
import type { Tensor } from '../graph/tensor.js';
import { isFloating, tensorType, type Typed } from '../graph/tensorType.js';
import { eachBatched, orZeros, zerosOf } from '../ops/structure.js';
import { flatten, flattenLike, restored, traced, type Flattened } from '../tree/tree.js';
import { batchedGraph } from './batch.js';
import { called, transposedCall } from './call.js';
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

const isFloat = ({ type }: Typed): boolean => isFloating(type.dtype);

/** The rule applied to values of its linear inputs, or its transpose applied to values of its outputs. */
function applied({ rule, direction }: CustomParams, known: readonly Tensor[], towards: CustomParams['direction'], values: readonly Maybe<Tensor>[]): readonly Maybe<Tensor>[] {
  const name = `custom ${direction}`;
  const linear = rule.inputs.slice(known.length);
  if (towards === direction) return called(rule, name, [...known, ...orZeros(values, linear)]);
  return transposedCall(rule, name, [...known, ...orZeros(linear.map(() => null), linear)], values, i => i >= known.length).slice(known.length);
}

/** The rule in the places of the floating ones of some nodes, for the values that belong to the floating ones of others. */
const betweenFloating = (
  params: CustomParams,
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  towards: CustomParams['direction'],
  values: readonly Maybe<Tensor>[],
): Maybe<Tensor>[] => {
  const [from, to] = towards === 'tangents' ? [inputs, outputs] : [outputs, inputs];
  return inPlaces(to.map(isFloat), applied(params, [...inputs, ...outputs], towards, values.filter((_, i) => isFloat(from[i]!))));
};

const customPrimitive: Primitive<CustomParams> = /* @__PURE__ */ graphPrimitive<CustomParams>({
  name: 'custom',
  graphOf: ({ graph }) => graph,
  /** Every input carries the batch, so that the rule knows which do. */
  batch(operands, isBatched, { graph, direction, rule }, size) {
    const widened = (of: Graph): Graph => batchedGraph(of, () => true, size);
    const all = eachBatched(operands, isBatched, size);
    return applyAll(customPrimitive, all, { graph: widened(graph), direction, rule: widened(rule) });
  },
  derivatives: {
    jvp(params, inputs, tangents) {
      const outputs = applyAll(customPrimitive, inputs, params);
      return { outputs, tangents: betweenFloating(params, inputs, outputs, 'tangents', tangents) };
    },
    pullback: (params, inputs, outputs, cotangents) => betweenFloating(params, inputs, outputs, 'cotangents', cotangents),
  },
});

/** Calls `f` as a primitive of its own; `build` writes its rule for leaves of the arguments, of the result, and of what it is linear in. */
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
  const [inputs, outputs] = [graph.inputs.length, graph.inputs.length + graph.outputs.length];
  const linear = (direction === 'tangents' ? graph.inputs : graph.outputs).filter(isFloat);
  const rule = graphLike(construct, [...graph.inputs, ...graph.outputs, ...linear], all => {
    const result = { structure, leaves: all.slice(inputs, outputs) };
    const side = direction === 'tangents' ? all.slice(0, inputs) : result.leaves;
    return build(flattened, all.slice(0, inputs), result, orZeros(inPlaces(side.map(isFloat), all.slice(outputs)), side)).filter(isFloat);
  });
  const leaves = flattened.flatMap(arg => arg.leaves);
  return restored(structure, applyAll(customPrimitive, leaves, { graph, direction, rule }));
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
  const next = leaves.values();
  return args.map(({ structure }) => structure.trace(next));
}

/** Zeros for the floating leaves of a tree. */
const noSlopes = ({ leaves }: Flattened): Tensor[] => leaves.filter(isFloat).map(({ type }) => zerosOf(type));

/** The slopes in a tree that belong to the floating leaves of another; what stands for its other leaves is passed over. */
function slopesLike(tree: unknown, { structure, leaves }: Flattened, what: string): Tensor[] {
  const places = leaves.map(leaf => (isFloat(leaf) ? leaf : zerosOf(tensorType('float64', leaf.shape))));
  return flattenLike(tree, { structure, leaves: places }, what).filter((_, i) => isFloat(leaves[i]!));
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
    callCustom('customJvp', f, args, 'tangents', (flattened, inputs, result, tangents) => {
      const slope = rule(treesOf(flattened, inputs) as unknown as P, treesOf(flattened, tangents) as unknown as P);
      return slopesLike(slope, result, 'the tangent of the result');
    }) as R;
}

/**
 * The function with a way back of one's own: `forward` gives the value and residuals, and `backward(residuals, cotangent)`
 * a list of cotangents of the arguments, null where there is none. Forward mode transposes `backward`, which must then be linear in the cotangent;
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
    callCustom('customVjp', f, args, 'cotangents', (flattened, inputs, result, cotangents) => {
      const [, residuals] = forward(...(treesOf(flattened, inputs) as unknown as P));
      const found = backward(residuals, traced(result.structure, cotangents) as R);
      return flattened.flatMap((arg, i) => (found[i] === null ? noSlopes(arg) : slopesLike(found[i], arg, `the cotangent of argument ${i}`)));
    }) as R;
}
