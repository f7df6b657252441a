import { invalidOption, lengthsDiffer, noLength, noRows, stepPairExpected } from '../errors.js';
import type { Graph } from '../graph/graph.js';
import type { Tensor } from '../graph/tensor.js';
import { tensorType, withShape } from '../graph/tensorType.js';
import { checked } from '../options.js';
import { flatten, flattenLike, traced, type Flattened } from '../tree/tree.js';
import type { TensorsIn } from '../tree/types.js';
import { capturedFirst, checkSameTypes, traceBodies } from './subgraph.js';
import { scanned } from './scanPrimitive.js';
import { segmentedScan } from './segmentedScan.js';

export interface ScanOptions {
  /** The number of steps; needed where there are no sequences. */
  readonly length?: number;
  /** Go from the last row to the first; outputs keep their places. */
  readonly reverse?: boolean;
  /**
   * Keep for reverse mode only the carry of every k-th step, and run the k steps in between twice: n steps keep n/k + k
   * carries at a time instead of n. With `'sqrt'` k is the square root of n, which makes that least.
   */
  readonly checkpoint?: number | 'sqrt';
}

/**
 * A loop of a known number of steps: `f(carry, row)` gives the next carry and an output, as a pair. The result is the last
 * carry and the outputs stacked. Sequences are trees whose leaves have the steps as their first axis; the carry keeps its
 * structure, shapes and dtypes; at its leaves `f` is given Tensors, and so is the caller.
 *
 * Under `jit` the loop runs as one, however many steps it has. It is differentiated forwards and backwards; backwards it
 * keeps the carries of every step, or with `checkpoint` some of them.
 *
 * @example
 * ```ts
 * import { add, mul, scan, tensor } from '@fermat/autodiff';
 *
 * const [total, running] = scan((sum, x) => [add(sum, x), add(sum, x)], tensor(0), tensor([1, 2, 3]));
 * console.log(total.item(), running.toArray()); // 6 [1, 3, 6]
 * ```
 *
 * Source of the checkpoints: A. Griewank, A. Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, section 12.2.
 */
export function scan<C, X = Tensor, Y = Tensor>(
  f: (carry: TensorsIn<C>, row: TensorsIn<X>) => readonly [TensorsIn<C>, Y],
  init: C,
  sequences: X | null = null,
  options: ScanOptions = {},
): [carry: TensorsIn<C>, outputs: Y] {
  const { length, reverse = false, checkpoint } = checked('scan', options, ['length', 'reverse', 'checkpoint'], '...');
  const carry = flatten(init, 'the carry');
  const rows: Flattened = flatten(sequences ?? [], 'the sequences');
  const steps = length ?? rows.leaves[0]?.shape[0];
  if (steps === undefined) throw noLength();
  if (!Number.isInteger(steps) || steps < 0) throw invalidOption('scan', 'length', steps, 'a whole number of at least 0');
  rows.leaves.forEach((leaf, i) => {
    if (leaf.shape.length === 0 || rows.structure.scalars[i] === true) throw noRows(rows.structure.paths[i]!);
    if (leaf.shape[0] !== steps) throw lengthsDiffer(rows.structure.paths[i]!, leaf.shape[0]!, steps);
  });
  const strong = carry.leaves.map(leaf => tensorType(leaf.dtype, leaf.shape));
  const types = [...strong, ...rows.leaves.map(leaf => withShape(leaf.type, leaf.shape.slice(1)))];

  let outputs: Flattened = rows;
  const step = (state: TensorsIn<C>, row: TensorsIn<X>): unknown => {
    const pair = f(state, row);
    if (!Array.isArray(pair) || pair.length !== 2) throw stepPairExpected(pair);
    const [next, output] = pair;
    outputs = flatten(output ?? [], 'the output');
    return [...flattenLike(next, carry, 'the carry'), ...outputs.leaves];
  };
  const { graphs, captured } = traceBodies('scan', [step], [carry.structure, rows.structure], types);
  const [body] = graphs.map(graph => capturedFirst(graph, captured.length)) as [Graph];
  checkSameTypes('scan', 'the next carry', strong, body.outputs.slice(0, strong.length).map(x => x.type));
  const loop = { body, length: steps, reverse, constants: captured.length, carries: strong.length };
  const values = { constants: captured, carries: carry.leaves, rows: rows.leaves };
  const every = checkpoint === undefined ? steps : segmentLength(checkpoint, steps);
  const results = every < steps ? segmentedScan(loop, values, every) : scanned(loop, values);
  return [
    traced(carry.structure, results.slice(0, strong.length)) as TensorsIn<C>,
    outputs.structure.fill(results.slice(strong.length).values()) as Y,
  ];
}

function segmentLength(checkpoint: number | 'sqrt', steps: number): number {
  if (checkpoint === 'sqrt') return Math.ceil(Math.sqrt(steps));
  if (!Number.isInteger(checkpoint) || checkpoint < 1) throw invalidOption('scan', 'checkpoint', checkpoint, "a whole number of at least 1, or 'sqrt'");
  return checkpoint;
}
