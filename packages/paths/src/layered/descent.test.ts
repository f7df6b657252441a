import { flatObjective } from '@fermat/autodiff';
import { gradientDescent, lbfgs, minimize, newtonTrustRegion, sgd } from '@fermat/optim';
import { describe, expect, it } from 'vitest';
import { stackOf } from '../testing/media.js';
import { layeredTime } from './layeredTime.js';
import type { LayeredTimeOptions } from './layeredTime.js';
import { straightSpans } from './layeredPath.js';
import { solveLayered } from './solveLayered.js';

const terrains = stackOf([10, 10, 10], [0.7, 0.3, 0.45], 20);

describe('descent on the time across layers', () => {
  it('arrives step by step where the figures say', () => {
    const { x, value, iterations } = minimize(layeredTime(terrains), [2, 17], {
      method: gradientDescent(sgd({ learningRate: 1.5 })),
      maxIterations: 20,
    });
    expect(iterations).toBe(20);
    expect(value).toBeCloseTo(81.91638301, 8);
    expect(x[0]).toBeCloseTo(10.92159256, 8);
    expect(x[1]).toBeCloseTo(3.49070087, 8);
  });

  it.each<NonNullable<LayeredTimeOptions['unknowns']>>(['spans', 'crossings'])('finds with L-BFGS what the closed form finds, in the %s', (unknowns) => {
    const speeds = Array.from({ length: 40 }, (_, i) => 1 + ((i * 17) % 23) / 10);
    const medium = stackOf(speeds.map((_, i) => 1 + (i % 3)), speeds, 60);
    const { time, spans, crossings } = solveLayered(medium);
    const straight = straightSpans(medium).slice(0, -1);
    let place = 0;
    const start = unknowns === 'spans' ? straight : straight.map((span) => (place += span));
    const found = minimize(layeredTime(medium, { unknowns }), start, { method: lbfgs(), maxIterations: 500 });
    expect(Math.abs(found.value / time - 1)).toBeLessThan(1e-13);
    const truth = unknowns === 'spans' ? spans : crossings;
    found.x.forEach((value, i) => expect(value).toBeCloseTo(truth[i]!, 5));
  });

  it.each([[3, 5], [40, 60], [100, 200]])('arrives by Newton in under 20 gradients, across %i layers', (count, offset) => {
    const speeds = Array.from({ length: count }, (_, i) => 1 + ((i * 17) % 23) / 10);
    const medium = stackOf(speeds.map((_, i) => 1 + (i % 3)), speeds, offset);
    // As far in each layer as a steep ray comes, in proportion.
    const reaches = speeds.map((speed, i) => speed * medium.thicknesses[i]!);
    const total = reaches.reduce((a, b) => a + b);
    let place = 0;
    const seed = Float64Array.from(reaches.slice(0, -1), (reach) => (place += (offset * reach) / total));
    const objective = flatObjective(layeredTime(medium, { unknowns: 'crossings' }), seed);
    let gradients = 0;
    const counted = {
      valueAndGrad: (x: Float64Array, gradient: Float64Array): number => {
        gradients++;
        return objective.valueAndGrad(x, gradient);
      },
      hvp: objective.hvp.bind(objective),
    };
    const { value, converged } = minimize(counted, seed, { method: newtonTrustRegion() });
    expect(converged).toBe(true);
    expect(Math.abs(value / solveLayered(medium).time - 1)).toBeLessThan(1e-14);
    expect(gradients).toBeLessThan(20);
  });
});
