import { identity } from '../vector.js';

/** Eigenvalues and orthonormal eigenvectors of a symmetric matrix. */
export interface Eigen {
  readonly values: Float64Array;
  /** By rows: row i belongs to value i. */
  readonly vectors: Float64Array;
}

const MAX_SWEEPS = 60;

/**
 * Diagonalises a symmetric matrix (by rows, overwritten) by cyclic Jacobi rotations: of order n^3,
 * and accurate even for small eigenvalues beside large ones.
 *
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 8.5.
 */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  const vectors = identity(n);
  for (let sweep = 0; sweep < MAX_SWEEPS && rotateAll(matrix, vectors, n); sweep++);
  return { values: Float64Array.from({ length: n }, (_, i) => matrix[i * n + i]!), vectors };
}

/** One sweep over all pairs; false if there was nothing left to rotate. */
function rotateAll(a: Float64Array, vectors: Float64Array, n: number): boolean {
  let rotated = false;
  for (let p = 0; p < n; p++) {
    for (let q = p + 1; q < n; q++) {
      const apq = a[p * n + q]!;
      const app = a[p * n + p]!;
      const aqq = a[q * n + q]!;
      if (Math.abs(apq) <= Number.EPSILON * Math.sqrt(Math.abs(app * aqq)) || apq === 0) continue;
      rotated = true;
      const tau = (aqq - app) / (2 * apq);
      const t = Math.abs(tau) > 1e150 ? 1 / (2 * tau) : Math.sign(tau || 1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
      const c = 1 / Math.sqrt(1 + t * t);
      rotate(a, n, p, q, c, t * c);
      a[p * n + p] = app - t * apq;
      a[q * n + q] = aqq + t * apq;
      a[p * n + q] = 0;
      a[q * n + p] = 0;
      rotateRows(vectors, n, p, q, c, t * c);
    }
  }
  return rotated;
}

/** Rotates rows and columns p and q, leaving the four elements where they cross. */
function rotate(a: Float64Array, n: number, p: number, q: number, c: number, s: number): void {
  for (let k = 0; k < n; k++) {
    if (k === p || k === q) continue;
    const akp = a[k * n + p]!;
    const akq = a[k * n + q]!;
    a[k * n + p] = a[p * n + k] = c * akp - s * akq;
    a[k * n + q] = a[q * n + k] = s * akp + c * akq;
  }
}

function rotateRows(v: Float64Array, n: number, p: number, q: number, c: number, s: number): void {
  for (let k = 0; k < n; k++) {
    const vp = v[p * n + k]!;
    const vq = v[q * n + k]!;
    v[p * n + k] = c * vp - s * vq;
    v[q * n + k] = s * vp + c * vq;
  }
}
