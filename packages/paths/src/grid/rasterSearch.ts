import type { Point, Vector } from '../geometry/vector.js';
import { MinHeap } from './minHeap.js';
import { placeOf } from './raster.js';
import type { Raster } from './raster.js';
import type { RasterMedium } from './rasterMedium.js';

/** Up to so many points of the grid, moves to 32 neighbours are looked at; up to four times as many, 16; else 8. */
const smallGrid = 40_000;

/** How many paths are looked for at most. */
const mostPaths = 5;

/** A path is looked at if it is at most this much slower on the grid than the fastest. */
const slowest = 1.25;

/**
 * Paths over the points of a grid that pass it at different places, the fastest first: to descend from. Each is the fastest of
 * those through some point of the grid, which follow from one search that starts at one end and one that starts at the other.
 */
export function rasterSearch(medium: RasterMedium, from: Vector, to: Vector): Point[][] {
  const { raster } = medium;
  const ahead = search(medium, from, (a, b) => medium.segmentTime(a, b));
  const behind = search(medium, to, (a, b) => medium.segmentTime(b, a));
  const through = ahead.times.map((time, index) => time + behind.times[index]!);
  const order = Array.from(through.keys()).filter((index) => through[index]! < Infinity);
  order.sort((a, b) => through[a]! - through[b]!);
  const paths: Point[][] = [];
  const near = new Uint8Array(through.length);
  for (const index of order) {
    if (paths.length === mostPaths || through[index]! > slowest * through[order[0]!]!) break;
    if (near[index] === 1) continue;
    const indices = [...chain(ahead.parents, index).reverse(), ...chain(behind.parents, index).slice(1)];
    paths.push([Array.from(from), ...indices.map((at): Point => placeOf(raster, at)), Array.from(to)]);
    const apart = Math.max(3, Math.round(indices.length / 10));
    for (const at of indices) markAround(raster, near, at, apart);
  }
  return paths;
}

interface Search {
  readonly times: Float64Array;
  /** The point of the grid before each; -1 at the first. */
  readonly parents: Int32Array;
}

/** Dijkstra's algorithm from a place to all points of the grid. */
function search({ raster }: RasterMedium, start: Vector, timeOf: (from: Point, to: Point) => number): Search {
  const { columns, rows, bounds, spacing, values } = raster;
  const times = new Float64Array(values.length).fill(Infinity);
  const parents = new Int32Array(values.length).fill(-1);
  const isFinal = new Uint8Array(values.length);
  const waiting = new MinHeap(times);
  const arrive = (index: number, time: number, parent: number): void => {
    if (!(time < times[index]!)) return;
    times[index] = time;
    parents[index] = parent;
    waiting.push(index);
  };
  const place = Array.from(start);
  const column = Math.round((start[0]! - bounds[0]!) / spacing[0]);
  const row = Math.round((start[1]! - bounds[1]!) / spacing[1]);
  for (let y = Math.max(0, row - 2); y <= Math.min(rows - 1, row + 2); y++) {
    for (let x = Math.max(0, column - 2); x <= Math.min(columns - 1, column + 2); x++) {
      arrive(y * columns + x, timeOf(place, placeOf(raster, y * columns + x)), -1);
    }
  }
  const moves = movesOn(values.length);
  while (waiting.size > 0) {
    const index = waiting.pop();
    isFinal[index] = 1;
    const [x, y] = [index % columns, Math.floor(index / columns)];
    for (const [dx, dy] of moves) {
      const next = index + dy * columns + dx;
      if (x + dx < 0 || x + dx >= columns || y + dy < 0 || y + dy >= rows || isFinal[next] === 1) continue;
      arrive(next, times[index]! + timeOf(placeOf(raster, index), placeOf(raster, next)), index);
    }
  }
  return { times, parents };
}

/** Steps to points that no other point hides, in all directions. */
function movesOn(points: number): [number, number][] {
  const reach = points <= smallGrid ? 3 : points <= 4 * smallGrid ? 2 : 1;
  const moves: [number, number][] = [];
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      if (greatestDivisor(Math.abs(dx), Math.abs(dy)) === 1) moves.push([dx, dy]);
    }
  }
  return moves;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** An index and those before it, back to the first. */
function chain(parents: Int32Array, index: number): number[] {
  const indices = [index];
  for (let at = parents[index]!; at >= 0; at = parents[at]!) indices.push(at);
  return indices;
}

function markAround({ columns, rows }: Raster, marks: Uint8Array, index: number, reach: number): void {
  const [column, row] = [index % columns, Math.floor(index / columns)];
  for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y++) {
    marks.fill(1, y * columns + Math.max(0, column - reach), y * columns + Math.min(columns - 1, column + reach) + 1);
  }
}
