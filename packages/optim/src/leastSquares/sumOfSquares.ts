import type { VectorObjective } from '../minimize/objective.js';
import { dot, sameVector } from '../vector.js';
import type { VectorResiduals } from './residuals.js';
import type { RobustLoss } from './robustLoss.js';

/** The least share of a residual's pull that its curvature is taken for, where a loss curves downwards. */
const LEAST_CURVATURE = 1e-3;

/**
 * Half the sum of squares of residuals, or of what a robust loss makes of them, as an objective. It
 * keeps the residuals and the Jacobian of its last evaluation, weighted so that |r + J p|^2 / 2 has
 * the gradient of the objective at p = 0, and the curvature that the loss leaves each residual.
 *
 * With `dense` false it makes no Jacobian, but Gauss-Newton's approximation of Hessian-vector
 * products, J'J v.
 *
 * Source: B. Triggs et al., "Bundle adjustment: a modern synthesis" (2000), section 4.3. Where the
 * loss curves downwards a little of the curvature of the squares is kept, so that J'J stays positive.
 */
export class SumOfSquares implements VectorObjective {
  /** The residuals as they are. */
  readonly residuals: Float64Array;
  /** The residuals weighted. */
  readonly weighted: Float64Array;
  /** The Jacobian weighted, by columns; none unless dense. */
  readonly columns: readonly Float64Array[];
  private readonly source: VectorResiduals;
  private readonly loss: RobustLoss | undefined;
  /** By residual, rho' and the square root of rho' + 2 z rho''. */
  private readonly pulls: Float64Array;
  private readonly roots: Float64Array;
  private readonly scratch: Float64Array;
  private lowest: { readonly x: Float64Array; readonly value: number; readonly residuals: Float64Array } | undefined;
  private readonly at: Float64Array;

  constructor(source: VectorResiduals, size: number, { dense = true, loss }: { readonly dense?: boolean; readonly loss?: RobustLoss | undefined } = {}) {
    const vector = (): Float64Array => new Float64Array(source.count);
    this.source = source;
    this.loss = loss;
    this.residuals = vector();
    this.weighted = loss ? vector() : this.residuals;
    this.pulls = vector().fill(1);
    this.roots = vector().fill(1);
    this.scratch = vector();
    this.at = new Float64Array(size);
    this.columns = Array.from({ length: dense ? size : 0 }, vector);
  }

  value(x: Float64Array): number {
    const { residuals, loss, pulls, roots, weighted } = this;
    this.at.set(x);
    this.source.residuals(x, residuals);
    if (!loss) return dot(residuals, residuals) / 2;
    let total = 0;
    for (let i = 0; i < residuals.length; i++) {
      const z = (residuals[i]! / loss.scale) ** 2;
      const pull = loss.slope(z);
      total += loss.value(z);
      pulls[i] = pull;
      roots[i] = Math.sqrt(Math.max(pull + 2 * z * loss.curvature(z), LEAST_CURVATURE * pull));
      weighted[i] = (residuals[i]! * pull) / roots[i]!;
    }
    return (total * loss.scale ** 2) / 2;
  }

  valueAndGrad(x: Float64Array, gradient: Float64Array): number {
    const { columns, weighted, source, loss, scratch, residuals } = this;
    const value = this.value(x);
    if (value < (this.lowest?.value ?? Infinity)) this.lowest = { x: x.slice(), value, residuals: residuals.slice() };
    if (columns.length === 0) {
      source.vjp!(x, product(this.pulls, this.residuals, scratch), gradient);
      return value;
    }
    source.jacobian!(x, columns);
    columns.forEach((column, j) => {
      if (loss) product(this.roots, column, column);
      gradient[j] = dot(column, weighted);
    });
    return value;
  }

  /** The residuals at x, evaluated only if x is not the lowest point so far. */
  residualsAt(x: Float64Array): Float64Array {
    if (this.lowest && sameVector(x, this.lowest.x)) return this.lowest.residuals;
    this.value(x);
    return this.residuals;
  }

  hvp(x: Float64Array, v: Float64Array, out: Float64Array): void {
    const { source, scratch, roots, loss } = this;
    if (loss && !sameVector(x, this.at)) this.value(x);
    source.jvp!(x, v, scratch);
    if (loss) product(roots, product(roots, scratch, scratch), scratch);
    source.vjp!(x, scratch, out);
  }
}

/** out_i = a_i b_i */
function product(a: Float64Array, b: Float64Array, out: Float64Array): Float64Array {
  for (let i = 0; i < out.length; i++) out[i] = a[i]! * b[i]!;
  return out;
}
