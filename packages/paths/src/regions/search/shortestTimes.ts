import { MinHeap } from '../../grid/minHeap.js';
import { searching } from '../../search/steps.js';
import type { Steps } from '../../search/steps.js';
import type { SteinerGraph } from './steinerGraph.js';

/** The least times from one node to all others, and for each the node before it on the way; -1 at the start and where no way leads. */
export interface ShortestTimes {
  readonly times: Float64Array;
  readonly before: Int32Array;
}

export interface ShortestOptions {
  /** Where to stop, once its time is known; by default everywhere is reached. */
  readonly target?: number;
  /** Nodes are left out from which there is no way that matters: a time is too late there. */
  readonly isTooLate?: (node: number, time: number) => boolean;
}

/** So many nodes are one piece of work. */
const piece = 512;

/**
 * Source: E. W. Dijkstra, A note on two problems in connexion with graphs, Numerische Mathematik 1 (1959) 269-271.
 */
export function* shortestTimes(graph: SteinerGraph, start: number, { target = -1, isTooLate = () => false }: ShortestOptions = {}): Steps<ShortestTimes> {
  const times = new Float64Array(graph.size).fill(Infinity);
  const before = new Int32Array(graph.size).fill(-1);
  const waiting = new MinHeap(times);
  times[start] = 0;
  waiting.push(start);
  let current = start;
  const relax = (neighbour: number, step: number): void => {
    const time = times[current]! + step;
    if (time >= times[neighbour]! || isTooLate(neighbour, time)) return;
    times[neighbour] = time;
    before[neighbour] = current;
    waiting.push(neighbour);
  };
  for (let count = 1; waiting.size > 0; count++) {
    if (count % piece === 0) yield searching;
    current = waiting.pop();
    if (current === target) break;
    graph.forEachNeighbour(current, relax);
  }
  return { times, before };
}

/** The nodes on the way from the start to a node, both included. */
export function wayTo({ before }: ShortestTimes, node: number): number[] {
  const way: number[] = [];
  for (let at = node; at >= 0; at = before[at]!) way.push(at);
  return way.reverse();
}
