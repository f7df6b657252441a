import optimization from 'optimization-js';
import type { Minimizer } from './minimizer.js';

/** Its test of the gradient, 1e-5, is fixed. */
export const optimizationJsLbfgs: Minimizer = {
  name: 'optimization-js',
  title: 'optimization-js minimize_L_BFGS',
  minimize: watch => optimization.minimize_L_BFGS(x => watch.value(x), x => watch.gradient(x), Array.from(watch.task.start)),
};
