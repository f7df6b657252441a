import { emptyRangeError, gridLengthError, gridTooSmallError } from './errors.js';

/** The part of the plane of two unknowns on which a landscape is sampled. */
export interface LandscapeGrid {
  /** Range of the first unknown, `[smallest, largest]`. */
  readonly x: readonly [number, number];
  /** Range of the second unknown, `[smallest, largest]`. */
  readonly y: readonly [number, number];
  /** Samples along x, both ends included. */
  readonly columns: number;
  /** Samples along y, both ends included. */
  readonly rows: number;
}

/** Values of an objective over two unknowns, sampled evenly. */
export interface Landscape extends LandscapeGrid {
  /** Row by row: `values[row * columns + column]`; row 0 is the smallest y. Non-finite values are drawn at the top. */
  readonly values: ArrayLike<number>;
}

/**
 * Samples a function of two unknowns on a grid.
 *
 * @param objective the value at (x, y)
 * @param into where to write the values; a new array by default
 * @throws VizError `empty-range`, `grid-too-small`, `grid-length` (when `into` does not fit)
 * @example
 * ```ts
 * import { sampleLandscape } from '@fermat/viz-three';
 *
 * const bowl = sampleLandscape((x, y) => x * x + y * y, { x: [-1, 1], y: [-1, 1], columns: 3, rows: 3 });
 * console.log(bowl.values[4]); // 0
 * ```
 */
export function sampleLandscape(
  objective: (x: number, y: number) => number,
  grid: LandscapeGrid,
  into: Float64Array = new Float64Array(Math.max(grid.columns * grid.rows, 0)),
): Landscape {
  const landscape = { ...grid, values: into };
  checkLandscape(landscape);
  const { columns, rows } = grid;
  for (let row = 0, i = 0; row < rows; row++) {
    const y = lerp(grid.y, row / (rows - 1));
    for (let column = 0; column < columns; column++, i++) {
      into[i] = objective(lerp(grid.x, column / (columns - 1)), y);
    }
  }
  return landscape;
}

export function checkLandscape({ x, y, columns, rows, values }: Landscape): void {
  if (!(columns >= 2 && rows >= 2)) throw gridTooSmallError(columns, rows);
  if (values.length !== columns * rows) throw gridLengthError(columns, rows, values.length);
  if (!(Number.isFinite(x[1] - x[0]) && x[0] < x[1])) throw emptyRangeError('x', x);
  if (!(Number.isFinite(y[1] - y[0]) && y[0] < y[1])) throw emptyRangeError('y', y);
}

/** The smallest and the largest finite value, `[0, 0]` where there is none. */
export function finiteExtent(values: ArrayLike<number>): [lowest: number, highest: number] {
  let lowest = Infinity;
  let highest = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return lowest <= highest ? [lowest, highest] : [0, 0];
}

export function lerp([from, to]: readonly [number, number], fraction: number): number {
  return from + (to - from) * fraction;
}
