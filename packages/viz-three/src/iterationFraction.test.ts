import { expect, it } from 'vitest';
import { iterationFraction } from './iterationFraction.js';

it('goes from 0 to 1, fastest at the beginning', () => {
  const fractions = Array.from({ length: 50 }, (_, i) => iterationFraction(i, 50));
  expect(fractions[0]).toBe(0);
  expect(fractions.at(-1)).toBeCloseTo(1, 12);
  const steps = fractions.slice(1).map((fraction, i) => fraction - fractions[i]!);
  steps.slice(1).forEach((step, i) => expect(step).toBeLessThan(steps[i]!));
  expect(steps.at(-1)).toBeGreaterThan(0);
});

it('is 0 where there is only the start', () => {
  expect(iterationFraction(0, 1)).toBe(0);
});
