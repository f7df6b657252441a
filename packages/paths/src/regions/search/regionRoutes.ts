import type { SlownessMesh } from '../mesh/slownessMesh.js';
import { SteinerGraph } from './steinerGraph.js';
import { shortestTimes, wayTo } from './shortestTimes.js';
import { stationOf } from './route.js';
import { straightRoute } from './straightRoute.js';
import { zoomRoute } from './zoomRoute.js';
import type { SettledRoute } from './zoomRoute.js';

/** About how many steps between nodes the graph of the whole map has. */
const graphSteps = 3e6;
const fewestPlaces = 3;
const mostPlaces = 60;

/** How many of the graph's locally best ways are refined at most, and how many where the rest cannot win. */
const mostRefined = 32;
const enoughRefined = 8;

/** Sums that differ by less than this part of themselves are equal but for rounding. */
const rounding = 1e-12;

/** The paths of locally least time that were found, the fastest first. */
export interface FoundRoutes {
  readonly settled: readonly SettledRoute[];
  /** Ways of the graph that might be refined to something faster, but were left as they are. */
  readonly undecided: readonly SettledRoute[];
}

/**
 * Finds paths of locally least time between two vertices of a mesh.
 *
 * A Steiner graph of the whole map gives the times from both ends to all of its nodes; where their sum is locally least, a
 * path of locally least time is near. The best of these, and the straight line, are refined.
 */
export function regionRoutes(field: SlownessMesh, from: number, to: number): FoundRoutes {
  const counts = placeCounts(field);
  const spacing = (edge: number): number => field.edgeLength[edge]! / (counts[edge]! + 1);
  const graph = new SteinerGraph(field, field.mesh.faces.keys(), (edge) => Array.from({ length: counts[edge]! }, (_, k) => (k + 1) * spacing(edge)));
  const there = shortestTimes(graph, graph.nodeOf(from));
  const arrival = there.times[graph.nodeOf(to)] ?? Infinity;
  if (!(arrival < Infinity)) return { settled: [], undecided: [] };
  const back = shortestTimes(graph, graph.nodeOf(to));
  const sums = there.times.map((time, node) => time + back.times[node]!);
  const straight = straightRoute(field, from, to);
  const settled = straight === null ? [] : [zoomRoute(field, straight, spacing)];
  const undecided: SettledRoute[] = [];
  let gained = 0;
  for (const { nodes, sum } of localMinima(graph, sums, (node) => [...wayTo(there, node), ...wayTo(back, node).reverse().slice(1)])) {
    const best = settled.reduce((least, { time }) => Math.min(least, time), Infinity);
    // What refining has gained so far tells what it may still gain.
    const mayWin = sum * (1 - 2 * gained) < best;
    if (settled.length >= (mayWin ? mostRefined : enoughRefined)) {
      if (!mayWin) break;
      const route = nodes.map((node) => stationOf(graph, node));
      undecided.push({ route, time: sum });
      continue;
    }
    const found = zoomRoute(field, nodes.map((node) => stationOf(graph, node)), spacing);
    gained = Math.max(gained, 1 - found.time / sum);
    settled.push(found);
  }
  return { settled: settled.sort((a, b) => a.time - b.time), undecided };
}

/** How many places each edge bears: in proportion to its length, so that the graph has about as many steps as it may. */
function placeCounts(field: SlownessMesh): Int32Array {
  const counts = new Int32Array(field.edgeCount);
  let low = 0;
  let high = Math.max(...field.edgeLength);
  for (let round = 0; round < 30; round++) {
    const spacing = (low + high) / 2;
    field.edgeLength.forEach((length, edge) => (counts[edge] = Math.min(Math.max(Math.round(length / spacing), fewestPlaces), mostPlaces)));
    if (stepsOf(field, counts) > graphSteps) low = spacing;
    else high = spacing;
  }
  return counts;
}

function stepsOf(field: SlownessMesh, counts: Int32Array): number {
  let steps = 0;
  for (let h = 0; h < field.edgeOf.length; h += 3) {
    const [a, b, c] = [counts[field.edgeOf[h]!]!, counts[field.edgeOf[h + 1]!]!, counts[field.edgeOf[h + 2]!]!];
    steps += 2 * (a * b + b * c + c * a);
  }
  return steps;
}

/** The graph's paths through nodes of which no neighbour has a faster one, the fastest first. */
function* localMinima(graph: SteinerGraph, sums: Float64Array, wayThrough: (node: number) => readonly number[]): Generator<{ nodes: readonly number[]; sum: number }> {
  const order = Int32Array.from(sums.keys()).filter((node) => sums[node]! < Infinity).sort((a, b) => sums[a]! - sums[b]!);
  const isDone = new Uint8Array(graph.size);
  for (const node of order) {
    if (isDone[node] === 1) continue;
    let isLeast = true;
    graph.forEachNeighbour(node, (neighbour) => {
      if (sums[neighbour]! < sums[node]! * (1 - rounding)) isLeast = false;
    });
    if (!isLeast) continue;
    const nodes = wayThrough(node);
    for (const at of nodes) isDone[at] = 1;
    yield { nodes, sum: sums[node]! };
  }
}
