import type { Path } from '../../geometry/path.js';
import { searching } from '../../search/steps.js';
import type { Steps } from '../../search/steps.js';
import type { SlownessMesh } from '../../mesh/slownessMesh.js';
import { SteinerGraph } from './steinerGraph.js';
import { shortestTimes, wayTo } from './shortestTimes.js';
import { routeTime, stationOf, vertexStation } from './route.js';
import type { Route } from './route.js';
import { routeNear } from './routeNear.js';
import { straightWay } from './straightWay.js';
import { zoomRoute } from './zoomRoute.js';
import type { SettledRoute } from './zoomRoute.js';

/** About how many steps between nodes the graph of the whole map has. */
const graphSteps = 3e6;
const fewestPlaces = 3;
const mostPlaces = 60;

/** How many of the graph's locally best ways are refined at most, and how many where the rest cannot win. */
const mostRefined = 32;
const enoughRefined = 8;

/** So many nodes are one piece of work. */
const piece = 512;

/** Sums that differ by less than this part of themselves are equal but for rounding. */
const rounding = 1e-12;

export interface RouteHints {
  /** A way that was fast before the map changed: only what may be faster is looked for. */
  readonly known?: Path | undefined;
  /** How many ways are wanted besides the fastest. */
  readonly count?: number | undefined;
}

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
 * path of locally least time is near. The best of these, the straight line, and the best way near a known one are refined.
 */
export function* regionRoutes(field: SlownessMesh, from: number, to: number, { known, count = 0 }: RouteHints = {}): Steps<FoundRoutes> {
  const counts = placeCounts(field);
  const spacing = (edge: number): number => field.edgeLength[edge]! / (counts[edge]! + 1);
  const placesOn = (edge: number): number[] => Array.from({ length: counts[edge]! }, (_, k) => (k + 1) * spacing(edge));
  const settled: SettledRoute[] = [];
  const undecided: SettledRoute[] = [];
  let gained = 0;
  const refine = function* (route: Route, sum: number): Steps<void> {
    const found = yield* zoomRoute(field, route, spacing);
    gained = Math.max(gained, 1 - found.time / sum);
    settled.push(found);
  };
  const straight = straightWay(field, vertexStation(from), vertexStation(to));
  if (straight !== null && routeTime(field, straight) < Infinity) yield* refine(straight, 0);
  const near = known && (yield* routeNear(field, known, [from, to], placesOn));
  if (near) yield* refine(near.route, near.time);
  yield searching;
  const graph = new SteinerGraph(field, field.mesh.faces.keys(), placesOn);
  yield searching;
  /** Where there is a fast way already, what is too slow to be one is not looked at. */
  const limit = near ? settled.reduce((least, { time }) => Math.min(least, time), Infinity) / (1 - 2 * gained) : Infinity;
  const there = yield* shortestTimes(graph, graph.nodeOf(from), { isTooLate: (_, time) => time > limit });
  const arrival = there.times[graph.nodeOf(to)] ?? Infinity;
  if (!(arrival < Infinity)) return { settled: inOrder(settled), undecided };
  const back = yield* shortestTimes(graph, graph.nodeOf(to), { isTooLate: (node, time) => time + there.times[node]! > limit });
  const sums = there.times.map((time, node) => time + back.times[node]!);
  const enough = near ? 0 : Math.max(enoughRefined, 1 + count);
  for (const found of localMinima(graph, sums, (node) => [...wayTo(there, node), ...wayTo(back, node).reverse().slice(1)])) {
    if (found === null) {
      yield searching;
      continue;
    }
    const { nodes, sum } = found;
    const best = settled.reduce((least, { time }) => Math.min(least, time), Infinity);
    // What refining has gained so far tells what it may still gain.
    const mayWin = sum * (1 - 2 * gained) < best;
    if (settled.length >= (mayWin ? Math.max(mostRefined, enough) : enough)) {
      if (!mayWin) break;
      const route = nodes.map((node) => stationOf(graph, node));
      undecided.push({ route, time: sum });
      continue;
    }
    yield* refine(nodes.map((node) => stationOf(graph, node)), sum);
  }
  return { settled: inOrder(settled), undecided };
}

const inOrder = (routes: readonly SettledRoute[]): SettledRoute[] => [...routes].sort((a, b) => a.time - b.time);

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

/** The graph's paths through nodes of which no neighbour has a faster one, the fastest first; null after a piece of work. */
function* localMinima(graph: SteinerGraph, sums: Float64Array, wayThrough: (node: number) => readonly number[]): Generator<{ nodes: readonly number[]; sum: number } | null> {
  const order = Int32Array.from(sums.keys()).filter((node) => sums[node]! < Infinity).sort((a, b) => sums[a]! - sums[b]!);
  const isDone = new Uint8Array(graph.size);
  for (const [looked, node] of order.entries()) {
    if (looked % piece === 0) yield null;
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
