import { noBranches, notAnIndex, unsupportedDType } from '../errors.js';
import { applyAll } from '../graph/apply.js';
import { knownValue } from '../graph/evaluate.js';
import type { Graph } from '../graph/graph.js';
import { graphLike } from '../graph/graphLike.js';
import type { Maybe, Primitive, Pushforward } from '../graph/primitive.js';
import { inPlaces, present, where } from '../graph/sparse.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { isFloating } from '../graph/tensorType.js';
import { asTensor } from '../ops/asTensor.js';
import { lessEqual } from '../ops/comparison.js';
import { select } from '../ops/selection.js';
import { astype, reshape } from '../ops/shape.js';
import { orZeros } from '../ops/structure.js';
import { batch, batchedGraph } from '../transforms/batch.js';
import { pushforwardGraph } from '../transforms/forward.js';
import { flatten, restored, type Structure } from '../tree/tree.js';
import { checkSameTypes, traceBodies } from './subgraph.js';
import { marked, wayBack } from './wayBack.js';

/** Parameters: graphs of the same inputs. Inputs: an int32 that chooses, then the operands of all graphs. */
const branchPrimitive: Primitive<readonly Graph[]> = {
  name: 'branch',
  infer: (_types, [graph]) => graph!.type,
  lower: (target, [choice, ...operands], graphs) => target.branch(choice!.value, graphs, operands.map(operand => operand.value)),
  batch: batchedBranch,
  structured: { subgraphs: graphs => graphs, jvp: pushforwardBranch, pullback: pullbackBranch },
};

/** The results of the graph that a number chooses. */
export const branch = (choice: Tensor, graphs: readonly Graph[], operands: readonly Tensor[]): Tensor[] =>
  applyAll(branchPrimitive, [choice, ...operands], graphs);

/** Every graph with its tangents beside its values: those of floating outputs, zero where it has none. */
function pushforwardBranch(graphs: readonly Graph[], [choice, ...inputs]: readonly Tensor[], [, ...tangents]: readonly Maybe<Tensor>[]): Pushforward {
  const { outputs } = graphs[0]!;
  const isFloat = outputs.map(output => isFloating(output.dtype));
  const found: Maybe<Tensor>[][] = [];
  const duals = graphs.map(graph =>
    graphLike('cond', [...inputs, ...tangents], all => {
      const dual = pushforwardGraph(graph, all.slice(0, inputs.length) as Tensor[], all.slice(inputs.length));
      found.push(dual.tangents.filter((_, i) => isFloat[i]));
      return [...dual.outputs, ...where(isFloat, orZeros(dual.tangents, dual.outputs))];
    }),
  );
  const results = branch(choice!, duals, [...inputs, ...present(tangents)]);
  return { outputs: results.slice(0, outputs.length), tangents: inPlaces(isFloat, marked(found, results.slice(outputs.length))) };
}

/** The way back runs the chosen graph again and pulls its cotangents back; no residuals are kept. */
function pullbackBranch(
  graphs: readonly Graph[],
  [choice, ...operands]: readonly Tensor[],
  _outputs: readonly Tensor[],
  cotangents: readonly Maybe<Tensor>[],
  isActive: (input: number) => boolean,
): Maybe<Tensor>[] {
  const active = operands.map((_, i) => isActive(i + 1));
  return [null, ...wayBack('cond', graphs, operands, active, cotangents, (backward, all) => branch(choice!, backward, all))];
}

/** With one choice for the whole batch, the branches of batches; with a choice for each member, all branches and a selection. */
function batchedBranch([choice, ...operands]: readonly Tensor[], isBatched: (input: number) => boolean, graphs: readonly Graph[], size: number): Tensor[] {
  const isOperandBatched = (i: number): boolean => isBatched(i + 1);
  if (!isBatched(0)) {
    const batched = graphs.map(graph => batchedGraph(graph, isOperandBatched, size));
    return branch(choice!, batched, operands);
  }
  const results = graphs.map(graph => batch(graph, operands, isOperandBatched, size));
  const isFirst = (index: number, like: Tensor): Tensor => reshape(lessEqual(choice!, index), like.shape.map((n, axis) => (axis === 0 ? n : 1)));
  return results.reduceRight((rest, own, index) => own.map((x, i) => select(isFirst(index, x), x, rest[i]!)));
}

type Branch<P extends readonly unknown[], R> = (...operands: P) => R;

/**
 * One of several functions of the operands, chosen by a whole number, which is held between 0 and their number. Under
 * `jit` only the chosen one runs; results must agree in structure, shapes and dtypes.
 *
 * @example
 * ```ts
 * import { jit, neg, square, switchCase } from '@fermat/autodiff';
 *
 * const f = jit((k, x) => switchCase(k, [y => y, y => neg(y), y => square(y)], x));
 * console.log([0, 1, 2].map(k => f(k, 3).item())); // [3, -3, 9]
 * ```
 */
export function switchCase<P extends readonly unknown[] = Tensor[], R = unknown>(
  index: TensorLike,
  branches: readonly Branch<P, R>[],
  ...operands: P
): R {
  const choice = astype(asTensor('switchCase', index), 'int32');
  if (branches.length === 0) throw noBranches();
  if (choice.shape.length > 0) throw notAnIndex('switchCase', choice.shape);
  const known = knownValue(choice);
  if (known !== undefined) return branches[Math.min(Math.max(known as number, 0), branches.length - 1)]!(...operands);
  const flattened = operands.map((operand, i) => flatten(operand, `operand ${i}`));
  const leaves = flattened.flatMap(operand => operand.leaves);
  let structure: Structure | undefined;
  const alike = branches.map(body => (...given: P): Tensor[] => {
    const result = body(...given);
    structure ??= flatten(result, 'the result').structure;
    return structure.collect(result, 'the result of every branch');
  });
  const { graphs, captured } = traceBodies(
    'cond',
    alike,
    flattened.map(operand => operand.structure),
    leaves.map(leaf => leaf.type),
  );
  const [first] = graphs as readonly [Graph, ...Graph[]];
  for (const graph of graphs) {
    checkSameTypes('cond', 'the results of all branches', first.outputs.map(x => x.type), graph.outputs.map(x => x.type));
  }
  return restored(structure!, branch(choice, graphs, [...leaves, ...captured])) as R;
}

/**
 * `onTrue` of the operands where the condition holds, else `onFalse`. Where the condition is known the branch is simply
 * called; under `jit` only the chosen one runs. To choose element by element use `select`.
 *
 * @example
 * ```ts
 * import { cond, exp, grad, greater, jit } from '@fermat/autodiff';
 *
 * const f = jit(grad(x => cond(greater(x, 0), y => exp(y), y => y, x)));
 * console.log(f(-3).item(), f(0.5).item()); // 1 1.6487212707001282
 * ```
 */
export function cond<P extends readonly unknown[] = Tensor[], R = unknown>(
  condition: TensorLike,
  onTrue: Branch<P, R>,
  onFalse: Branch<P, R>,
  ...operands: P
): R {
  const holds = asTensor('cond', condition);
  if (holds.dtype !== 'bool') throw unsupportedDType('cond', holds.dtype, 'a bool as its condition (comparisons give one)');
  return switchCase(select(holds, 0, 1), [onTrue, onFalse], ...operands);
}
