import { contours } from 'd3-contour';

/** Receives the ends of a piece of a contour, in columns and rows (fractions between samples), and its level. */
export type ContourSegmentVisitor = (
  fromColumn: number,
  fromRow: number,
  toColumn: number,
  toRow: number,
  level: number,
) => void;

/**
 * Visits the pieces of the lines along which a sampled function has each of the given levels (marching squares, with
 * linear interpolation between samples).
 *
 * @param values finite, row by row
 */
export function contourSegments(
  values: number[],
  columns: number,
  rows: number,
  levels: readonly number[],
  visit: ContourSegmentVisitor,
): void {
  const isolines = contours().size([columns, rows]);
  for (const level of levels) {
    for (const polygon of isolines.contour(values, level).coordinates) {
      for (const ring of polygon) {
        for (let i = 1; i < ring.length; i++) {
          const [x0, y0] = ring[i - 1] as [number, number];
          const [x1, y1] = ring[i] as [number, number];
          // d3-contour puts sample (i, j) at (i + 1/2, j + 1/2) and closes rings around the grid, outside the samples.
          const column0 = x0 - 0.5;
          const row0 = y0 - 0.5;
          const column1 = x1 - 0.5;
          const row1 = y1 - 0.5;
          const inside =
            Math.min(column0, row0, column1, row1) >= 0 &&
            Math.max(column0, column1) <= columns - 1 &&
            Math.max(row0, row1) <= rows - 1;
          if (inside) visit(column0, row0, column1, row1, level);
        }
      }
    }
  }
}
