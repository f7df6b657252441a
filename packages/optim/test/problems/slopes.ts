import type { FlatObjective } from '@fermat/autodiff';

/**
 * The largest difference of a gradient from the slope of the values, by Richardson's extrapolation of
 * central differences, as a share of the largest slope.
 */
export function worstSlope(objective: FlatObjective, at: Float64Array): number {
  const gradient = new Float64Array(at.length);
  objective.valueAndGrad(at, gradient);
  const scale = Math.max(...gradient.map(Math.abs), 1e-4);
  const errors = gradient.map((slope, i) => {
    const h = 1e-5 * Math.max(Math.abs(at[i]!), 1e-3);
    const value = (t: number): number => objective.value(at.map((x, j) => (j === i ? x + t : x)));
    return Math.abs((8 * (value(h / 2) - value(-h / 2)) - (value(h) - value(-h))) / (6 * h) - slope);
  });
  return Math.max(...errors) / scale;
}
