import type { Aim, Direction, DirectionRun } from '../descent/direction.js';
import { trustSubproblem } from '../descent/trustSubproblem.js';
import type { Point } from '../minimize/method.js';
import { dot, norm } from '../vector.js';
import { combine, singular, type Singular } from './singular.js';
import type { SumOfSquares } from './sumOfSquares.js';
import { triangularise } from './triangularise.js';

/**
 * The minimiser of |r + J p|^2 within a radius, which with a trust region is the method of Levenberg
 * and Marquardt. Lengths are measured with each unknown in units of `scale`, the largest column of J
 * that it had, so that units of the unknowns do not matter. The first radius is the length of x.
 *
 * Its Newton decrement is the squared length of the residuals' projection on the range of J: against
 * |r|^2 it is the cosine by which r misses being orthogonal to every column.
 *
 * Source: J. J. More, "The Levenberg-Marquardt algorithm: implementation and theory" (1978).
 */
export function gaussNewtonDirection(squares: SumOfSquares, scale: Float64Array): Direction {
  return { name: 'Gauss-Newton', start: () => new GaussNewton(squares, scale) };
}

class GaussNewton implements DirectionRun {
  private readonly squares: SumOfSquares;
  private readonly scale: Float64Array;
  /** Of the Jacobian in scaled unknowns. */
  private factors: Singular | undefined;
  /** The residuals' components along U, and the model in the basis V: its curvatures and slopes. */
  private readonly projected: Float64Array;
  private readonly h: Float64Array;
  private readonly c: Float64Array;
  private readonly q: Float64Array;
  private idle = false;

  constructor(squares: SumOfSquares, scale: Float64Array) {
    const { length } = scale;
    this.squares = squares;
    this.scale = scale;
    this.projected = new Float64Array(length);
    this.h = new Float64Array(length);
    this.c = new Float64Array(length);
    this.q = new Float64Array(length);
  }

  aim(point: Point, radius: number, aim: Aim): void {
    const { h, c, q, scale, projected } = this;
    const { v } = (this.factors ??= this.factorise());
    trustSubproblem(h, c, radius, q);
    aim.length = norm(q);
    combine(v, q, aim.step);
    aim.predicted = 0;
    let size = 0;
    for (let i = 0; i < q.length; i++) {
      if (scale[i]! > 0) aim.step[i]! /= scale[i]!;
      aim.predicted -= q[i]! * (c[i]! + (h[i]! * q[i]!) / 2);
      size += (scale[i]! * point.x[i]!) ** 2;
    }
    aim.slope = dot(point.gradient, aim.step);
    aim.initial = size > 0 ? Math.min(1, Math.sqrt(size) / aim.length) : 1;
    aim.decrement = this.idle ? Infinity : dot(projected, projected);
  }

  learn(): void {
    this.factors = undefined;
  }

  restart(): boolean {
    return false;
  }

  private factorise(): Singular {
    const { squares, scale, h, c, projected } = this;
    const norms = squares.columns.map(norm);
    norms.forEach((length, j) => (scale[j] = Math.max(scale[j]!, length)));
    this.idle = norms.some((length, j) => isIdle(length, scale[j]!));
    const scaled = squares.columns.map((column, j) => column.map(value => (scale[j]! > 0 ? value / scale[j]! : 0)));
    const few = scaled.length < squares.weighted.length;
    const { columns, vector } = few ? triangularise(scaled, squares.weighted.slice()) : { columns: scaled, vector: squares.weighted };
    const factors = singular(columns);
    const { values, u } = factors;
    const largest = Math.max(...values);
    const least = values.length * Number.EPSILON * largest;
    values.forEach((value, i) => {
      // Along a direction that no residual feels the step is zero.
      const felt = value > least;
      projected[i] = felt ? dot(u[i]!, vector) : 0;
      h[i] = felt ? value * value : largest * largest || 1;
      c[i] = felt ? value * projected[i] : 0;
    });
    return factors;
  }
}

/** Whether a column of the Jacobian has vanished, beside the largest that it was. */
export function isIdle(length: number, scale: number): boolean {
  return length <= Number.EPSILON * scale;
}
