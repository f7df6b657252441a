import type { Vector } from '../geometry/vector.js';
import { interpolate, largestBilinear } from './raster.js';
import type { CellPart, Raster } from './raster.js';

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

/**
 * A number that the values less the linear function do not exceed in a part of a cell: the largest of the coefficients in
 * Bernstein's form over that part.
 *
 * Source: G. Farin, Curves and Surfaces for CAGD, 5th ed., Morgan Kaufmann 2002, section 5.
 */
export function largestBicubic(raster: Raster, part: CellPart): number {
  const { columns, rows, values } = raster;
  const { column, row } = part;
  const at = row * columns + column;
  const [a, b, c, d] = [values[at]!, values[at + 1]!, values[at + columns]!, values[at + columns + 1]!];
  if (a === 0 || b === 0 || c === 0 || d === 0) return largestBilinear(raster, part);
  const rowAt = (start: number): Cubic | null => {
    const [first, second] = [values[start]!, values[start + 1]!];
    if (first === 0 || second === 0) return null;
    return cubicOn(column > 0 ? values[start - 1]! : 0, first, second, column < columns - 2 ? values[start + 2]! : 0, part.left, part.right);
  };
  const [lower, upper] = [rowAt(at)!, rowAt(at + columns)!];
  const [below, above] = [row > 0 ? rowAt(at - columns) : null, row < rows - 2 ? rowAt(at + 2 * columns) : null];
  let largest = -Infinity;
  for (let i = 0; i < 4; i++) {
    const x = between(part.left, part.right, i / 3);
    const column = cubicOn(below?.[i] ?? 0, lower[i]!, upper[i]!, above?.[i] ?? 0, part.low, part.high);
    column.forEach((value, k) => (largest = Math.max(largest, value - part.linear(x, between(part.low, part.high, k / 3)))));
  }
  const least = Math.min(part.linear(part.left, part.low), part.linear(part.right, part.low), part.linear(part.left, part.high), part.linear(part.right, part.high));
  return Math.min(Math.max(largest, Math.min(a, b, c, d) - least), Math.max(a, b, c, d) - least);
}

/** The coefficients of a cubic in Bernstein's form. */
type Cubic = readonly [number, number, number, number];

/** Cubic convolution between the second and the third of four values, as {@link convolve} does it, from one place there to another. */
function cubicOn(a: number, b: number, c: number, d: number, from: number, to: number): Cubic {
  const before = a === 0 ? 2 * b - c : a;
  const after = d === 0 ? 2 * c - b : d;
  const [p, q] = [b + (c - before) / 6, c - (after - b) / 6];
  /** The symmetric function of three places that is the cubic where they are one. */
  const polar = (s: number, t: number, u: number): number => {
    const [bp, pq, qc] = [between(b, p, s), between(p, q, s), between(q, c, s)];
    return between(between(bp, pq, t), between(pq, qc, t), u);
  };
  return [polar(from, from, from), polar(from, from, to), polar(from, to, to), polar(to, to, to)];
}

const between = (one: number, other: number, part: number): number => (1 - part) * one + part * other;

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
