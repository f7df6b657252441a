import { abs, add, maximum, mul, sin, sub } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastTimePath } from '../../search/leastTimePath.js';
import { interfaces } from '../interfaces.js';
import type { SurfaceFunction } from '../surface.js';

const part = fc.double({ min: 0, max: 1, noNaN: true });

/** Two surfaces at random, smooth or with kinks, and the speeds around them. */
const grounds = fc.record({
  waves: fc.array(fc.tuple(part, part, part), { minLength: 2, maxLength: 2 }),
  speeds: fc.array(fc.double({ min: 0.3, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 }),
  hasKinks: fc.boolean(),
});

function surfaceOf([height, length, phase]: readonly [number, number, number], depth: number, hasKinks: boolean): SurfaceFunction {
  const wave: SurfaceFunction = (x) => add(depth, mul(0.6 * height, sin(add(mul(0.5 + 2 * length, x), 6 * phase))));
  return hasKinks ? (x, y) => maximum(wave(x, y), sub(depth, mul(0.2, abs(sub(x, 4))))) : wave;
}

describe('the lower bound of curved layers', () => {
  it('is below the time of every path, whichever is known, and mostly close to the least', () => {
    const gaps: number[] = [];
    fc.assert(
      fc.property(grounds, part, part, part, ({ waves, speeds, hasKinks }, start, end, detour) => {
        const ground = interfaces({ layers: speeds.map((speed) => ({ speed })), surfaces: waves.map((wave, i) => surfaceOf(wave, 2 + 2 * i, hasKinks)), bounds: [0, 0, 8, 6] });
        const [from, to] = [[0.5, 0.1 + 5.8 * start], [7.5, 0.1 + 5.8 * end]];
        const { time } = leastTimePath(ground, { from, to, certificateBudgetMs: 0 });
        const poor = ground.lowerBound(from, to, { path: [from, [4, 6 * detour], to], budgetMs: 0 }).value!;
        const good = ground.lowerBound(from, to).value!;
        for (const value of [poor, good]) expect(value).toBeLessThanOrEqual(time * (1 + 1e-12));
        gaps.push(1 - good / time);
      }),
      { numRuns: 25 },
    );
    gaps.sort((a, b) => a - b);
    expect(gaps[Math.floor(gaps.length / 2)]).toBeLessThan(2e-3);
    expect(gaps[gaps.length - 1]).toBeLessThan(0.1);
  });

  it('rises with more work', () => {
    const ground = interfaces({ layers: [{ speed: 1 }, { speed: 2 }], surfaces: [(x) => add(3, mul(0.4, sin(mul(2, x))))], bounds: [0, 0, 12, 6] });
    const ends = { from: [1, 1], to: [11, 1.5] };
    const usual = leastTimePath(ground, ends).certificate.gap!;
    expect(usual).toBeLessThan(1e-2);
    expect(usual).toBeLessThan(leastTimePath(ground, { ...ends, certificateBudgetMs: 0 }).certificate.gap! / 10);
  });

  it('sees layers in space from the side', () => {
    const wavy: SurfaceFunction = (x, y) => add(3, mul(0.05, add(sin(x), sin(y))));
    const ground = interfaces({ layers: [{ speed: 1 }, { speed: 4 }], surfaces: [wavy], bounds: [0, 0, 0, 10, 10, 6] });
    const { certificate, time } = leastTimePath(ground, { from: [2, 3, 0.5], to: [7, 6, 5] });
    expect(certificate.gap).toBeLessThan(0.02);
    // Straight ahead at the largest speed would be less than half of it.
    expect(Math.hypot(5, 3, 4.5) / 4).toBeLessThan(time / 2);
  });

  it('is the straight line where that is the path, and 0 from a place to itself', () => {
    const flat = interfaces({ layers: [{ speed: 2 }, { speed: 1 }], surfaces: [() => 3], bounds: [0, 0, 8, 6] });
    expect(flat.lowerBound([1, 1], [5, 1]).value).toBeCloseTo(2, 12);
    expect(flat.lowerBound([1, 1], [1, 1]).value).toBe(0);
  });
});
