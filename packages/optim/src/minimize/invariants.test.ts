import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  adam,
  bfgs,
  conjugateGradient,
  gradientDescent,
  lbfgs,
  minimize,
  moreThuente,
  nelderMead,
  newtonTrustRegion,
  sgd,
  type Method,
  type VectorObjective,
} from '../index.js';

const methods: readonly Method[] = [
  lbfgs(),
  lbfgs({ search: moreThuente(), memory: 3 }),
  bfgs(),
  conjugateGradient(),
  newtonTrustRegion(),
  newtonTrustRegion({ subproblem: 'cg' }),
  nelderMead(),
  gradientDescent(sgd({ learningRate: 0.02, momentum: 0.5 })),
  gradientDescent(adam({ learningRate: 0.1 })),
];

/** A bumpy bowl that is not finite in a half-plane, or throws at one of its calls. */
interface Terrain {
  readonly bumps: number;
  readonly wall: number;
  readonly outside: number;
  readonly throwsAt: number;
}

const terrain = fc.record<Terrain>({
  bumps: fc.constantFrom(0, 0.5, 3),
  wall: fc.constantFrom(-Infinity, -1, 0.5),
  outside: fc.constantFrom(NaN, Infinity),
  throwsAt: fc.constantFrom(Infinity, 2, 5, 17),
});

const start = fc.tuple(fc.integer({ min: 6, max: 30 }), fc.integer({ min: -30, max: 30 })).map(([x, y]) => [x / 10, y / 10]);

class Recorder implements VectorObjective {
  calls = 0;
  lowest: number = Infinity;
  readonly terrain: Terrain;

  constructor(of: Terrain) {
    this.terrain = of;
  }

  valueAndGrad([x, y]: Float64Array, gradient: Float64Array): number {
    const { bumps, wall, outside, throwsAt } = this.terrain;
    if (++this.calls === throwsAt) throw new Error('the ground gave way');
    if (x! < wall) return outside;
    gradient[0] = 2 * x! - 3 * bumps * Math.sin(3 * x!);
    gradient[1] = 20 * y! - 3 * bumps * Math.sin(3 * y!);
    const value = x! * x! + 10 * y! * y! + bumps * (Math.cos(3 * x!) + Math.cos(3 * y!)) + 1;
    this.lowest = Math.min(this.lowest, value);
    return value;
  }

  hvp([x, y]: Float64Array, [vx, vy]: Float64Array, out: Float64Array): void {
    this.calls++;
    out[0] = (2 - 9 * this.terrain.bumps * Math.cos(3 * x!)) * vx!;
    out[1] = (20 - 9 * this.terrain.bumps * Math.cos(3 * y!)) * vy!;
  }
}

describe.each(methods)('$name', method => {
  const runs = fc.tuple(terrain, start);

  test('returns the best point it saw, counts its calls, and says why it stopped', () => {
    fc.assert(
      fc.property(runs, ([ground, x0]) => {
        const recorder = new Recorder(ground);
        const result = minimize(recorder, x0, { method, maxIterations: 300 });
        expect(result.evaluations).toBe(recorder.calls);
        expect(result.value).toBeLessThanOrEqual(recorder.lowest + 1e-10 * Math.abs(recorder.lowest));
        expect(result.value).toBe(new Recorder({ ...ground, throwsAt: Infinity }).valueAndGrad(Float64Array.from(result.x), new Float64Array(2)));
        expect(result.error === undefined).toBe(result.reason !== 'threw');
      }),
      { numRuns: 60 },
    );
  });

  test('claims convergence only where the gradient vanishes', () => {
    fc.assert(
      fc.property(runs, ([ground, x0]) => {
        const result = minimize(new Recorder(ground), x0, { method, maxIterations: 300 });
        if (result.converged) expect(result.gradientNorm).toBeLessThan(1e-4);
      }),
      { numRuns: 60 },
    );
  });
});
