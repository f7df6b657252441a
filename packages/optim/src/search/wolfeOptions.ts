import { checkAtLeast, checkKeys, checkWhole } from '../checks.js';

/** What a line search asks of a point, and how often it looks. */
export interface WolfeOptions {
  readonly delta: number;
  readonly sigma: number;
  readonly maxEvaluations: number;
}

/** The options of a line search, checked, with its own default of `delta`. */
export function readWolfeOptions(name: string, options: Partial<WolfeOptions>, sufficientDecrease: number): WolfeOptions {
  checkKeys(name, options, ['delta', 'sigma', 'maxEvaluations']);
  const { delta = sufficientDecrease, sigma = 0.9, maxEvaluations = 50 } = options;
  checkAtLeast('delta', delta, 0, 1);
  checkAtLeast('sigma', sigma, 0, 1);
  checkWhole('maxEvaluations', maxEvaluations, 1);
  return { delta, sigma, maxEvaluations };
}
