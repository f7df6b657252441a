import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grad, mul, sum, tensor, type Tensor } from '../src/index.js';
import { enclose, type Interval } from '../src/interval/index.js';
import { elementwiseOps } from './ops.js';
import { discreteOps, structuredOps } from './structuredOps.js';
import { program, SIZE } from './randomProgram.js';

const part = fc.double({ min: 0, max: 1, noNaN: true });

/** Fails unless each element lies in its interval. */
function expectInside(values: Tensor, [low, high]: Interval<Tensor>): void {
  const [lows, highs] = [low.data(), high.data()];
  values.data().forEach((value, i) => {
    expect(lows[i]).toBeLessThanOrEqual(value);
    expect(highs[i]).toBeGreaterThanOrEqual(value);
  });
}

describe.each(elementwiseOps)('the range of $name', ({ op, domain }) => {
  it('encloses it, and tends to a point', () => {
    const range = enclose((...xs: Tensor[]) => op(...xs));
    fc.assert(
      fc.property(fc.array(fc.tuple(part, part, part), { minLength: domain.length, maxLength: domain.length }), parts => {
        const box = domain.map(([from, to], i): Interval<number> => {
          const [a, b] = parts[i]!.map(t => from + t * (to - from)) as [number, number];
          return [Math.min(a, b), Math.max(a, b)];
        });
        const place = box.map(([low, high], i) => Math.min(high, low + parts[i]![2] * (high - low)));
        const value = op(...place);
        expectInside(value, range(...box));
        const [low, high] = range(...place.map((x): Interval<number> => [x, x]));
        const scale = Math.abs(value.item()) + 1e-300;
        expect(high.item() - low.item()).toBeLessThanOrEqual(1e-13 * scale + 1e-14);
      }),
      { numRuns: 60 },
    );
  });
});

/** What is no number lies in no interval. */
const numericOps = [...structuredOps, ...discreteOps].filter(({ name }) => name !== 'isnan');

describe.each(numericOps)('the range of $name', ({ op, samples }) => {
  it('encloses it', () => {
    const range = enclose(op);
    const [first] = samples as readonly [readonly Tensor[]];
    expectInside(op(...first), range(...first.map((x): Interval => [x, x])));
    const ends = first.map((x): Interval => (x.dtype === 'float64' ? [x.sub(0.01), x.add(0.02)] : [x, x]));
    expectInside(op(...first), range(...ends));
  });
});

describe('the range of a random program', () => {
  const place = fc.array(fc.tuple(fc.double({ min: -1.5, max: 1.5, noNaN: true }), fc.double({ min: 0, max: 0.2, noNaN: true }), part), { minLength: SIZE, maxLength: SIZE });

  it('encloses it, and that of its gradient', () => {
    fc.assert(
      fc.property(program, place, (f, places) => {
        const lows = Float64Array.from(places, ([x]) => x);
        const highs = Float64Array.from(places, ([x, width]) => x + width);
        const inside = Float64Array.from(places, ([x, width, t]) => Math.min(x + width, x + t * width));
        const slopes = grad((x: Tensor) => sum(mul(f(x), f(x))));
        for (const g of [f, slopes as (x: Tensor) => Tensor]) expectInside(g(tensor(inside)), enclose(g)([lows, highs]));
      }),
      { numRuns: 40 },
    );
  });
});
