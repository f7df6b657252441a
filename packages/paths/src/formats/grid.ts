import type { Bounds } from '@fermat/paths';
import { invalidFile } from './errors.js';

/** Numbers at the points of a grid, as grids of speeds or heights take them. */
export interface Grid {
  /** Row after row, the first at ymin, the first number of each at xmin; NaN where nothing is known. */
  readonly rows: readonly Float64Array[];
  /** `[xmin, ymin, xmax, ymax]` of the outermost points: half a cell inside the picture's edges. */
  readonly bounds: Bounds;
}

/** More cells than an array of numbers of a file can have. */
const mostCells = 2 ** 28;

/** Throws for a grid too large to be read, before anything is made for it. */
export function checkCells(format: string, columns: number, rows: number): void {
  if (!(columns * rows <= mostCells)) throw invalidFile(format, `${columns} x ${rows} cells are too many: cut a part out of it`);
}

/** The points in the middle of the cells of a picture, whose first row is the uppermost. */
export function gridOfCells(columns: number, rows: number, corner: readonly [number, number], cell: readonly [number, number], at: (index: number) => number): Grid {
  const [x, y] = [corner[0] + cell[0] / 2, corner[1] + cell[1] / 2];
  return {
    rows: Array.from({ length: rows }, (_, row) => Float64Array.from({ length: columns }, (_, column) => at((rows - 1 - row) * columns + column))),
    bounds: [x, y, x + (columns - 1) * cell[0], y + (rows - 1) * cell[1]],
  };
}
