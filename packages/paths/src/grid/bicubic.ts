import type { Vector } from '../geometry/vector.js';
import { interpolate } from './raster.js';
import type { Raster } from './raster.js';

/**
 * The value at a point inside the bounds, by cubic convolution of the 16 around it, and never beyond those of the four around
 * it, so that positive values stay positive. Its slopes are continuous but where that limit is met. Around a point of value 0
 * it is bilinear.
 *
 * Source: R. Keys, "Cubic convolution interpolation for digital image processing", IEEE Trans. Acoustics, Speech and Signal
 * Processing 29 (1981), 1153-1160.
 */
export function interpolateBicubic(raster: Raster, point: Vector): number {
  const { columns, rows, bounds, spacing, values } = raster;
  const x = (point[0]! - bounds[0]!) / spacing[0];
  const y = (point[1]! - bounds[1]!) / spacing[1];
  const column = Math.min(Math.max(Math.floor(x), 0), columns - 2);
  const row = Math.min(Math.max(Math.floor(y), 0), rows - 2);
  const at = row * columns + column;
  const [a, b, c, d] = [values[at]!, values[at + 1]!, values[at + columns]!, values[at + columns + 1]!];
  if (a === 0 || b === 0 || c === 0 || d === 0) return interpolate(raster, point);
  const right = x - column;
  const below = row > 0 ? alongRow(raster, at - columns, column, right) : 0;
  const above = row < rows - 2 ? alongRow(raster, at + 2 * columns, column, right) : 0;
  const value = convolve(below, alongRow(raster, at, column, right), alongRow(raster, at + columns, column, right), above, y - row);
  return Math.min(Math.max(value, Math.min(a, b, c, d)), Math.max(a, b, c, d));
}

/** The value in a row, behind the point of an index; 0 beside a point of value 0. */
function alongRow({ columns, values }: Raster, at: number, column: number, right: number): number {
  const [b, c] = [values[at]!, values[at + 1]!];
  if (b === 0 || c === 0) return 0;
  return convolve(column > 0 ? values[at - 1]! : 0, b, c, column < columns - 2 ? values[at + 2]! : 0, right);
}

/** Cubic convolution between the second and the third of four values; what is 0 at an end goes on as those two do. */
function convolve(a: number, b: number, c: number, d: number, t: number): number {
  const before = a === 0 ? 2 * b - c : a;
  const after = d === 0 ? 2 * c - b : d;
  return b + (t / 2) * (c - before + t * (2 * before - 5 * b + 4 * c - after + t * (3 * (b - c) + after - before)));
}
