import { batchSizesDiffer, invalidInAxes, nothingToMap } from '../errors.js';
import type { Tensor } from '../graph/tensor.js';
import { withShape } from '../graph/tensorType.js';
import { normalizeAxis } from '../ops/axes.js';
import { moveaxis } from '../ops/shape.js';
import { swapped, unstacked } from '../ops/structure.js';
import { flatten, type Flattened } from '../tree/tree.js';
import type { TracedResult, UntracedArgs } from '../tree/types.js';
import { batch } from './batch.js';
import { traceLeaves } from './trace.js';

export interface VmapOptions {
  /** The axis mapped over in all leaves of an argument: one for all arguments, or one for each; null maps over none. 0 by default. */
  readonly inAxes?: number | null | readonly (number | null)[];
  /** Where the mapped axis stands in every result; 0 by default. */
  readonly outAxes?: number;
}

type Axis = number | null;

/**
 * The function mapped over an axis of its arguments: `vmap(f)(xs)` is `f` of every row, stacked, in one pass of array
 * operations. It composes with every other transform; inside, values are abstract as under `jit`.
 *
 * @example
 * ```ts
 * import { grad, sin, vmap } from '@fermat/autodiff';
 *
 * const slopes = vmap(x => grad(y => sin(y))(x));
 * console.log(slopes(Float64Array.of(0, Math.PI)).toArray()); // [1, -1]
 * ```
 */
export function vmap<P extends readonly unknown[] = Tensor[], R = unknown>(
  f: (...args: P) => R,
  { inAxes = 0, outAxes = 0 }: VmapOptions = {},
): (...args: UntracedArgs<P>) => TracedResult<R> {
  return (...args) => {
    const axes = axesOf(inAxes, args.length);
    const flattened = args.map((arg, i) => flatten(arg, `argument ${i}`));
    const axisOfLeaf = flattened.flatMap(({ leaves }, i) => leaves.map(() => axes[i]!));
    const moved = flattened.flatMap(({ leaves }, i) => leaves.map(leaf => leading(leaf, axes[i]!)));
    const size = batchSize(moved, axisOfLeaf, flattened);
    const types = moved.map((leaf, i) => (axisOfLeaf[i] === null ? leaf.type : withShape(leaf.type, leaf.shape.slice(1))));
    const { graph, result, captured } = traceLeaves('vmap', f, flattened.map(arg => arg.structure), types);
    const results = batch(graph, [...moved, ...captured], i => i < moved.length && axisOfLeaf[i] !== null, size);
    return result.fill(results.map((x, i) => outwards(x, outAxes, graph.outputs[i]!.shape.length > 0 && result.scalars[i]!)).values()) as TracedResult<R>;
  };
}

/** A result with its batch where it is wanted; scalars that came packed come apart, each with its own. */
function outwards(x: Tensor, axis: number, isPacked: boolean): unknown {
  if (isPacked) return unstacked(swapped(x));
  return axis === 0 ? x : moveaxis(x, 0, axis);
}

function axesOf(inAxes: Axis | readonly Axis[], count: number): readonly Axis[] {
  const axes = inAxes === null || typeof inAxes === 'number' ? new Array<Axis>(count).fill(inAxes) : inAxes;
  if (axes.length !== count || axes.every(axis => axis === null)) throw invalidInAxes(inAxes, count);
  return axes;
}

const leading = (leaf: Tensor, axis: Axis): Tensor => (axis === null || leaf.shape.length === 0 ? leaf : moveaxis(leaf, normalizeAxis('vmap', axis, leaf.shape.length), 0));

function batchSize(leaves: readonly Tensor[], axes: readonly Axis[], args: readonly Flattened[]): number {
  const paths = args.flatMap(arg => arg.structure.paths);
  const scalars = args.flatMap(arg => arg.structure.scalars);
  let size: number | undefined;
  leaves.forEach((leaf, i) => {
    if (axes[i] === null) return;
    const [n] = leaf.shape;
    if (n === undefined || scalars[i] === true) throw nothingToMap(paths[i]!);
    if (size !== undefined && n !== size) throw batchSizesDiffer(paths[i]!, n, size);
    size = n;
  });
  if (size === undefined) throw nothingToMap('an argument without elements');
  return size;
}
