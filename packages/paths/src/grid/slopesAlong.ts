import { depthInside } from '../geometry/bounds.js';
import { norm, subtract } from '../geometry/vector.js';
import type { Vector } from '../geometry/vector.js';
import { visitCells } from './visitCells.js';
import type { Raster } from './raster.js';

/** A piece of a segment in one cell, where its height is quadratic: the horizontal length, and the slopes at both ends. */
export type VisitSlopes = (length: number, first: number, last: number) => void;

/**
 * Visits the pieces of a straight segment over heights that are bilinear between the points of a grid. Their slopes are NaN in
 * a cell with a height that is, and there is one piece of such slopes where the segment leaves the bounds.
 */
export function slopesAlong(raster: Raster, from: Vector, to: Vector, visit: VisitSlopes): void {
  const length = norm(subtract(to, from));
  if (length === 0) return;
  if (!(depthInside(raster.bounds, from) >= 0 && depthInside(raster.bounds, to) >= 0)) return visit(length, NaN, NaN);
  const { bounds, spacing, columns, values } = raster;
  const x = (from[0]! - bounds[0]!) / spacing[0];
  const y = (from[1]! - bounds[1]!) / spacing[1];
  const dx = (to[0]! - from[0]!) / spacing[0];
  const dy = (to[1]! - from[1]!) / spacing[1];
  const twistAt = (at: number): number => values[at]! - values[at + 1]! - values[at + columns]! + values[at + columns + 1]!;
  const isOpen = (column: number, row: number): boolean => !Number.isNaN(twistAt(row * columns + column));
  visitCells(raster, from, to, isOpen, (column, row, start, end) => {
    const at = row * columns + column;
    const corner = values[at]!;
    const twist = twistAt(at);
    const slopeAt = (part: number): number => {
      const right = x + part * dx - column;
      const up = y + part * dy - row;
      return ((values[at + 1]! - corner + twist * up) * dx + (values[at + columns]! - corner + twist * right) * dy) / length;
    };
    visit(length * (end - start), slopeAt(start), slopeAt(end));
  });
}

/** The slope at a place, along a direction: NaN outside and where no height is known; on a line of the grid, the slope ahead. */
export function slopeAt(raster: Raster, position: Vector, direction: Vector): number {
  if (!(depthInside(raster.bounds, position) >= 0)) return NaN;
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
