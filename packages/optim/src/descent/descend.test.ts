import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bfgsDirection,
  conjugateGradientDirection,
  descend,
  hagerZhang,
  lbfgsDirection,
  minimize,
  moreThuente,
  newtonDirection,
  newtonTrustRegion,
  OptimError,
  steihaugDirection,
  trustRegion,
  type VectorObjective,
} from '../index.js';

const directions = [lbfgsDirection(), lbfgsDirection({ memory: 1 }), bfgsDirection(), conjugateGradientDirection(), newtonDirection(), steihaugDirection()];
const searches = [hagerZhang(), moreThuente(), trustRegion()];
const pairs = directions.flatMap(direction => searches.map(search => ({ name: `${direction.name} with ${search.name}`, direction, search })));

/** sum w_i cosh(x_i - c_i), strictly convex with its minimum at c. */
function valley(weights: readonly number[], centre: readonly number[]): VectorObjective {
  return {
    valueAndGrad(x, gradient) {
      let value = 0;
      weights.forEach((w, i) => {
        value += w * Math.cosh(x[i]! - centre[i]!);
        gradient[i] = w * Math.sinh(x[i]! - centre[i]!);
      });
      return value;
    },
    hvp(x, v, out) {
      weights.forEach((w, i) => {
        out[i] = w * Math.cosh(x[i]! - centre[i]!) * v[i]!;
      });
    },
  };
}

/** x^4 / 4 - x^2 / 2 + y^2 / 2: a saddle at 0, minima of -1/4 at (1, 0) and (-1, 0). */
const saddle: VectorObjective = {
  valueAndGrad([x, y], gradient) {
    gradient[0] = x! ** 3 - x!;
    gradient[1] = y!;
    return x! ** 4 / 4 - x! ** 2 / 2 + y! ** 2 / 2;
  },
  hvp([x], v, out) {
    out[0] = (3 * x! * x! - 1) * v[0]!;
    out[1] = v[1]!;
  },
};

describe.each(pairs)('$name', ({ direction, search }) => {
  const method = descend(direction, search);

  test('finds the minimum of convex functions of any conditioning', () => {
    const weight = fc.integer({ min: -5, max: 5 }).map(exponent => 2 ** exponent);
    const coordinate = fc.integer({ min: -30, max: 30 }).map(tenths => tenths / 10);
    fc.assert(
      fc.property(fc.array(fc.tuple(weight, coordinate, coordinate), { minLength: 1, maxLength: 5 }), rows => {
        const centre = rows.map(row => row[1]);
        const result = minimize(valley(rows.map(row => row[0]), centre), rows.map(row => row[2]), { method });
        expect(result.converged).toBe(true);
        result.x.forEach((x, i) => expect(x).toBeCloseTo(centre[i]!, 4));
      }),
      { numRuns: 30 },
    );
  });

  test('descends at every iteration', () => {
    const { history } = minimize(saddle, [0.1, 1], { method, history: true });
    const rises = history.slice(1).map((state, i) => state.value - history[i]!.value);
    expect(Math.max(...rises)).toBeLessThanOrEqual(1e-14);
    expect(history.at(-1)!.value).toBeCloseTo(-0.25, 10);
  });

  test('does not stop at a saddle that it only passes by', () => {
    expect(minimize(saddle, [1e-6, 1], { method })).toMatchObject({ converged: true, value: expect.closeTo(-0.25, 10) as number });
  });
});

describe('newtonTrustRegion', () => {
  test('converges quadratically', () => {
    const { history } = minimize(valley([1, 10, 100], [1, 2, 3]), [1.5, 2.5, 2.5], { method: newtonTrustRegion(), history: true });
    const norms = history.map(state => state.gradientNorm).filter(norm => norm < 1 && norm > 1e-14);
    for (let i = 1; i < norms.length; i++) expect(norms[i]).toBeLessThan(norms[i - 1]! ** 2 * 10 + 1e-13);
  });

  test('leaves a saddle along negative curvature where the gradient has no part in it', () => {
    expect(minimize(saddle, [0, 1], { method: newtonTrustRegion() }).value).toBeCloseTo(-0.25, 10);
  });

  test('asks for second derivatives', () => {
    const { hvp: _, ...firstOrder } = saddle;
    expect(() => minimize(firstOrder, [1, 1], { method: newtonTrustRegion() })).toThrow(OptimError);
  });

  test('counts Hessian-vector products', () => {
    let calls = 0;
    const counting: VectorObjective = {
      valueAndGrad: (x, gradient) => (calls++, saddle.valueAndGrad(x, gradient)),
      hvp: (x, v, out) => (calls++, saddle.hvp!(x, v, out)),
    };
    expect(minimize(counting, [0.3, 1], { method: newtonTrustRegion() }).evaluations).toBe(calls);
  });
});
