import { addScaled } from '../vector.js';
import type { VectorConstraint } from './constraint.js';

/** Several constraints as one, with their values and Jacobian at the point evaluated last. */
export class ConstraintSet {
  readonly count: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly parts: readonly VectorConstraint[];
  readonly hasHessian: boolean;
  private readonly offsets: readonly number[];

  constructor(parts: readonly VectorConstraint[]) {
    this.parts = parts;
    let count = 0;
    this.offsets = parts.map(part => (count += part.count) - part.count);
    this.count = count;
    this.lower = Float64Array.from(parts.flatMap(part => [...part.lower]));
    this.upper = Float64Array.from(parts.flatMap(part => [...part.upper]));
    this.hasHessian = parts.every(part => part.hvp !== undefined);
  }

  values(x: Float64Array, out: Float64Array): void {
    this.parts.forEach((part, k) => part.values(x, this.slice(out, k)));
  }

  jacobian(x: Float64Array, rows: readonly Float64Array[]): void {
    this.parts.forEach((part, k) => part.jacobian(x, rows.slice(this.offsets[k], this.offsets[k]! + part.count)));
  }

  /** Adds the Hessian of sum multipliers_i c_i, times v, to `out`. */
  addHvp(x: Float64Array, multipliers: Float64Array, v: Float64Array, out: Float64Array): void {
    const product = new Float64Array(v.length);
    this.parts.forEach((part, k) => {
      part.hvp!(x, this.slice(multipliers, k), v, product);
      addScaled(out, 1, product);
    });
  }

  /** One array for each constraint. */
  split(values: Float64Array): number[][] {
    return this.parts.map((_, k) => Array.from(this.slice(values, k)));
  }

  private slice(values: Float64Array, k: number): Float64Array {
    return values.subarray(this.offsets[k], this.offsets[k]! + this.parts[k]!.count);
  }
}
