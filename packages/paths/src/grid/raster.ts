import { invalidRaster } from '../errors.js';
import { cornersOf } from '../geometry/bounds.js';
import type { Bounds } from '../geometry/bounds.js';
import type { Vector } from '../geometry/vector.js';

/** Numbers at the points of a rectangular grid, both sides of the bounds included: row 0 at ymin, column 0 at xmin. */
export interface Raster {
  readonly columns: number;
  readonly rows: number;
  readonly bounds: Bounds;
  /** The distance between columns, and between rows. */
  readonly spacing: readonly [number, number];
  /** Row after row. */
  readonly values: Float64Array;
}

/** A part of a cell, in steps of the grid from the cell's first point, and a linear function of the place there. */
export interface CellPart {
  readonly column: number;
  readonly row: number;
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
  readonly linear: (x: number, y: number) => number;
}

/** Makes a raster of rows of numbers; throws a `PathsError` unless they are a rectangle of 2 x 2 points at least. */
export function rasterOf(name: string, given: readonly ArrayLike<number>[], bounds: Bounds): Raster {
  const { low, high } = cornersOf(bounds, 2);
  if (!Array.isArray(given)) throw invalidRaster(name, 'it is no list of rows');
  const rows = given.length;
  const columns = given[0]?.length ?? 0;
  const odd = given.findIndex((row) => row?.length !== columns);
  if (odd >= 0) throw invalidRaster(name, `row ${odd} has ${given[odd]?.length} values and row 0 has ${columns}`);
  if (rows < 2 || columns < 2) throw invalidRaster(name, `there are ${rows} rows of ${columns} values`);
  const values = new Float64Array(rows * columns);
  given.forEach((row, i) => {
    const wrong = Array.isArray(row) ? row.findIndex((value) => typeof value !== 'number') : -1;
    if (wrong >= 0) throw invalidRaster(name, `${name}[${i}][${wrong}] is ${String(row[wrong])}, and no number`);
    values.set(Array.from(row), i * columns);
  });
  return { columns, rows, bounds: [...bounds], values, spacing: [(high[0]! - low[0]!) / (columns - 1), (high[1]! - low[1]!) / (rows - 1)] };
}

/** A raster of zeros with so many steps along its longer side, and steps about as long along the other. */
export function emptyRaster(bounds: Bounds, resolution: number): Raster {
  const { low, high } = cornersOf(bounds, 2);
  const [width, height] = [high[0]! - low[0]!, high[1]! - low[1]!];
  const step = Math.max(width, height) / resolution;
  const [columns, rows] = [width, height].map((extent) => 1 + Math.max(1, Math.round(extent / step))) as [number, number];
  const values = new Float64Array(columns * rows);
  return { columns, rows, bounds: [...bounds], values, spacing: [width / (columns - 1), height / (rows - 1)] };
}

/** The value at a point inside the bounds, bilinear between the four around it; points with no weight do not matter. */
export function interpolate({ columns, rows, bounds, spacing, values }: Raster, point: Vector): number {
  const x = (point[0]! - bounds[0]!) / spacing[0];
  const y = (point[1]! - bounds[1]!) / spacing[1];
  const column = Math.min(Math.max(Math.floor(x), 0), columns - 2);
  const row = Math.min(Math.max(Math.floor(y), 0), rows - 2);
  const right = x - column;
  const up = y - row;
  const at = row * columns + column;
  const below = weighted((1 - right) * (1 - up), values[at]!) + weighted(right * (1 - up), values[at + 1]!);
  return below + weighted((1 - right) * up, values[at + columns]!) + weighted(right * up, values[at + columns + 1]!);
}

const weighted = (weight: number, value: number): number => (weight === 0 ? 0 : weight * value);

/** Where a point of the grid lies. */
export function placeOf({ columns, bounds, spacing }: Raster, index: number): [number, number] {
  return [bounds[0]! + (index % columns) * spacing[0], bounds[1]! + Math.floor(index / columns) * spacing[1]];
}

/** The largest of the values less the linear function in a part of a cell: what is bilinear has its maximum at a corner. */
export function largestBilinear({ columns, values }: Raster, { column, row, left, right, low, high, linear }: CellPart): number {
  const at = row * columns + column;
  const excess = (x: number, y: number): number => {
    const below = (1 - x) * values[at]! + x * values[at + 1]!;
    const above = (1 - x) * values[at + columns]! + x * values[at + columns + 1]!;
    return (1 - y) * below + y * above - linear(x, y);
  };
  return Math.max(excess(left, low), excess(right, low), excess(left, high), excess(right, high));
}
