import { trustSubproblem } from '../descent/trustSubproblem.js';
import { dot } from '../vector.js';
import { combine, singular } from './singular.js';
import { triangularise } from './triangularise.js';

/** |r + J p|^2 / 2 about p = 0 in an orthonormal basis in which it separates. */
export interface GaussNewtonModel {
  /** Curvatures and slopes along the basis. */
  readonly h: Float64Array;
  readonly c: Float64Array;
  readonly basis: readonly Float64Array[];
  /** The squared length of r's projection on the range of J. */
  readonly decrement: number;
}

/** The model of columns of J, which are overwritten, and residuals r. */
export function gaussNewtonModel(columns: readonly Float64Array[], residuals: Float64Array): GaussNewtonModel {
  const tall = columns.length < residuals.length;
  const square = tall ? triangularise(columns, residuals.slice()) : { columns: [...columns], vector: residuals };
  const { values, u, v } = singular(square.columns);
  const largest = Math.max(...values);
  const least = values.length * Number.EPSILON * largest;
  let decrement = 0;
  const h = new Float64Array(values.length).fill(largest * largest || 1);
  const c = new Float64Array(values.length);
  values.forEach((value, i) => {
    // Along a direction that no residual feels the step is zero.
    if (!(value > least)) return;
    const along = dot(u[i]!, square.vector);
    decrement += along * along;
    h[i] = value * value;
    c[i] = value * along;
  });
  return { h, c, basis: v, decrement };
}

/** Writes the minimiser of the model within the radius into `step`. */
export function stepWithin({ h, c, basis }: GaussNewtonModel, radius: number, step: Float64Array): void {
  const q = new Float64Array(h.length);
  trustSubproblem(h, c, radius, q);
  combine(basis, q, step);
}
