import { unknownName } from '../../errors.js';
import { fermatLbfgs, fermatLeastSquares, fermatNewton } from './fermat.js';
import { fminConjugateGradient, fminNelderMead } from './fmin.js';
import type { Minimizer } from './minimizer.js';
import { mlLevenbergMarquardt } from './mlLevenbergMarquardt.js';
import { numericUncmin } from './numeric.js';
import { optimizationJsLbfgs } from './optimizationJs.js';

/** In the order of the tables. */
export const minimizers: readonly Minimizer[] = [
  fermatLbfgs,
  fermatNewton,
  numericUncmin,
  optimizationJsLbfgs,
  fminConjugateGradient,
  fminNelderMead,
  fermatLeastSquares,
  mlLevenbergMarquardt,
];

/** Whom the others are compared with: those who are given the objective, and those who are given residuals. */
export const measures: readonly Minimizer[] = [fermatLbfgs, fermatLeastSquares];

export function minimizerNamed(name: string): Minimizer {
  const minimizer = minimizers.find(minimizer => minimizer.name === name);
  if (minimizer === undefined) throw unknownName('contestant', name, minimizers.map(({ name }) => name));
  return minimizer;
}
