import { batchSizesDiffer, invalidInAxes, mappedResult, nothingToMap } from '../errors.js';
import type { Tensor } from '../graph/tensor.js';
import { withShape } from '../graph/tensorType.js';
import { normalizeAxis } from '../ops/axes.js';
import { moveaxis } from '../ops/shape.js';
import { repeated, swapped, unstacked } from '../ops/structure.js';
import { checked } from '../options.js';
import { locating } from '../provenance.js';
import { flatten, type Flattened } from '../tree/tree.js';
import type { Prefix, TracedResult, UntracedArgs } from '../tree/types.js';
import { batch } from './batch.js';
import { traceLeaves } from './trace.js';

/** The axis mapped over; null for none. */
export type Axis = number | null;

export interface VmapOptions {
  /**
   * The axis mapped over: one for all arguments, or a list of one for each; null maps over none. An argument that is a tree
   * may have a tree of axes, cut off wherever one holds for all leaves below. 0 by default.
   */
  readonly inAxes?: Prefix<Axis>;
  /** Where the mapped axis stands in the results: one for all, or a tree of them; null for what does not depend on it. 0 by default. */
  readonly outAxes?: Prefix<Axis>;
}

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
  options: VmapOptions = {},
): (...args: UntracedArgs<P>) => TracedResult<R> {
  const { inAxes = 0, outAxes = 0 } = checked('vmap', options, ['inAxes', 'outAxes'], 'f');
  return (...args) => locating(() => {
    const flattened = args.map((arg, i) => flatten(arg, `argument ${i}`));
    const axes = axesOf(inAxes, flattened);
    const moved = flattened.flatMap(arg => arg.leaves).map((leaf, i) => leading(leaf, axes[i]!));
    const size = batchSize(moved, axes, flattened);
    const types = moved.map((leaf, i) => (axes[i] === null ? leaf.type : withShape(leaf.type, leaf.shape.slice(1))));
    const { graph, result, captured } = traceLeaves('vmap', f, flattened.map(arg => arg.structure), types);
    const places = result.spread(outAxes, 'outAxes');
    const isWhole = places.map(() => false);
    const whole = (x: Tensor, output: number): Tensor => {
      isWhole[output] = places[output] === null;
      return isWhole[output] ? x : repeated(x, size);
    };
    const results = batch(graph, [...moved, ...captured], i => i < moved.length && axes[i] !== null, size, whole);
    places.forEach((place, i) => {
      if (place === null && isWhole[i] !== true) throw mappedResult(result.paths[i]!);
    });
    return result.fill(results.map((x, i) => outwards(x, places[i]!, graph.outputs[i]!.shape.length > 0 && result.scalars[i]!)).values()) as TracedResult<R>;
  });
}

/** A result with its batch where it is wanted; scalars that came packed come apart, each with its own. */
function outwards(x: Tensor, axis: Axis, isPacked: boolean): unknown {
  if (isPacked) return unstacked(axis === null ? x : swapped(x));
  return axis === null || axis === 0 ? x : moveaxis(x, 0, axis);
}

/** The axis of each leaf of all arguments. */
function axesOf(inAxes: Prefix<Axis>, args: readonly Flattened[]): Axis[] {
  const each = Array.isArray(inAxes) ? (inAxes as readonly Prefix<Axis>[]) : args.map(() => inAxes);
  const fits = each.length === args.length && each.some(axis => axis !== null);
  if (!fits) throw invalidInAxes(inAxes, args.length);
  return args.flatMap(({ structure }, i) => structure.spread(each[i]!, `inAxes[${i}]`));
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
