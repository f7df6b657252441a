import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaussLegendre } from '../numeric/gaussLegendre.js';
import { quadraticMean } from './meanSlowness.js';
import type { SpeedAfter } from './meanSlowness.js';

const meanOf = (speedAfter: SpeedAfter, start: number, end: number): number => quadraticMean(speedAfter, start, end, speedAfter(start), speedAfter(end));

describe('quadraticMean', () => {
  it('is what a fine rule gives for any quadratic that stays positive, and the same for its parts', () => {
    const rule = gaussLegendre(8);
    const exponent = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(exponent, exponent, exponent, (first, middle, last) => {
        // In Bernstein's form a quadratic of positive coefficients is positive.
        const [a, b, c] = [10 ** first, 10 ** middle, 10 ** last];
        const speedAfter = (part: number): number => a * (1 - part) ** 2 + 2 * b * part * (1 - part) + c * part ** 2;
        const mean = meanOf(speedAfter, 0, 1);
        const pieces = 4096;
        let sum = 0;
        for (let i = 0; i < pieces; i++) rule.nodes.forEach((node, k) => (sum += rule.weights[k]! / speedAfter((i + node) / pieces) / pieces));
        expect(mean / sum).toBeCloseTo(1, 9);
        expect((0.3 * meanOf(speedAfter, 0, 0.3) + 0.7 * meanOf(speedAfter, 0.3, 1)) / mean).toBeCloseTo(1, 10);
        expect(meanOf(speedAfter, 1, 0) / mean).toBeCloseTo(1, 10);
      }),
    );
  });

  it('is the closed form of a linear and of a constant speed', () => {
    expect(meanOf((part) => 1 + part * (Math.E - 1), 0, 1)).toBeCloseTo(1 / (Math.E - 1), 14);
    expect(meanOf((part) => 1e-8 + part, 0, 1)).toBeCloseTo(Math.log(1e8 + 1), 7);
    expect(meanOf(() => 4, 0, 1)).toBe(0.25);
  });
});
