import fc from 'fast-check';
import { expect, test } from 'vitest';
import { symmetricEigen } from './symmetricEigen.js';

const symmetric = fc.integer({ min: 1, max: 8 }).chain(n =>
  fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: n * n, maxLength: n * n }).map(entries => {
    const matrix = Float64Array.from(entries, (_, k) => entries[k]! + entries[(k % n) * n + Math.floor(k / n)]!);
    return { n, matrix };
  }),
);

test('eigenvectors are orthonormal and diagonalise the matrix', () => {
  fc.assert(
    fc.property(symmetric, ({ n, matrix }) => {
      const { values, vectors } = symmetricEigen(matrix.slice(), n);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          let product = 0;
          let rebuilt = 0;
          for (let k = 0; k < n; k++) {
            product += vectors[i * n + k]! * vectors[j * n + k]!;
            rebuilt += values[k]! * vectors[k * n + i]! * vectors[k * n + j]!;
          }
          expect(product).toBeCloseTo(i === j ? 1 : 0, 12);
          expect(rebuilt).toBeCloseTo(matrix[i * n + j]!, 11);
        }
      }
    }),
  );
});

test('small eigenvalues survive beside large ones', () => {
  const { values } = symmetricEigen(Float64Array.of(1, 1e-9, 1e-9, 2e-12), 2);
  expect(Math.min(...values)).toBeCloseTo(2e-12 - 1e-18, 24);
});
