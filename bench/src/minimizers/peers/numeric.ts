import numeric from 'numeric';
import type { Minimizer } from './minimizer.js';

export const numericUncmin: Minimizer = {
  name: 'numeric',
  title: 'numeric uncmin',
  minimize: watch => numeric.uncmin(x => watch.value(x), Array.from(watch.task.start), 1e-15, x => watch.gradient(x), 1e6),
};
