import { invalidOption, unsupportedDType, whileLoopBackwards } from '../errors.js';
import { apply, constant, parameter, projections } from '../graph/apply.js';
import { Graph } from '../graph/graph.js';
import type { Maybe, Primitive, Pushforward } from '../graph/primitive.js';
import { replay } from '../graph/rewrite.js';
import { tracing } from '../graph/scope.js';
import type { Tensor } from '../graph/tensor.js';
import { tensorType, tupleType } from '../graph/tensorType.js';
import { add } from '../ops/arithmetic.js';
import { max } from '../ops/reduction.js';
import { select } from '../ops/selection.js';
import { reshape } from '../ops/shape.js';
import { greater, less, logicalAnd } from '../ops/comparison.js';
import { repeated, zerosOf } from '../ops/structure.js';
import { batch } from '../transforms/batch.js';
import { pushforward } from '../transforms/forward.js';
import { linearizeCall } from '../transforms/call.js';
import { flatten, flattenLike, traced } from '../tree/tree.js';
import type { TensorsIn } from '../tree/types.js';
import { branch } from './cond.js';
import { loopOf, scanned } from './scanPrimitive.js';
import { capturedFirst, checkSameTypes, traceBodies } from './subgraph.js';

interface WhileParams {
  readonly condition: Graph;
  readonly body: Graph;
  /** The number of inputs that stay the same; carries follow. */
  readonly constants: number;
  /** A number of steps after which the condition surely does not hold. */
  readonly mostSteps: number | undefined;
}

const whilePrimitive: Primitive<WhileParams> = {
  name: 'while',
  infer: (_types, { body }) => tupleType(body.outputs.map(output => output.type)),
  lower(target, inputs, { condition, body, constants }) {
    const values = inputs.map(input => input.value);
    return target.iterate(condition, body, values.slice(0, constants), values.slice(constants));
  },
  batch: (operands, isBatched, params, size) => batchedWhile(params, operands, isBatched, size),
  structured: {
    subgraphs: ({ condition, body }) => [condition, body],
    jvp: (node, inputs, tangents) => pushforwardWhile(node.params as WhileParams, inputs, tangents),
    linearize(node, inputs, isActive) {
      const { mostSteps, ...params } = node.params as WhileParams;
      if (mostSteps === undefined) throw whileLoopBackwards();
      return linearizeCall({ graph: boundedLoop(params, mostSteps, inputs), name: 'whileLoop' }, inputs, isActive);
    },
  },
};

/** The same as a loop of a known number of steps, of which those after the last one leave everything as it is. */
function boundedLoop({ condition, body, constants }: Pick<WhileParams, 'condition' | 'body' | 'constants'>, length: number, inputs: readonly Tensor[]): Graph {
  const types = inputs.map(input => input.type);
  const groups = { constants: types.slice(0, constants), carries: types.slice(constants), rows: [] };
  const still = tracing('whileLoop', scope => {
    const nodes = types.map(type => parameter(type, scope));
    return new Graph(nodes, nodes.slice(constants), scope.watermark);
  });
  const loop = loopOf({ length, reverse: false }, groups, ({ constants: c, carries }) => {
    const [holds] = replay(condition, [...c, ...carries]) as [Tensor];
    return branch(select(holds, constant(0, 'int32'), constant(1, 'int32')), [body, still], [...c, ...carries]);
  });
  return tracing('whileLoop', scope => {
    const nodes = types.map(type => parameter(type, scope));
    return new Graph(nodes, scanned(loop, { constants: nodes.slice(0, constants), carries: nodes.slice(constants), rows: [] }), scope.watermark);
  });
}

const iterated = (params: WhileParams, inputs: readonly Tensor[]): Tensor[] => projections(apply(whilePrimitive, inputs, params));

/** Values and tangents step together, as long as the values say. All floating carries have tangents. */
function pushforwardWhile({ condition, body, constants, mostSteps }: WhileParams, inputs: readonly Tensor[], tangents: readonly Maybe<Tensor>[]): Pushforward {
  const filled = inputs.map((input, i) => (input.type.dtype.startsWith('float') ? (tangents[i] ?? zerosOf(input.type)) : null));
  const [dConstants, dCarries] = [filled.slice(0, constants), filled.slice(constants)];
  const given = (list: readonly Maybe<Tensor>[]): Tensor[] => list.filter(t => t !== null);
  const operands = [...inputs.slice(0, constants), ...given(dConstants), ...inputs.slice(constants), ...given(dCarries)];
  const types = operands.map(x => x.type);
  const count = constants + given(dConstants).length;
  const carries = inputs.length - constants;

  const graphOf = (build: (primals: Tensor[], ds: Maybe<Tensor>[]) => readonly Tensor[]): Graph =>
    tracing('whileLoop', scope => {
      const nodes = types.map(type => parameter(type, scope));
      const [c, dc] = [nodes.slice(0, constants), nodes.slice(constants, count)];
      const [s, ds] = [nodes.slice(count, count + carries), nodes.slice(count + carries)];
      const next = [...dc, ...ds].values();
      return new Graph(nodes, build([...c, ...s], filled.map(t => t && next.next().value!)), scope.watermark);
    });
  const results = iterated(
    {
      constants: count,
      mostSteps,
      condition: graphOf(primals => replay(condition, primals)),
      body: graphOf((primals, ds) => {
        const dual = pushforward(replay(body, primals), primals, ds);
        const slopes = dual.outputs.map((output, i) => (dCarries[i] === null ? null : (dual.tangents[i] ?? zerosOf(output.type))));
        return [...dual.outputs, ...given(slopes)];
      }),
    },
    operands,
  );
  const slopes = results.slice(carries).values();
  return { outputs: results.slice(0, carries), tangents: dCarries.map(t => t && slopes.next().value!) };
}

/** Every member steps while any member goes on; those that are done keep their carries. */
function batchedWhile({ condition, body, constants, mostSteps }: WhileParams, operands: readonly Tensor[], isBatched: (input: number) => boolean, size: number): Tensor[] {
  const isWide = (input: number): boolean => input >= constants || isBatched(input);
  const inputs = operands.map((x, i) => (i >= constants && !isBatched(i) ? repeated(x, size) : x));
  const graphOf = (build: (nodes: Tensor[]) => readonly Tensor[]): Graph =>
    tracing('vmap', scope => {
      const nodes = inputs.map(input => parameter(input.type, scope));
      return new Graph(nodes, build(nodes), scope.watermark);
    });
  const holds = (nodes: readonly Tensor[]): Tensor => batch(condition, nodes, isWide, size)[0]!;
  return iterated(
    {
      constants,
      mostSteps,
      condition: graphOf(nodes => [greater(max(holds(nodes)), 0)]),
      body: graphOf(nodes => {
        const goesOn = holds(nodes);
        return batch(body, nodes, isWide, size).map((next, i) =>
          select(reshape(goesOn, next.shape.map((n, axis) => (axis === 0 ? n : 1))), next, nodes[constants + i]!),
        );
      }),
    },
    inputs,
  );
}

export interface WhileLoopOptions {
  /**
   * End after so many steps at the latest, whether the condition still holds or not. This is what reverse mode needs: it
   * keeps room for the carries of so many steps, and goes through those that are taken.
   */
  readonly maxIterations?: number;
}

/**
 * Repeats `body(carry)` as long as `condition(carry)` holds. The carry keeps its structure, shapes and dtypes; at its leaves
 * the functions are given Tensors, and so is the caller. Forward mode works through it; reverse mode where
 * `maxIterations` bounds the number of steps.
 *
 * @throws DifferentiationError in reverse mode without a bound.
 *
 * @example
 * ```ts
 * import { grad, less, mul, tensor, whileLoop, type Tensor } from '@fermat/autodiff';
 *
 * const f = (x: Tensor) => whileLoop((y: Tensor) => less(y, 100), (y) => mul(y, x), x, { maxIterations: 50 });
 * console.log(f(tensor(3)).item(), grad(f)(3)); // 243 405
 * ```
 */
export function whileLoop<C>(
  condition: (carry: TensorsIn<C>) => Tensor,
  body: (carry: TensorsIn<C>) => TensorsIn<C>,
  init: C,
  { maxIterations }: WhileLoopOptions = {},
): TensorsIn<C> {
  if (maxIterations === undefined) return repeatedly(condition, body, init, undefined);
  if (!Number.isSafeInteger(maxIterations) || maxIterations < 0) throw invalidOption('whileLoop', 'maxIterations', maxIterations, 'a whole number of at least 0');
  const counted = { steps: constant(0, 'int32'), carry: init };
  return repeatedly<typeof counted>(
    ({ steps, carry }) => logicalAnd(less(steps, maxIterations), condition(carry)),
    ({ steps, carry }) => ({ steps: add(steps, 1), carry: body(carry) }),
    counted,
    maxIterations,
  ).carry;
}

function repeatedly<C>(condition: (carry: TensorsIn<C>) => Tensor, body: (carry: TensorsIn<C>) => TensorsIn<C>, init: C, mostSteps: number | undefined): TensorsIn<C> {
  const carry = flatten(init, 'the carry');
  const types = carry.leaves.map(leaf => tensorType(leaf.dtype, leaf.shape));
  const next = (state: TensorsIn<C>): unknown => flattenLike(body(state), carry, 'the carry');
  const { graphs, captured } = traceBodies('whileLoop', [condition, next] as ((...args: never[]) => unknown)[], [carry.structure], types);
  const [test, step] = graphs.map(graph => capturedFirst(graph, captured.length)) as [Graph, Graph];
  const [holds] = test.outputs;
  if (holds?.dtype !== 'bool' || holds.shape.length > 0) throw unsupportedDType('whileLoop', String(holds?.dtype), 'a condition that is one bool (comparisons give it)');
  checkSameTypes('whileLoop', 'the next carry', types, step.outputs.map(x => x.type));
  const results = iterated({ condition: test, body: step, constants: captured.length, mostSteps }, [...captured, ...carry.leaves]);
  return traced(carry.structure, results) as TensorsIn<C>;
}
