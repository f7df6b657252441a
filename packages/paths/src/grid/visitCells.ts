import type { Vector } from '../geometry/vector.js';
import type { Raster } from './raster.js';

/**
 * Visits the cells of a raster that a straight segment passes, in order: the cell, and from which part of the segment to which.
 * A segment along a line between two cells is given to the first, or to the second where `isOpen` says that the first is closed.
 * It must lie inside the bounds.
 */
export function visitCells(
  { columns, rows, bounds, spacing }: Raster,
  from: Vector,
  to: Vector,
  isOpen: (column: number, row: number) => boolean,
  visit: (column: number, row: number, start: number, end: number) => void,
): void {
  const x = (from[0]! - bounds[0]!) / spacing[0];
  const y = (from[1]! - bounds[1]!) / spacing[1];
  const dx = (to[0]! - bounds[0]!) / spacing[0] - x;
  const dy = (to[1]! - bounds[1]!) / spacing[1] - y;
  let nextX = firstLine(x, dx);
  let nextY = firstLine(y, dy);
  for (let start = 0; start < 1; ) {
    const untilX = dx === 0 ? Infinity : (nextX - x) / dx;
    const untilY = dy === 0 ? Infinity : (nextY - y) / dy;
    const end = Math.min(1, untilX, untilY);
    if (untilX <= end) nextX += Math.sign(dx);
    if (untilY <= end) nextY += Math.sign(dy);
    if (end <= start) continue;
    const middle = (start + end) / 2;
    const [column, otherColumn] = cellsAt(x + middle * dx, columns - 2);
    const [row, otherRow] = cellsAt(y + middle * dy, rows - 2);
    if (isOpen(column, row) || (column === otherColumn && row === otherRow)) visit(column, row, start, end);
    else visit(otherColumn, otherRow, start, end);
    start = end;
  }
}

/** The first line between cells that lies ahead. */
function firstLine(place: number, step: number): number {
  return step > 0 ? Math.floor(place) + 1 : Math.ceil(place) - 1;
}

/** The cell that holds a place, twice, or the two whose border it is. */
function cellsAt(place: number, last: number): [number, number] {
  const cell = Math.min(Math.max(Math.floor(place), 0), last);
  return cell === place ? [cell, Math.max(cell - 1, 0)] : [cell, cell];
}
