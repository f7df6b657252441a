import { conjugateGradient, nelderMead } from 'fmin/index.js';
import type { Minimizer } from './minimizer.js';

const ENOUGH = 1e6;

/** Its test of the gradient, 1e-5, is fixed. */
export const fminConjugateGradient: Minimizer = {
  name: 'fmin-cg',
  title: 'fmin conjugateGradient',
  minimize: watch =>
    conjugateGradient(
      (x, gradient) => {
        const value = watch.value(x);
        watch.gradient(x).forEach((slope, i) => (gradient[i] = slope));
        return value;
      },
      Array.from(watch.task.start),
      { maxIterations: ENOUGH },
    ),
};

export const fminNelderMead: Minimizer = {
  name: 'fmin-nm',
  title: 'fmin nelderMead',
  minimize: watch =>
    nelderMead(x => watch.value(x), Array.from(watch.task.start), { maxIterations: ENOUGH, minErrorDelta: 1e-14, minTolerance: 1e-12 }),
};
