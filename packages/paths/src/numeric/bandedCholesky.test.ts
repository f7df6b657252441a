import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solveBanded } from './bandedCholesky.js';
import type { BandedMatrix } from './bandedCholesky.js';

const entry = fc.double({ min: -1, max: 1, noNaN: true });

/** A symmetric matrix whose diagonal outweighs the rest of each row by `surplus`. */
function matrixOf(size: number, width: number, values: readonly number[], surplus: number): BandedMatrix {
  const entries = new Float64Array(size * (width + 1));
  for (let i = 0; i < size; i++) {
    for (let j = Math.max(0, i - width); j <= i; j++) entries[i * (width + 1) + width - i + j] = i === j ? 2 * width + surplus : values[(i * 7 + j) % values.length]!;
  }
  return { size, width, entries };
}

function product({ size, width, entries }: BandedMatrix, vector: Float64Array): Float64Array {
  return vector.map((_, i) => {
    let sum = 0;
    for (let j = Math.max(0, i - width); j <= Math.min(size - 1, i + width); j++) {
      const [row, column] = [Math.max(i, j), Math.min(i, j)];
      sum += entries[row * (width + 1) + width - row + column]! * vector[j]!;
    }
    return sum;
  });
}

describe('solveBanded', () => {
  it('solves systems of any width', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 6 }), fc.array(entry, { minLength: 5, maxLength: 60 }), (size, width, values) => {
        const matrix = matrixOf(size, width, values, 0.5);
        const known = Float64Array.from({ length: size }, (_, i) => values[i % values.length]!);
        const right = product(matrix, known);
        expect(solveBanded({ ...matrix, entries: matrix.entries.slice() }, right)).toBe(true);
        right.forEach((value, i) => expect(value).toBeCloseTo(known[i]!, 9));
      }),
    );
  });

  it('refuses what is not positive definite', () => {
    expect(solveBanded({ size: 2, width: 1, entries: Float64Array.of(0, 1, 2, 1) }, new Float64Array(2))).toBe(false);
    expect(solveBanded({ size: 2, width: 1, entries: Float64Array.of(0, NaN, 0, 1) }, new Float64Array(2))).toBe(false);
  });
});
