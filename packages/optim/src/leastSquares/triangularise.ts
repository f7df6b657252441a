import { addScaled, dot, norm } from '../vector.js';

/**
 * Brings a matrix of m rows, given by its n <= m columns, and a vector to their first n rows, by
 * reflections that keep all lengths and angles: the columns become upper triangular, and what is
 * cut off the vector is orthogonal to them. Both are overwritten; returned are views.
 *
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, algorithm 5.2.1.
 */
export function triangularise(columns: readonly Float64Array[], vector: Float64Array): { readonly columns: Float64Array[]; readonly vector: Float64Array } {
  const n = columns.length;
  columns.forEach((column, j) => {
    const mirror = column.slice(j);
    const length = norm(mirror);
    if (length === 0) return;
    const diagonal = mirror[0]! > 0 ? -length : length;
    mirror[0]! -= diagonal;
    const half = dot(mirror, mirror) / 2;
    for (const other of [...columns.slice(j + 1), vector]) {
      const below = other.subarray(j);
      addScaled(below, -dot(mirror, below) / half, mirror);
    }
    column.fill(0, j);
    column[j] = diagonal;
  });
  return { columns: columns.map(column => column.subarray(0, n)), vector: vector.subarray(0, n) };
}
