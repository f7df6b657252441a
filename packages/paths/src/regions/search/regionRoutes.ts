import type { SlownessMesh } from '../mesh/slownessMesh.js';
import { SteinerGraph } from './steinerGraph.js';
import { shortestTimes, wayTo } from './shortestTimes.js';
import { routeTime, stationOf } from './route.js';
import { straightRoute } from './straightRoute.js';
import { zoomRoute } from './zoomRoute.js';
import type { SettledRoute } from './zoomRoute.js';

/** About how many steps between nodes the graph of the whole map has. */
const graphSteps = 3e6;
const fewestPlaces = 3;
const mostPlaces = 60;

/** How many of the graph's locally best ways are refined at most. */
const mostRefined = 24;

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
  const settled: SettledRoute[] = [];
  const undecided: SettledRoute[] = [];
  let error = 0;
  const straight = straightRoute(field, from, to);
  if (straight !== null) settled.push(zoomRoute(field, straight, spacing));
  for (const node of localMinima(graph, sums)) {
    const way = [...wayTo(there, node), ...wayTo(back, node).reverse().slice(1)].map((at) => stationOf(graph, at));
    const best = settled.reduce((least, { time }) => Math.min(least, time), Infinity);
    if (settled.length >= mostRefined) {
      // What refining has gained so far tells what it may still gain.
      if (sums[node]! * (1 - 2 * error) >= best) break;
      undecided.push({ route: way, time: routeTime(field, way) });
      continue;
    }
    const found = zoomRoute(field, way, spacing);
    error = Math.max(error, 1 - found.time / sums[node]!);
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

/** Nodes through which the best path is no slower than through any neighbour, the best first, one for each path. */
function* localMinima(graph: SteinerGraph, sums: Float64Array): Generator<number> {
  const order = [...sums.keys()].filter((node) => sums[node]! < Infinity).sort((a, b) => sums[a]! - sums[b]!);
  const isDone = new Uint8Array(graph.size);
  for (const node of order) {
    if (isDone[node]) continue;
    let isLeast = true;
    graph.forEachNeighbour(node, (neighbour) => {
      if (sums[neighbour]! < sums[node]! * (1 - 1e-12)) isLeast = false;
    });
    if (!isLeast) continue;
    // The whole plateau of this path counts once.
    const waiting = [node];
    isDone[node] = 1;
    while (waiting.length > 0) {
      const at = waiting.pop()!;
      graph.forEachNeighbour(at, (neighbour) => {
        if (isDone[neighbour] || sums[neighbour]! > sums[node]! * (1 + 1e-12)) return;
        isDone[neighbour] = 1;
        waiting.push(neighbour);
      });
    }
    yield node;
  }
}
