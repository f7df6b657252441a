import { certifiedDigits, nist } from '@fermat/problems';
import { describe, expect, test } from 'vitest';
import { leastSquares } from '../src/index.js';

const runs = nist.flatMap(problem => problem.starts.map((start, i) => ({ problem, start, name: `${problem.name}, start ${i + 1}` })));

describe('the data sets of NIST', () => {
  test.each(runs)('are fitted to the certified digits: $name', ({ problem, start }) => {
    const result = leastSquares(problem.residuals, start);
    expect(result.converged).toBe(true);
    expect(certifiedDigits(problem, result.x)).toBeGreaterThanOrEqual(8);
    // Of Lanczos1 the residuals are the rounding of its data.
    if (problem.name !== 'Lanczos1') expect((2 * result.value) / problem.residualSumOfSquares).toBeCloseTo(1, 9);
  });
});
