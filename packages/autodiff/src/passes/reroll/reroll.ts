import { parameter } from '../../graph/apply.js';
import { Graph } from '../../graph/graph.js';
import { tracing } from '../../graph/scope.js';
import type { Tensor } from '../../graph/tensor.js';
import { reachable } from '../../graph/walk.js';
import { classify } from './classify.js';
import { Entries } from './entries.js';
import { rebuild } from './rebuild.js';
import { flattenSums } from './sums.js';

/** Smaller graphs are straight-line code in any case. */
const FEWEST_NODES = 200;

/** Arrays must stand for so many times as many scalars. */
const LEAST_GAIN = 4;

/**
 * Rolls scalar code, such as loops of the host language leave behind, back into arrays: a smaller graph with the same
 * results. Sums become reductions, which may change their last bits.
 */
export function reroll(graph: Graph): Graph {
  return tracing('jit', scope => {
    const inputs = graph.inputs.map(({ type }) => parameter(type, scope));
    const results = rerolled(graph.outputs, graph.lowest, graph.inputs, inputs);
    return results === null ? graph : new Graph(inputs, results, scope.watermark);
  });
}

/**
 * The same results, made in the current scope from other leaves, with scalars rolled into arrays; null where that gains
 * little.
 */
export function rerolled(results: readonly Tensor[], lowest: number, leaves: readonly Tensor[], standIns: readonly Tensor[] = leaves): readonly Tensor[] | null {
  const nodes = reachable(results, lowest, leaves).filter(node => node !== undefined);
  if (nodes.length < FEWEST_NODES) return null;
  const entries = new Entries(lowest, new Set(leaves));
  leaves.forEach((leaf, i) => (entries.of(leaf).tensor = standIns[i]!));
  for (const node of nodes) entries.of(node);
  const found = results.map(result => entries.of(result));
  for (const entry of found) entry.uses++;
  flattenSums(entries.all);
  const groups = classify(entries.all);
  const singles = entries.all.reduce((count, { unit, op, absorbed }, i) => count + Number(unit === entries.all[i] && op !== 0 && !absorbed), 0);
  if ((groups + singles) * LEAST_GAIN > nodes.length) return null;
  rebuild(entries.all, found);
  return found.map(entry => entry.value);
}
