import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SparseCholesky } from './sparseCholesky.js';

describe('SparseCholesky', () => {
  it('solves systems of any pattern', () => {
    const links = fc.array(fc.tuple(fc.nat(11), fc.nat(11), fc.double({ min: 0.1, max: 10, noNaN: true })), { maxLength: 40 });
    fc.assert(
      fc.property(links, fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }), (springs, solution) => {
        // Springs between points that are each tied to the ground: positive definite.
        const dense = Array.from({ length: 12 }, (_, i) => Array.from({ length: 12 }, (__, j) => Number(i === j)));
        for (const [a, b, strength] of springs.filter(([a, b]) => a !== b)) {
          dense[a]![a]! += strength;
          dense[b]![b]! += strength;
          dense[a]![b]! -= strength;
          dense[b]![a]! -= strength;
        }
        const columns = dense.map((column, k) => [...column.keys()].filter((row) => row <= k && column[row] !== 0));
        const starts = new Int32Array(13);
        columns.forEach((rows, k) => (starts[k + 1] = starts[k]! + rows.length));
        const cholesky = new SparseCholesky({ starts, rows: Int32Array.from(columns.flat()) });
        for (const factor of [1, 3]) {
          Array.from(cholesky.factor(Float64Array.from(columns.flatMap((rows, k) => rows.map((row) => factor * dense[k]![row]!)))));
          const x = Float64Array.from(dense, (row) => factor * row.reduce((sum, value, j) => sum + value * solution[j]!, 0));
          cholesky.solve(x);
          x.forEach((value, i) => expect(value).toBeCloseTo(solution[i]!, 10));
        }
      }),
    );
  });
});
