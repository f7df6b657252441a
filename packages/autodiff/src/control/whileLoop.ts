import { invalidOption, unsupportedDType, whileLoopBackwards } from '../errors.js';
import { applyAll, constant } from '../graph/apply.js';
import type { Graph } from '../graph/graph.js';
import { graphLike } from '../graph/graphLike.js';
import type { Maybe, Primitive, Pushforward } from '../graph/primitive.js';
import { replay } from '../graph/rewrite.js';
import { inPlaces, present, where } from '../graph/sparse.js';
import type { Tensor } from '../graph/tensor.js';
import { tensorType } from '../graph/tensorType.js';
import { add } from '../ops/arithmetic.js';
import { greater, less, logicalAnd } from '../ops/comparison.js';
import { max } from '../ops/reduction.js';
import { select } from '../ops/selection.js';
import { reshape } from '../ops/shape.js';
import { orZeros, repeated } from '../ops/structure.js';
import { checked } from '../options.js';
import { batch } from '../transforms/batch.js';
import { linearizeCall } from '../transforms/call.js';
import { pushforwardGraph } from '../transforms/forward.js';
import { flatten, flattenLike, traced } from '../tree/tree.js';
import type { TensorsIn } from '../tree/types.js';
import { branch } from './cond.js';
import { loopOf, scanned, type Grouped } from './scanPrimitive.js';
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
  infer: (_types, { body }) => body.type,
  lower(target, inputs, { condition, body, constants }) {
    const values = inputs.map(input => input.value);
    return target.iterate(condition, body, values.slice(0, constants), values.slice(constants));
  },
  batch: batchedWhile,
  structured: {
    subgraphs: ({ condition, body }) => [condition, body],
    jvp: pushforwardWhile,
    linearize(params, inputs, isActive) {
      if (params.mostSteps === undefined) throw whileLoopBackwards();
      return linearizeCall({ graph: boundedLoop(params, params.mostSteps, inputs), name: 'whileLoop' }, inputs, isActive);
    },
  },
};

const iterated = (params: WhileParams, inputs: readonly Tensor[]): Tensor[] => applyAll(whilePrimitive, inputs, params);

/** The same as a loop of a known number of steps, of which those after the last one leave everything as it is. */
function boundedLoop({ condition, body, constants }: WhileParams, length: number, inputs: readonly Tensor[]): Graph {
  const groupsOf = (all: readonly Tensor[]): Grouped<Tensor> => ({ constants: all.slice(0, constants), carries: all.slice(constants), rows: [] });
  const still = graphLike('whileLoop', inputs, all => all.slice(constants));
  const loop = loopOf({ length, reverse: false }, groupsOf(inputs), ({ constants: c, carries }) => {
    const [holds] = replay(condition, [...c, ...carries]) as [Tensor];
    return branch(select(holds, constant(0, 'int32'), constant(1, 'int32')), [body, still], [...c, ...carries]);
  });
  return graphLike('whileLoop', inputs, all => scanned(loop, groupsOf(all)));
}

/** Values and tangents step together, as long as the values say. Which carries have tangents is a fixed point: those that ever get one. */
function pushforwardWhile(params: WhileParams, inputs: readonly Tensor[], tangents: readonly Maybe<Tensor>[]): Pushforward {
  const { condition, body, constants } = params;
  const count = inputs.length - constants;
  const given = tangents.slice(0, constants);
  const carries = inputs.slice(constants);
  let moving = where(tangents.slice(constants), carries);
  let found: readonly Maybe<Tensor>[] = [];

  const attempt = (): Pick<WhileParams, 'condition' | 'body' | 'constants'> => {
    const like = [...inputs.slice(0, constants), ...given, ...carries, ...moving];
    const graphOf = (build: (primals: Tensor[], ds: Maybe<Tensor>[]) => readonly Maybe<Tensor>[]): Graph =>
      graphLike('whileLoop', like, all => {
        const [c, dc, s, ds] = [all.slice(0, constants), all.slice(constants, 2 * constants), all.slice(2 * constants, 2 * constants + count), all.slice(2 * constants + count)];
        return build([...c, ...s] as Tensor[], [...dc, ...ds]);
      });
    return {
      constants: present(like.slice(0, 2 * constants)).length,
      condition: graphOf(primals => replay(condition, primals)),
      body: graphOf((primals, ds) => {
        const dual = pushforwardGraph(body, primals, ds);
        found = dual.tangents;
        return [...dual.outputs, ...where(moving, orZeros(dual.tangents, dual.outputs))];
      }),
    };
  };

  let dual = attempt();
  while (found.some((t, i) => t !== null && moving[i] === null)) {
    moving = where(carries.map((_, i) => moving[i] ?? found[i] ?? null), carries);
    dual = attempt();
  }
  const first = where(moving, orZeros(tangents.slice(constants), carries));
  const results = iterated({ ...params, ...dual }, present([...inputs.slice(0, constants), ...given, ...carries, ...first]));
  return { outputs: results.slice(0, count), tangents: inPlaces(moving, results.slice(count)) };
}

/** Every member steps while any member goes on; those that are done keep their carries. */
function batchedWhile(operands: readonly Tensor[], isBatched: (input: number) => boolean, params: WhileParams, size: number): Tensor[] {
  const { condition, body, constants } = params;
  const isWide = (input: number): boolean => input >= constants || isBatched(input);
  const inputs = operands.map((x, i) => (i >= constants && !isBatched(i) ? repeated(x, size) : x));
  const holds = (nodes: readonly Tensor[]): Tensor => batch(condition, nodes, isWide, size)[0]!;
  return iterated(
    {
      ...params,
      condition: graphLike('vmap', inputs, nodes => [greater(max(holds(nodes)), 0)]),
      body: graphLike('vmap', inputs, nodes => {
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
  options: WhileLoopOptions = {},
): TensorsIn<C> {
  const { maxIterations } = checked('whileLoop', options, ['maxIterations'], '...');
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
