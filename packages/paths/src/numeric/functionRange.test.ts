import { abs, add, div, exp, mul, sin, square, sub } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { functionRange } from './functionRange.js';
import type { PlaceFunction } from './functionRange.js';

const functions: readonly PlaceFunction[] = [
  (x, y) => add(sin(mul(2, x)), mul(x, square(y))),
  (x, y) => div(exp(sub(x, y)), add(1, square(x))),
  (x, y) => add(abs(sub(x, y)), x),
];
const part = fc.double({ min: 0, max: 1, noNaN: true });

describe('the range of a function over a box', () => {
  it('encloses it, and so does its tangent', () => {
    fc.assert(
      fc.property(fc.constantFrom(...functions), part, part, part, part, part, (f, x, y, width, u, v) => {
        const size = width * 0.3;
        const { least, most, tangent } = functionRange(f, 2)(Float64Array.of(x, y, x + size, y + size));
        const place = [x + u * size, y + v * size];
        const value = f(...(place as never[])).item();
        expect(least).toBeLessThanOrEqual(value);
        expect(most).toBeGreaterThanOrEqual(value);
        if (tangent === null) return;
        const grown = tangent.middle + tangent.slopes[0]! * (place[0]! - x - size / 2) + tangent.slopes[1]! * (place[1]! - y - size / 2);
        expect(Math.abs(value - grown)).toBeLessThanOrEqual(tangent.error);
      }),
      { numRuns: 60 },
    );
  });

  it('is of the second order in the size of the box, where the function is smooth', () => {
    const [smooth, , kinked] = functions.map((f) => functionRange(f, 2)) as [ReturnType<typeof functionRange>, unknown, ReturnType<typeof functionRange>];
    const boxOf = (size: number): Float64Array => Float64Array.of(0.4, 0.5, 0.4 + size, 0.5 + size);
    expect(smooth(boxOf(1e-2)).tangent!.error / smooth(boxOf(1e-3)).tangent!.error).toBeCloseTo(100, -1);
    expect(kinked(boxOf(1e-2)).tangent).toBeNull();
  });
});
