import { abs, max, tensor, type Tensor } from '../../index.js';

/** A matrix of numbers between -1 and 1 without pattern, the same for the same seed. */
export function matrixOf(rows: number, columns: number, seed: number): Tensor {
  const element = (i: number, j: number): number => {
    const x = Math.sin(12.9898 * (i + 1) + 78.233 * (j + 1) + 37.719 * ((seed % 9973) + 1)) * 43758.5453;
    return 2 * (x - Math.floor(x)) - 1;
  };
  return tensor(Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => element(i, j))));
}

/** The matrix of `1 / (i + j + 1)`, the classical one of bad condition. */
export const hilbert = (n: number): Tensor => tensor(Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => 1 / (i + j + 1))));

/** The determinant of the Hilbert matrix: `c(n)^4 / c(2n)` with `c(n)` the product of the factorials below n. */
export function hilbertDeterminant(n: number): number {
  const c = (count: number): bigint => {
    let [product, factorial] = [1n, 1n];
    for (let i = 1n; i < BigInt(count); i++) product *= factorial *= i;
    return product;
  };
  // One over a whole number, which is the inverse's determinant.
  return 1 / Number(c(2 * n) / c(n) ** 4n);
}

export const largest = (x: Tensor): number => max(abs(x)).item();
