import { flatObjective } from '@fermat/autodiff';
import { global, isSolved, pairsOf, startOf } from '@fermat/problems';
import { describe, expect, test } from 'vitest';
import { globalMinimize, minimize, newtonTrustRegion } from '../src/index.js';

describe('problems of many minima', () => {
  test.each(global)('$name in dimension $dimension is solved by the default portfolio', problem => {
    const objective = flatObjective(problem.objective, startOf(problem));
    const target = problem.least + 1e-9 * (problem.least === 0 ? 1 : Math.abs(problem.least));
    const result = globalMinimize(objective, startOf(problem), { bounds: pairsOf(problem), target, seed: 1 });
    expect(isSolved(problem, result.value)).toBe(true);
    expect(result.evaluations).toBeLessThanOrEqual(60_000);
    result.x.forEach((x, i) => expect(x >= pairsOf(problem)[i]![0] && x <= pairsOf(problem)[i]![1]).toBe(true));
    // The listed value is recomputed, except where the minimum lies on the border.
    if (problem.name === 'eggholder') return;
    const { value } = minimize(objective, result.x, { method: newtonTrustRegion(), tolerance: 0 });
    expect(Math.abs(value - problem.least)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(problem.least)));
  });
});
