import { describe, expect, test } from 'vitest';
import { numberAlgebra } from '../../src/kernel/numberAlgebra.js';
import { functions } from './functions.js';
import { measure } from './measure.js';

const SEED = 20261122;
const POINTS_PER_SAMPLE = 400;

describe('against MPFR', () => {
  for (const measured of functions) {
    test(`${measured.name} errs by at most ${measured.limit} ulp (seed ${SEED})`, () => {
      const implementation = (...args: number[]): number =>
        measured.meaning<number, number, boolean>(numberAlgebra, ...args);
      const { worst, worstAt } = measure(measured, implementation, POINTS_PER_SAMPLE, SEED);
      expect(worst, `worst at (${worstAt.join(', ')})`).toBeLessThanOrEqual(measured.limit);
    });
  }
});
