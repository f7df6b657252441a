import { lbfgs, leastSquares, minimize, newtonTrustRegion, type Method } from '@fermat/optim';
import type { Minimizer } from './minimizer.js';

/** The searches end where the target is reached, not by their own test of convergence. */
const TIGHT = 1e-13;

const by = (method: Method): Minimizer['minimize'] => watch =>
  minimize(
    {
      valueAndGrad: (x, gradient) => watch.valueAndGrad(x, gradient),
      hvp: (x, v, out) => watch.task.objective.hvp(x, v, out),
    },
    watch.task.start,
    { method, tolerance: TIGHT },
  );

export const fermatLbfgs: Minimizer = { name: 'lbfgs', title: 'Fermat lbfgs', minimize: by(lbfgs()) };

export const fermatNewton: Minimizer = { name: 'newton', title: 'Fermat newtonTrustRegion', minimize: by(newtonTrustRegion()) };

export const fermatLeastSquares: Minimizer = {
  name: 'leastSquares',
  title: 'Fermat leastSquares',
  fits: true,
  minimize: watch =>
    leastSquares({ ...watch.task.residuals, residuals: (x, out) => watch.residuals(x, out) }, watch.task.start, { tolerance: TIGHT }),
};
