import { MinHeap } from '../grid/minHeap.js';
import { norm, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import type { CurvedLayers } from './curvedLayers.js';
import type { Ends } from './phasePaths.js';
import { SampledGraph, goal, start } from './sampledGraph.js';

/** A step of a way: straight through a layer, or along a surface. */
export interface SampledStep {
  readonly to: Point;
  /** The surface that `to` lies on; -1 at the end of the way. */
  readonly surface: number;
  readonly layer: number;
  /** The surface that the step follows; -1 where it is straight. */
  readonly along: number;
}

export interface SampledWay {
  /** The places at which surfaces were sampled. */
  readonly columns: readonly number[];
  readonly time: number;
  readonly steps: readonly SampledStep[];
}

/** How many places of a surface are looked at at most, over the whole width and again between the ends. */
const mostSamples = 96;

/** Into how many places, its ends among them, the space between two samples is divided where the way is to be known better. */
const moreSamples = 9;

/** With many surfaces fewer: about so many points in all. */
const mostPoints = 6000;

/**
 * The fastest way between two points of the plane over sampled points of the surfaces: straight from one to another that is in
 * sight within a layer, or along a surface from one to the next, at the speed of the faster side.
 *
 * Source: P. E. Hart, N. J. Nilsson and B. Raphael, A formal basis for the heuristic determination of minimum cost paths, IEEE
 * Trans. Syst. Sci. Cybern. 4 (1968) 100-107.
 */
export function sampledWay(layers: CurvedLayers, ends: Ends, columns: readonly number[] = columnsFor(layers, ends)): SampledWay | null {
  const graph = new SampledGraph(layers, ends, columns);
  const { size } = graph;
  const maxSpeed = layers.speeds.reduce((a, b) => Math.max(a, b));
  const times = new Float64Array(size).fill(Infinity);
  const least = new Float64Array(size).fill(Infinity);
  const before = new Int32Array(size).fill(-1);
  const arrivals = new Array<Pick<SampledStep, 'layer' | 'along'>>(size);
  const waiting = new MinHeap(least);
  const reach = (node: number, time: number, previous: number, step: Pick<SampledStep, 'layer' | 'along'>): void => {
    if (!(time < times[node]!)) return;
    times[node] = time;
    least[node] = time + norm(subtract(ends.to, graph.pointOf(node))) / maxSpeed;
    before[node] = previous;
    arrivals[node] = step;
    waiting.push(node);
  };
  reach(start, 0, -1, { layer: -1, along: -1 });
  while (waiting.size > 0) {
    const node = waiting.pop();
    if (node === goal) break;
    graph.forEachStep(node, (next, layer, along) => {
      const length = norm(subtract(graph.pointOf(next), graph.pointOf(node)));
      reach(next, times[node]! + length / layers.speeds[layer]!, node, { layer, along });
    });
  }
  if (times[goal] === Infinity) return null;
  const steps: SampledStep[] = [];
  for (let node = goal; node !== start; node = before[node]!) steps.push({ to: graph.pointOf(node), surface: graph.surfaceOf(node), ...arrivals[node]! });
  return { columns, time: times[goal]!, steps: steps.reverse() };
}

/** More columns at some places, and where a way crosses surfaces, or begins or ceases to follow one. */
export function finerColumns({ columns, steps }: SampledWay, places: readonly number[]): number[] {
  const joints = [...places, ...steps.filter(({ along }, i) => along < 0 || steps[i + 1]?.along !== along).map(({ to }) => to[0]!)];
  const gapsAt = (x: number): [number, number][] => columns.slice(1).flatMap((end, i): [number, number][] => (columns[i]! <= x && x <= end ? [[columns[i]!, end]] : []));
  return sorted([...columns, ...joints.flatMap(gapsAt).flatMap(([low, high]) => evenly(low, high, moreSamples))]);
}

/** Places over the whole width, and others close to the ends. */
function columnsFor({ bounds, surfaces }: CurvedLayers, { from, to }: Ends): number[] {
  const count = Math.max(8, Math.min(mostSamples, Math.floor(mostPoints / (2 * Math.max(1, surfaces.length)))));
  const around = norm(subtract(to, from)) / 2;
  const [xmin, , xmax] = bounds as [number, number, number, number];
  const near = [Math.max(xmin, Math.min(from[0]!, to[0]!) - around), Math.min(xmax, Math.max(from[0]!, to[0]!) + around)] as const;
  return sorted([...evenly(xmin, xmax, count), ...evenly(...near, count)]);
}

function evenly(low: number, high: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => low + (i / (count - 1)) * (high - low));
}

function sorted(columns: readonly number[]): number[] {
  return [...new Set(columns)].sort((a, b) => a - b);
}
