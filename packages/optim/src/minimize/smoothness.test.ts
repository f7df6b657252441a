import { add, maximum, square, sub, type Tensor } from '@fermat/autodiff';
import { describe, expect, test } from 'vitest';
import {
  adam, augmentedLagrangian, bfgs, conjugateGradient, conjugateGradientDirection, descend, exponentialDecay, gradientDescent, lbfgs, lbfgsDirection,
  minimize, moreThuente, nelderMead, newtonTrustRegion, sgd, sqp, trustRegion, type ConstrainedMethod, type Method, type MinimizeOptions, type VectorObjective,
} from '../index.js';

const { sign } = Math;

interface Rough extends VectorObjective {
  readonly name: string;
  readonly size: number;
}

/** Piecewise linear, but for the curvatures of the unknowns. */
const rough = (name: string, size: number, valueAndGrad: VectorObjective['valueAndGrad'], curvatures: readonly number[] = []): Rough => ({
  name,
  size,
  valueAndGrad,
  hvp: (_x, v, out) => v.forEach((part, i) => (out[i] = part * (curvatures[i] ?? 0))),
});

const tilted = (at: readonly number[], offset: number): VectorObjective['valueAndGrad'] => (x, gradient) => {
  const [a, b] = [x[0]! - at[0]!, x[1]! - at[1]!];
  gradient.set([sign(a), 3 * sign(b)]);
  return offset + Math.abs(a) + 3 * Math.abs(b);
};

const objectives: readonly Rough[] = [
  rough('|x| + 3 |y|', 2, tilted([0, 0], 0)),
  rough('the same elsewhere', 2, tilted([1, -0.3], 0)),
  rough('the same, lifted', 2, tilted([1, -0.3], 1)),
  rough('two parabolas', 1, ([x], gradient) => {
    gradient[0] = 2 * (x! > 1 ? x! : x! - 2);
    return Math.max(x! ** 2, (x! - 2) ** 2);
  }, [2]),
  {
    ...rough('cusps', 2, (x, gradient) => x.reduce((sum, value, i) => {
      gradient[i] = sign(value - 0.5) / 2 / Math.sqrt(Math.abs(value - 0.5));
      return sum + Math.sqrt(Math.abs(value - 0.5));
    }, 0)),
    hvp: (x, v, out) => v.forEach((part, i) => (out[i] = (-part / 4) * Math.abs(x[i]! - 0.5) ** -1.5)),
  },
  rough('a step', 2, ([x, y], gradient) => {
    gradient.set([2 * x!, 2 * y!]);
    return x! ** 2 + y! ** 2 + (x! > 0.7 ? 0 : 5);
  }, [2, 2]),
  rough('a step on a slope', 1, ([x], gradient) => {
    gradient[0] = 1;
    return x! + (x! < 0.3 ? 5 : 0);
  }),
  rough("Nesterov's Chebyshev-Rosenbrock", 4, (x, gradient) => {
    gradient.fill(0);
    gradient[0] = sign(x[0]! - 1) / 4;
    let value = Math.abs(x[0]! - 1) / 4;
    for (let i = 0; i < 3; i++) {
      const rest = x[i + 1]! - 2 * Math.abs(x[i]!) + 1;
      value += Math.abs(rest);
      gradient[i + 1]! += sign(rest);
      gradient[i]! -= 2 * sign(x[i]!) * sign(rest);
    }
    return value;
  }),
  rough('a sharp valley', 2, ([x, y], gradient) => {
    const side = 100 * sign(x! - y!);
    gradient.set([2 * (x! - 1) + side, 2 * (y! + 1) - side]);
    return (x! - 1) ** 2 + (y! + 1) ** 2 + 100 * Math.abs(x! - y!);
  }, [2, 2]),
  rough('a cone', 3, ([x, y, z], gradient) => {
    const length = Math.hypot(x! - 1, 2 * (y! + 2), 3 * z!);
    gradient.set([(x! - 1) / (length || 1), (4 * (y! + 2)) / (length || 1), (9 * z!) / (length || 1)]);
    return length;
  }),
];

interface Chosen {
  readonly method: Method | ConstrainedMethod;
  readonly bounds?: NonNullable<MinimizeOptions<number[]>['bounds']>;
}

const methods: readonly Chosen[] = [
  { method: lbfgs() },
  { method: lbfgs(), bounds: [-4, 4] as never },
  { method: lbfgs({ search: moreThuente() }) },
  { method: bfgs() },
  { method: conjugateGradient() },
  { method: descend(conjugateGradientDirection(), moreThuente()) },
  { method: descend(lbfgsDirection(), trustRegion()) },
  { method: newtonTrustRegion() },
  { method: newtonTrustRegion({ subproblem: 'cg' }) },
  { method: newtonTrustRegion(), bounds: [-4, 4] as never },
  { method: newtonTrustRegion({ subproblem: 'cg' }), bounds: [-4, 4] as never },
  { method: nelderMead() },
  { method: gradientDescent(sgd({ learningRate: exponentialDecay({ initial: 0.3, rate: 0.5, steps: 10 }) })) },
  { method: gradientDescent(adam({ learningRate: 0.05 })) },
  { method: sqp() },
  { method: sqp({ hessian: 'bfgs' }) },
  { method: augmentedLagrangian() },
];

/** Twenty starts in [-3, 3]^size, the same each time. */
const starts = (size: number): number[][] => {
  let state = 7;
  const next = (): number => (state = (state * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32;
  return Array.from({ length: 20 }, () => Array.from({ length: size }, () => 6 * next() - 3));
};

describe.each(objectives)('$name', objective => {
  test.each(methods)('no convergence is claimed where the gradient does not vanish: $method.name, $bounds', options => {
    const results = starts(objective.size).map(x0 => minimize(objective, x0, { ...options, maxIterations: 500, maxEvaluations: 2000 }));
    expect(results.filter(({ converged, gradientNorm }) => converged && !(gradientNorm < 1e-6))).toEqual([]);
  });
});

test('the message names the kink', () => {
  const parabolas = objectives.find(({ name }) => name === 'two parabolas')!;
  const outcome = minimize(parabolas, [-1.7]);
  expect(outcome).toMatchObject({ converged: false, reason: 'stuck', x: [expect.closeTo(1, 8)], message: expect.stringContaining('kink') as string });
});

describe('what is smooth still converges', () => {
  const smooth = methods.filter(({ method }) => !method.name.startsWith('gradient descent') && method.name !== 'Nelder-Mead');

  test.each(smooth)('from the minimum and from next to it: $method.name, $bounds', options => {
    for (const [stiff, at] of [[1, 0], [1e4, 0.1], [1e-3, 3]] as const) {
      const bowl = rough('', 2, ([x, y], gradient) => {
        gradient.set([2 * (x! - at), 2 * stiff * (y! - 0.3)]);
        return 1 + (x! - at) ** 2 + stiff * (y! - 0.3) ** 2;
      }, [2, 2 * stiff]);
      for (const off of [0, 1e-15, 1e-12, 1e-9, 1e-6]) {
        expect(minimize(bowl, [at + off, 0.3 - off], options), `${stiff}, ${off}`).toMatchObject({ converged: true });
      }
    }
  });

  test.each(smooth)('where the curvature jumps, and the gradient does not: $method.name, $bounds', options => {
    const hinge = ([x, y]: [Tensor, Tensor]): Tensor => add(add(square(maximum(sub(x, 1), 0)), 1), add(square(sub(x, 0.5)), square(sub(y, x)).mul(5)));
    for (const x0 of starts(2)) expect(minimize(hinge, x0 as [number, number], options as never)).toMatchObject({ converged: true });
  });
});
