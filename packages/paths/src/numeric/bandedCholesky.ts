/** A symmetric matrix with nothing far from its diagonal: of each row the entries from `width` before the diagonal to it. */
export interface BandedMatrix {
  readonly size: number;
  readonly width: number;
  /** Row after row; those before the first column are not used. */
  readonly entries: Float64Array;
}

/**
 * Solves a system with a positive definite matrix, which is overwritten by its factor, in place of the right-hand side; false
 * where it is not positive definite.
 *
 * Source: G. Golub and C. Van Loan, Matrix Computations, 4th ed., Baltimore 2013, section 4.3.5.
 */
export function solveBanded({ size, width, entries }: BandedMatrix, right: Float64Array): boolean {
  /** Where the entry of a row in the column 0 would be. */
  const rowAt = (row: number): number => row * (width + 1) + width - row;
  for (let i = 0; i < size; i++) {
    const first = Math.max(0, i - width);
    for (let j = first; j <= i; j++) {
      let sum = entries[rowAt(i) + j]!;
      for (let k = Math.max(first, j - width); k < j; k++) sum -= entries[rowAt(i) + k]! * entries[rowAt(j) + k]!;
      if (i !== j) entries[rowAt(i) + j] = sum / entries[rowAt(j) + j]!;
      else if (sum > 0) entries[rowAt(i) + i] = Math.sqrt(sum);
      else return false;
    }
  }
  for (let i = 0; i < size; i++) {
    for (let k = Math.max(0, i - width); k < i; k++) right[i]! -= entries[rowAt(i) + k]! * right[k]!;
    right[i]! /= entries[rowAt(i) + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    right[i]! /= entries[rowAt(i) + i]!;
    for (let k = Math.max(0, i - width); k < i; k++) right[k]! -= entries[rowAt(i) + k]! * right[i]!;
  }
  return true;
}
