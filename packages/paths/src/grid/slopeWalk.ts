import { isInside } from '../geometry/bounds.js';
import { hypot, norm } from '../geometry/vector.js';
import type { Vector } from '../geometry/vector.js';
import { CellWalk } from './cellWalk.js';
import type { Raster } from './raster.js';

/**
 * Walks along a straight segment over heights that are bilinear between the points of a grid, in pieces of one cell each, where the
 * height is quadratic. Their slopes are NaN in a cell with a height that is, and there is one piece of such slopes where the segment
 * leaves the bounds. It is made once and begun for each segment.
 */
export class SlopeWalk {
  /** The horizontal length of the piece. */
  length = 0;
  /** The slopes at both its ends. */
  first = 0;
  last = 0;
  readonly #raster: Raster;
  readonly #cells: CellWalk;
  #isInside = false;
  /** The horizontal length of the segment; 0 when there is no piece to come. */
  #whole = 0;
  #dx = 0;
  #dy = 0;

  constructor(raster: Raster) {
    this.#raster = raster;
    this.#cells = new CellWalk(raster);
  }

  /** Stands before the first piece of a segment. */
  begin(from: Vector, to: Vector): void {
    const { bounds, spacing } = this.#raster;
    this.#cells.begin(from, to);
    this.#isInside = isInside(bounds, from) && isInside(bounds, to);
    this.#whole = hypot(to[0]! - from[0]!, to[1]! - from[1]!, 0);
    this.#dx = (to[0]! - from[0]!) / spacing[0];
    this.#dy = (to[1]! - from[1]!) / spacing[1];
  }

  /** Goes on to the next piece; false at the end of the segment. */
  next(): boolean {
    if (this.#whole === 0) return false;
    if (!this.#isInside) {
      this.length = this.#whole;
      this.first = this.last = NaN;
      this.#whole = 0;
      return true;
    }
    const cells = this.#cells;
    if (!cells.next()) return false;
    const isOpen = !Number.isNaN(this.#twistAt(cells.column, cells.row));
    const column = isOpen ? cells.column : cells.otherColumn;
    const row = isOpen ? cells.row : cells.otherRow;
    this.length = this.#whole * (cells.end - cells.start);
    this.first = this.#slopeAt(column, row, cells.start);
    this.last = this.#slopeAt(column, row, cells.end);
    return true;
  }

  #twistAt(column: number, row: number): number {
    const { columns, values } = this.#raster;
    const at = row * columns + column;
    return values[at]! - values[at + 1]! - values[at + columns]! + values[at + columns + 1]!;
  }

  /** The slope after a part of the segment, as it is in a cell. */
  #slopeAt(column: number, row: number, part: number): number {
    const { columns, values } = this.#raster;
    const at = row * columns + column;
    const corner = values[at]!;
    const twist = this.#twistAt(column, row);
    const right = this.#cells.x + part * this.#dx - column;
    const up = this.#cells.y + part * this.#dy - row;
    return ((values[at + 1]! - corner + twist * up) * this.#dx + (values[at + columns]! - corner + twist * right) * this.#dy) / this.#whole;
  }
}

/** The slope at a place, along a direction: NaN outside and where no height is known; on a line of the grid, the slope ahead. */
export function slopeAt(raster: Raster, position: Vector, direction: Vector): number {
  if (!isInside(raster.bounds, position)) return NaN;
  const { bounds, spacing, columns, rows, values } = raster;
  const x = (position[0]! - bounds[0]!) / spacing[0];
  const y = (position[1]! - bounds[1]!) / spacing[1];
  for (const row of cellsAhead(y, direction[1]!, rows - 2)) {
    for (const column of cellsAhead(x, direction[0]!, columns - 2)) {
      const at = row * columns + column;
      const [corner, right, up] = [values[at]!, values[at + 1]!, values[at + columns]!];
      const twist = corner - right - up + values[at + columns + 1]!;
      const slopeX = (right - corner + twist * (y - row)) / spacing[0];
      const slopeY = (up - corner + twist * (x - column)) / spacing[1];
      const slope = (slopeX * direction[0]! + slopeY * direction[1]!) / norm(direction);
      if (!Number.isNaN(slope)) return slope;
    }
  }
  return NaN;
}

/** The cells that hold a place, that in the given direction first. */
function cellsAhead(place: number, direction: number, last: number): number[] {
  const cell = Math.floor(place);
  const cells = cell === place ? (direction < 0 ? [cell - 1, cell] : [cell, cell - 1]) : [cell];
  return cells.map((one) => Math.min(Math.max(one, 0), last));
}
