import fc from 'fast-check';
import { expect, it } from 'vitest';
import { add, flatObjective, mul, sin, slice, square, sum, type Tensor } from '../src/index.js';

/** Which of the interleaved parts of a vector are multiplied with which. */
const pairs = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { minLength: 1, maxLength: 5 });

it('objectives of interleaved parts have one gradient on every backend', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 6 }), pairs, (step, count, terms) => {
      const part = (x: Tensor, from: number): Tensor => slice(x, [from % step, null, step]);
      const f = (x: Tensor): Tensor => terms.map(([a, b]) => sum(mul(sin(part(x, a)), square(part(x, b))))).reduce((total, term) => add(total, term));
      const x = Float64Array.from({ length: step * count }, (_, i) => 1 + Math.sin(3 * i));
      const [expected, ...others] = (['interpreter', 'js', 'wasm', 'auto'] as const).map(backend => {
        const gradient = new Float64Array(x.length);
        flatObjective(f, x, { backend }).valueAndGrad(x, gradient);
        return gradient;
      });
      for (const gradient of others) expect(gradient).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
