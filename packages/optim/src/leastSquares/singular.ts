import { addScaled, dot, norm } from '../vector.js';

/** A = U diag(values) V', the columns of U and V as vectors. U's column is zero where the value is. */
export interface Singular {
  readonly values: Float64Array;
  readonly u: readonly Float64Array[];
  readonly v: readonly Float64Array[];
}

const MAX_SWEEPS = 60;

/**
 * The singular value decomposition of a matrix given by its columns (overwritten), by one-sided
 * Jacobi rotations, which find small singular values to full relative accuracy.
 *
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 8.6.3.
 */
export function singular(columns: Float64Array[]): Singular {
  const v = columns.map((_, j) => Float64Array.from(columns, (_, i) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < MAX_SWEEPS && orthogonalise(columns, v); sweep++);
  const values = Float64Array.from(columns, norm);
  columns.forEach((column, j) => {
    const value = values[j]!;
    for (let i = 0; i < column.length; i++) column[i] = value > 0 ? column[i]! / value : 0;
  });
  return { values, u: columns, v };
}

/** One sweep over all pairs of columns; false if they were orthogonal already. */
function orthogonalise(a: readonly Float64Array[], v: readonly Float64Array[]): boolean {
  let rotated = false;
  for (let p = 0; p < a.length; p++) {
    for (let q = p + 1; q < a.length; q++) {
      const [alpha, beta, gamma] = [dot(a[p]!, a[p]!), dot(a[q]!, a[q]!), dot(a[p]!, a[q]!)];
      if (!(Math.abs(gamma) > Number.EPSILON * Math.sqrt(alpha * beta))) continue;
      rotated = true;
      const zeta = (beta - alpha) / (2 * gamma);
      const t = Math.sign(zeta || 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
      rotate(a[p]!, a[q]!, t);
      rotate(v[p]!, v[q]!, t);
    }
  }
  return rotated;
}

/** Rotates two columns by the angle whose tangent is t. */
function rotate(p: Float64Array, q: Float64Array, t: number): void {
  const c = 1 / Math.sqrt(1 + t * t);
  for (let i = 0; i < p.length; i++) {
    const [pi, qi] = [p[i]!, q[i]!];
    p[i] = c * (pi - t * qi);
    q[i] = c * (t * pi + qi);
  }
}

/** out = sum of weights_j columns_j */
export function combine(columns: readonly Float64Array[], weights: Float64Array, out: Float64Array): void {
  out.fill(0);
  columns.forEach((column, j) => addScaled(out, weights[j]!, column));
}
