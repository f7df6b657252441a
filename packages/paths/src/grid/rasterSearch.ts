import type { Point, Vector } from '../geometry/vector.js';
import type { Steps } from '../search/steps.js';
import { gridTimes } from './gridTimes.js';
import { placeOf } from './raster.js';
import type { Raster } from './raster.js';
import type { RasterMedium } from './rasterMedium.js';

/** How many paths are looked for at most. */
const mostPaths = 5;

/** A path is looked at if it is at most this much slower on the grid than the fastest. */
const slowest = 1.25;

/**
 * Paths over the points of a grid that pass it at different places, the fastest first: to descend from. Each is the fastest of
 * those through some point of the grid, which follow from one search that starts at one end and one that starts at the other.
 */
export function* rasterSearch(medium: RasterMedium, from: Vector, to: Vector): Steps<Point[][]> {
  const { raster } = medium;
  const ahead = yield* gridTimes(raster, from, (a, b) => medium.segmentTime(a, b));
  const behind = yield* gridTimes(raster, to, (a, b) => medium.segmentTime(b, a));
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
