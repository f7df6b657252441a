import { addScaled, dot, norm } from '../vector.js';

/** A matrix made upper triangular, by columns in another order, beside a vector of the same rows. */
export interface Triangular {
  readonly columns: readonly Float64Array[];
  /** Which column of the matrix each of them was. */
  readonly order: readonly number[];
  readonly vector: Float64Array;
}

/**
 * Brings a matrix, given by its columns, and a vector to triangular form by reflections that keep all
 * lengths and angles; rows below the triangle, in which what is left of the vector is orthogonal to
 * all columns, are cut off. Of the columns the one of which most is left comes first each time, so
 * that the diagonal falls and shows the rank. The matrix and the vector are overwritten.
 *
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, algorithm 5.4.1.
 */
export function triangularise(matrix: readonly Float64Array[], vector: Float64Array): Triangular {
  const columns = [...matrix];
  const order = [...matrix.keys()];
  const rows = Math.min(columns.length, vector.length);
  for (let j = 0; j < rows; j++) {
    const left = columns.map((column, k) => (k < j ? -1 : norm(column.subarray(j))));
    const longest = left.reduce((best, length, k) => (length > left[best]! ? k : best), j);
    const length = left[longest]!;
    if (!(length > 0)) break;
    for (const list of [columns, order]) [list[j], list[longest]] = [list[longest]!, list[j]!];
    const pivot = columns[j]!;
    const diagonal = pivot[j]! > 0 ? -length : length;
    pivot[j]! -= diagonal;
    const mirror = pivot.slice(j).map(value => value / length);
    const half = dot(mirror, mirror) / 2;
    for (const other of [...columns.slice(j + 1), vector]) {
      const below = other.subarray(j);
      addScaled(below, -dot(mirror, below) / half, mirror);
    }
    pivot.fill(0, j);
    pivot[j] = diagonal;
  }
  return { columns: columns.map(column => column.subarray(0, rows)), order, vector: vector.subarray(0, rows) };
}

/** y with R y = b for the leading square of so many columns. */
export function solveTriangle({ columns }: Triangular, size: number, b: Float64Array): Float64Array {
  const y = b.slice(0, size);
  for (let j = size - 1; j >= 0; j--) {
    y[j]! /= columns[j]![j]!;
    addScaled(y.subarray(0, j), -y[j]!, columns[j]!);
  }
  return y;
}

/** y with R' y = b, for a square R. */
export function solveTransposed({ columns }: Triangular, b: Float64Array): Float64Array {
  const y = b.slice();
  columns.forEach((column, j) => (y[j] = (y[j]! - dot(y.subarray(0, j), column)) / column[j]!));
  return y;
}
