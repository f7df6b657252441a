import { describe, expect, test } from 'vitest';
import { measure } from './measure.js';
import { slopeAt, slopes } from './slopes.js';

const SEED = 20261123;
const POINTS_PER_SAMPLE = 150;

describe('slopes against differences of MPFR', () => {
  for (const slope of slopes) {
    test(`that of ${slope.name} errs by at most ${slope.limit} ulp${slope.largest > 0 ? ` or 4 eps of ${slope.largest.toPrecision(3)}` : ''} (seed ${SEED})`, () => {
      const { exact, samples, limit, largest } = slope;
      const { worst, worstAt } = measure({ exact, samples, limit, scale: () => largest }, (...args) => slopeAt(slope, args), POINTS_PER_SAMPLE, SEED);
      expect(worst, `worst at (${worstAt.join(', ')})`).toBeLessThanOrEqual(limit);
    });
  }
});
