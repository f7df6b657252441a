import { checkMedium, checkedOptions } from '../arguments.js';
import { invalidOrder } from '../errors.js';
import { isInside } from '../geometry/bounds.js';
import type { Vector } from '../geometry/vector.js';
import { startAroundSources, startBesideFront } from './frontStart.js';
import type { FrontStart } from './frontStart.js';
import { MinHeap } from './minHeap.js';
import { interpolate } from './raster.js';
import type { Raster } from './raster.js';
import type { SpeedGrid } from './speedGrid.js';
import { upwindTime } from './upwind.js';

/** Where the front starts: at points, or where a function that is given at the points of the grid changes its sign. */
export type ArrivalStart = { readonly sources: readonly Vector[] } | { readonly front: readonly ArrayLike<number>[] };

export type ArrivalOptions = ArrivalStart & {
  /** The order of the differences, 2 by default: the power of the spacing that the error falls with where the times are smooth. */
  readonly order?: 1 | 2;
};

/** When a front that starts at the sources arrives. */
export interface ArrivalTimes extends Raster {
  /** The times at the points of the grid, row after row; `Infinity` where it never arrives. */
  readonly values: Float64Array;
  /** The time at any point, bilinear between those of the grid; `Infinity` beside one that is never reached, and outside. */
  at(position: Vector): number;
}

/**
 * The least times from the nearest of some sources to every point of a grid, by fast marching: the eikonal equation
 * `|grad T| = 1 / speed`, solved in the order of the times. The medium is symmetric, so that they are the times to a
 * nearest goal as well.
 *
 * They are approximations from above or below, with errors of the given order of the spacing where the times are smooth
 * but for the sources, and of the first behind the corners of obstacles: a good start for a path, but no bound on its
 * time.
 *
 * @throws PathsError `NO_SOURCES`, `INVALID_POINT`, `OUTSIDE_MEDIUM` or `INVALID_SPEED` for a source, `INVALID_RASTER` for a
 * front, `INVALID_ORDER`.
 *
 * @example
 * ```ts
 * import { arrivalTimes, speedGrid } from '@fermat/paths';
 *
 * const rows = Array.from({ length: 51 }, () => new Array(51).fill(2));
 * const times = arrivalTimes(speedGrid({ speeds: rows, bounds: [0, 0, 10, 10] }), { sources: [[5, 5]] });
 * console.log(times.at([8, 9])); // 2.5
 * ```
 *
 * Source: J. A. Sethian, "Fast marching methods", SIAM Review 41 (1999), 199-235.
 */
export function arrivalTimes(grid: SpeedGrid, options: ArrivalOptions): ArrivalTimes {
  checkMedium('arrivalTimes', grid, 'speedAt');
  const { order = 2 } = checkedOptions('arrivalTimes', options, ['sources', 'front', 'order']);
  if (order !== 1 && order !== 2) throw invalidOrder(order);
  const start = 'front' in options ? startBesideFront(grid, options.front) : startAroundSources(grid, options.sources);
  march(grid.raster, start, order);
  const raster: Raster = { ...grid.raster, values: start.times };
  return { ...raster, at: (position) => (isInside(raster.bounds, position) ? interpolate(raster, position) : Infinity) };
}

/** Fills in the times that are not known yet, and which source each comes from. */
function march(raster: Raster, { times, origins, sources }: FrontStart, order: 1 | 2): void {
  const { columns, rows, values: speeds } = raster;
  const isGiven = Uint8Array.from(times, (time) => (time < Infinity ? 1 : 0));
  const isFinal = new Uint8Array(times.length);
  const front = { times, isFinal };
  const waiting = new MinHeap(times);
  isGiven.forEach((given, index) => given === 1 && waiting.push(index));
  const update = (index: number, from: number): void => {
    if (isFinal[index] === 1 || isGiven[index] === 1 || speeds[index] === 0) return;
    const origin = origins[from]!;
    const time = upwindTime(raster, front, index, 1 / speeds[index]!, order, sources[origin] ?? null);
    if (time >= times[index]!) return;
    times[index] = time;
    origins[index] = origin;
    waiting.push(index);
  };
  while (waiting.size > 0) {
    const index = waiting.pop();
    isFinal[index] = 1;
    const column = index % columns;
    if (column > 0) update(index - 1, index);
    if (column < columns - 1) update(index + 1, index);
    if (index >= columns) update(index - columns, index);
    if (index < columns * (rows - 1)) update(index + columns, index);
  }
}
