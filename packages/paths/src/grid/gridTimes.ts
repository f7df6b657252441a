import type { Point, Vector } from '../geometry/vector.js';
import { searching } from '../search/steps.js';
import type { Steps } from '../search/steps.js';
import { MinHeap } from './minHeap.js';
import { placeOf } from './raster.js';
import type { Raster } from './raster.js';

/** Up to so many points of the grid, moves to 32 neighbours are looked at; up to four times as many, 16; else 8. */
const smallGrid = 40_000;

/** So many points are one piece of work. */
const piece = 64;

export interface GridTimes {
  readonly times: Float64Array;
  /** The point of the grid before each; -1 at the first. */
  readonly parents: Int32Array;
}

/** The least times from a place to all points of a grid, along segments between points of it: Dijkstra's algorithm. */
export function* gridTimes(raster: Raster, start: Vector, timeOf: (from: Point, to: Point) => number): Steps<GridTimes> {
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
  for (let count = 1; waiting.size > 0; count++) {
    if (count % piece === 0) yield searching;
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
