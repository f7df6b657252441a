import { levenbergMarquardt } from 'ml-levenberg-marquardt';
import type { Minimizer } from './minimizer.js';

/** Given the residuals as the model of data that are all zero, and its exact Jacobian. */
export const mlLevenbergMarquardt: Minimizer = {
  name: 'ml-lm',
  title: 'ml-levenberg-marquardt',
  fits: true,
  minimize: watch => {
    const { residuals, start } = watch.task;
    const data = { x: Array.from({ length: residuals.count }, (_, i) => i), y: Array.from({ length: residuals.count }, () => 0) };
    const columns = Array.from(start, () => new Float64Array(residuals.count));
    const out = new Float64Array(residuals.count);
    return levenbergMarquardt(
      data,
      parameters => {
        watch.residuals(Float64Array.from(parameters), out);
        return i => out[i]!;
      },
      {
        initialValues: start,
        errorTolerance: 0,
        maxIterations: 1e6,
        jacobianFunction: parameters => {
          residuals.jacobian(Float64Array.from(parameters), columns);
          return i => columns.map(column => column[i]!);
        },
      },
    );
  },
};
