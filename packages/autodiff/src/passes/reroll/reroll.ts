import { parameter } from '../../graph/apply.js';
import { Graph } from '../../graph/graph.js';
import { tracing, watermark } from '../../graph/scope.js';
import type { Tensor } from '../../graph/tensor.js';
import { reachable } from '../../graph/walk.js';
import { classify } from './classify.js';
import { Entries } from './entries.js';
import type { Entry } from './entry.js';
import { rebuild } from './rebuild.js';
import { rollLoop } from './rollLoop.js';
import { flattenSums } from './sums.js';

/** Smaller graphs are straight-line code in any case. */
const FEWEST_NODES = 200;

/** A graph of which fewer values than this depend not on each other, on average, is a loop rather than arrays. */
const PARALLEL = 32;

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
 * The same results, made in the current scope from other leaves, with scalars rolled into arrays, and what repeats into
 * loops; null where there is little to gain. What was rolled is rolled once more, as long as it becomes smaller.
 */
export function rerolled(results: readonly Tensor[], lowest: number, leaves: readonly Tensor[], standIns: readonly Tensor[] = leaves, before: number = Infinity): readonly Tensor[] | null {
  const nodes = reachable(results, lowest, leaves).filter(node => node !== undefined);
  if (nodes.length < FEWEST_NODES || nodes.length >= before) return null;
  const made = watermark();
  const read = (): Reading => {
    const entries = new Entries(lowest, new Set(leaves), nodes.length);
    leaves.forEach((leaf, i) => (entries.of(leaf).tensor = standIns[i]!));
    for (const node of nodes) entries.of(node);
    const found = entries.results(results);
    return { entries, found, steps: flattenSums(entries.all) };
  };
  let reading: Reading | null = read();
  const rolls = reading.steps * PARALLEL > nodes.length ? [asLoop, asArrays] : [asArrays, asLoop];
  for (const roll of rolls) {
    reading ??= read();
    const { entries, found }: Reading = reading;
    reading = null;
    if (!roll(entries, found)) continue;
    rebuild(entries.all, found);
    const rolled = found.map(entry => entry.value);
    return rerolled(rolled, made, standIns, standIns, nodes.length) ?? rolled;
  }
  return null;
}

interface Reading {
  readonly entries: Entries;
  readonly found: Entry[];
  readonly steps: number;
}

const asArrays = ({ all }: Entries): boolean => classify(all) > LEAST_GAIN;

function asLoop(entries: Entries, results: readonly Entry[]): boolean {
  for (const entry of entries.all) entry.absorbed = false;
  return rollLoop(entries.all, results, ({ node }) => entries.operationOf(node), rerolled);
}
