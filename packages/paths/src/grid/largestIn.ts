import { tangentOfInverse } from '../bound/boundedSpeed.js';
import type { BoundedSpeed } from '../bound/boundedSpeed.js';
import type { Bounds } from '../geometry/bounds.js';
import type { Vector } from '../geometry/vector.js';
import type { CellPart, Raster } from './raster.js';

/** A number that the values less a linear function do not exceed in a part of a cell. */
export type LargestInPart = (raster: Raster, part: CellPart) => number;

/** In boxes that meet more cells than this only the values at the points of the grid are looked at. */
const mostCells = 64;

/** Boxes are taken to be larger by this many steps of the grid, as places in them are rounded. */
const rounding = 1e-9;

/**
 * What the values of a raster do not exceed in boxes inside its bounds, where between points of the grid they do not exceed the
 * largest of the four around.
 */
export function largestIn(raster: Raster, largestInPart: LargestInPart, valueAt: (raster: Raster, place: Vector) => number): BoundedSpeed {
  const { bounds, spacing, columns, rows } = raster;
  const pyramid = pyramidOf(raster);
  const cellsOf = (box: Bounds): Cells => {
    const along = (side: number, axis: 0 | 1, by: number): number => (box[side]! - bounds[axis]!) / spacing[axis] + by;
    const [x0, y0, x1, y1] = [along(0, 0, -rounding), along(1, 1, -rounding), along(2, 0, rounding), along(3, 1, rounding)];
    return { x0, y0, x1, y1, first: cellAt(x0, columns), last: cellAt(x1, columns), bottom: cellAt(y0, rows), top: cellAt(y1, rows) };
  };
  const largestExcess = ({ x0, y0, x1, y1, first, last, bottom, top }: Cells, slopeX: number, slopeY: number): number => {
    const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
    let largest = -Infinity;
    for (let row = bottom; row <= top; row++) {
      for (let column = first; column <= last; column++) {
        const linear = (right: number, up: number): number => slopeX * (column + right - x) + slopeY * (row + up - y);
        const part = { column, row, left: within(x0 - column), right: within(x1 - column), low: within(y0 - row), high: within(y1 - row), linear };
        largest = Math.max(largest, largestInPart(raster, part));
      }
    }
    return largest;
  };
  const isLarge = ({ first, last, bottom, top }: Cells): boolean => (last - first + 1) * (top - bottom + 1) > mostCells;
  return {
    bounds,
    maxSpeedIn(box) {
      const cells = cellsOf(box);
      return isLarge(cells) ? largestAtPoints(pyramid, cells.first, cells.last + 1, cells.bottom, cells.top + 1) : largestExcess(cells, 0, 0);
    },
    tangentIn(box) {
      const cells = cellsOf(box);
      if (isLarge(cells)) return null;
      const [left, low, right, high] = box as [number, number, number, number];
      const [x, y] = [(left + right) / 2, (low + high) / 2];
      const slopeX = slopeOf(valueAt(raster, [left, y]), valueAt(raster, [right, y]), right - left);
      const slopeY = slopeOf(valueAt(raster, [x, low]), valueAt(raster, [x, high]), high - low);
      const value = largestExcess(cells, slopeX * spacing[0], slopeY * spacing[1]);
      return value > 0 ? tangentOfInverse({ x, y, value, slope: [slopeX, slopeY] }) : null;
    },
  };
}

/** A box in steps of the grid, and the cells that it meets. */
interface Cells {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly first: number;
  readonly last: number;
  readonly bottom: number;
  readonly top: number;
}

function slopeOf(first: number, last: number, length: number): number {
  return length > 0 ? (last - first) / length : 0;
}

function cellAt(place: number, points: number): number {
  return Math.min(Math.max(Math.floor(place), 0), points - 2);
}

function within(part: number): number {
  return Math.min(Math.max(part, 0), 1);
}

/** The largest of the values at 4 points of the level below, from the values themselves to one number. */
type Pyramid = readonly Pick<Raster, 'columns' | 'rows' | 'values'>[];

function pyramidOf(raster: Raster): Pyramid {
  const levels: Pick<Raster, 'columns' | 'rows' | 'values'>[] = [raster];
  for (let below = levels[0]!; below.values.length > 1; below = levels[levels.length - 1]!) {
    const [columns, rows] = [Math.ceil(below.columns / 2), Math.ceil(below.rows / 2)];
    const values = new Float64Array(columns * rows).fill(-Infinity);
    below.values.forEach((value, i) => {
      const at = (Math.floor(i / below.columns) >> 1) * columns + ((i % below.columns) >> 1);
      values[at] = Math.max(values[at]!, value);
    });
    levels.push({ columns, rows, values });
  }
  return levels;
}

/** The largest value at the points of some columns and rows. */
function largestAtPoints(pyramid: Pyramid, first: number, last: number, bottom: number, top: number): number {
  let largest = 0;
  const visit = (level: number, column: number, row: number): void => {
    const { columns, rows, values } = pyramid[level]!;
    if (column >= columns || row >= rows || !(values[row * columns + column]! > largest)) return;
    const size = 2 ** level;
    const [left, low] = [column * size, row * size];
    if (left > last || left + size <= first || low > top || low + size <= bottom) return;
    if (left >= first && left + size - 1 <= last && low >= bottom && low + size - 1 <= top) {
      largest = values[row * columns + column]!;
      return;
    }
    for (const [right, up] of [[0, 0], [1, 0], [0, 1], [1, 1]] as const) visit(level - 1, 2 * column + right, 2 * row + up);
  };
  visit(pyramid.length - 1, 0, 0);
  return largest;
}
