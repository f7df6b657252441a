import { isSolved, type Minima } from '@fermat/problems';
import type { VectorObjective, VectorResiduals } from '../../src/index.js';

/** Counts evaluations of an objective, and how many it took to reach a known minimum. */
export class Recorder implements Required<VectorObjective> {
  count = 0;
  /** How many of these were products with the Hessian. */
  products = 0;
  reached: number | null = null;
  /** As `reached`, without the products. */
  reachedByGradients: number | null = null;
  private readonly objective: Required<VectorObjective>;
  private readonly minima: Minima;

  constructor(objective: Required<VectorObjective>, minima: Minima) {
    this.objective = objective;
    this.minima = minima;
  }

  value(x: Float64Array): number {
    return this.seen(this.objective.value(x));
  }

  valueAndGrad(x: Float64Array, gradient: Float64Array): number {
    return this.seen(this.objective.valueAndGrad(x, gradient));
  }

  hvp(x: Float64Array, v: Float64Array, out: Float64Array): void {
    this.count++;
    this.products++;
    this.objective.hvp(x, v, out);
  }

  /** Residuals of which the objective is the sum of squares: with their Jacobian they count as one evaluation. */
  watched(source: VectorResiduals): VectorResiduals {
    return {
      ...source,
      residuals: (x, out) => {
        source.residuals(x, out);
        this.seen(out.reduce((sum, r) => sum + r * r, 0));
      },
    };
  }

  private seen(value: number): number {
    this.count++;
    if (isSolved(this.minima, value)) {
      this.reached ??= this.count;
      this.reachedByGradients ??= this.count - this.products;
    }
    return value;
  }
}
