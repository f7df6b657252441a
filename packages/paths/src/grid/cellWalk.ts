import type { Vector } from '../geometry/vector.js';
import type { Raster } from './raster.js';

/** Walks through the cells of a raster that a straight segment passes, in order. It is made once and begun for each segment. */
export class CellWalk {
  /** The cell that it is in. */
  column = 0;
  row = 0;
  /** The cell beside it where the segment runs along a line between the two; else the same. */
  otherColumn = 0;
  otherRow = 0;
  /** From which part of the segment to which it is there. */
  start = 0;
  end = 0;
  /** Where the segment begins, in steps of the grid. */
  x = 0;
  y = 0;
  readonly #raster: Raster;
  #dx = 0;
  #dy = 0;
  #nextX = 0;
  #nextY = 0;

  constructor(raster: Raster) {
    this.#raster = raster;
  }

  /** Stands before the first cell of a segment, which must lie inside the bounds. */
  begin(from: Vector, to: Vector): void {
    const { bounds, spacing } = this.#raster;
    this.x = (from[0]! - bounds[0]!) / spacing[0];
    this.y = (from[1]! - bounds[1]!) / spacing[1];
    this.#dx = (to[0]! - bounds[0]!) / spacing[0] - this.x;
    this.#dy = (to[1]! - bounds[1]!) / spacing[1] - this.y;
    this.#nextX = firstLine(this.x, this.#dx);
    this.#nextY = firstLine(this.y, this.#dy);
    this.end = 0;
  }

  /** Goes on to the next cell; false at the end of the segment. */
  next(): boolean {
    this.start = this.end;
    while (this.start < 1) {
      const untilX = this.#dx === 0 ? Infinity : (this.#nextX - this.x) / this.#dx;
      const untilY = this.#dy === 0 ? Infinity : (this.#nextY - this.y) / this.#dy;
      this.end = Math.min(1, untilX, untilY);
      if (untilX <= this.end) this.#nextX += Math.sign(this.#dx);
      if (untilY <= this.end) this.#nextY += Math.sign(this.#dy);
      if (this.end > this.start) break;
      this.end = this.start;
    }
    if (!(this.start < 1)) return false;
    const middle = (this.start + this.end) / 2;
    const x = this.x + middle * this.#dx;
    const y = this.y + middle * this.#dy;
    this.column = cellAt(x, this.#raster.columns - 2);
    this.row = cellAt(y, this.#raster.rows - 2);
    this.otherColumn = this.column === x ? Math.max(this.column - 1, 0) : this.column;
    this.otherRow = this.row === y ? Math.max(this.row - 1, 0) : this.row;
    return true;
  }
}

/** The first line between cells that lies ahead. */
function firstLine(place: number, step: number): number {
  return step > 0 ? Math.floor(place) + 1 : Math.ceil(place) - 1;
}

function cellAt(place: number, last: number): number {
  return Math.min(Math.max(Math.floor(place), 0), last);
}
