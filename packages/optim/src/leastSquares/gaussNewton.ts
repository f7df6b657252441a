import type { Aim, Direction, DirectionRun } from '../descent/direction.js';
import { trustSubproblem } from '../descent/trustSubproblem.js';
import type { Point } from '../minimize/method.js';
import { dot, norm } from '../vector.js';
import type { SumOfSquares } from './residuals.js';
import { combine, singular, type Singular } from './singular.js';

/**
 * The minimiser of |r + J p|^2 within a radius, which with a trust region is the method of Levenberg
 * and Marquardt. Lengths are measured with each unknown in units of the largest column of J that it
 * had, so that units of the unknowns do not matter.
 *
 * Its Newton decrement is the squared length of the residuals' projection on the range of J: against
 * |r|^2 it is the cosine by which r misses being orthogonal to every column.
 *
 * Source: J. J. More, "The Levenberg-Marquardt algorithm: implementation and theory" (1978).
 */
export function gaussNewtonDirection(squares: SumOfSquares): Direction {
  return { name: 'Gauss-Newton', start: problem => new GaussNewton(squares, problem.size) };
}

class GaussNewton implements DirectionRun {
  private readonly squares: SumOfSquares;
  private readonly scale: Float64Array;
  /** Of the Jacobian in scaled unknowns, with the residuals' components along U. */
  private factors: Singular | undefined;
  private readonly projected: Float64Array;
  private vanished = false;
  private readonly h: Float64Array;
  private readonly c: Float64Array;
  private readonly q: Float64Array;

  constructor(squares: SumOfSquares, size: number) {
    this.squares = squares;
    this.scale = new Float64Array(size);
    this.projected = new Float64Array(size);
    this.h = new Float64Array(size);
    this.c = new Float64Array(size);
    this.q = new Float64Array(size);
  }

  aim(point: Point, radius: number, aim: Aim): void {
    const { h, c, q, scale, projected } = this;
    const { v } = (this.factors ??= this.factorise());
    trustSubproblem(h, c, radius, q);
    aim.length = norm(q);
    combine(v, q, aim.step);
    aim.predicted = 0;
    for (let i = 0; i < q.length; i++) {
      if (scale[i]! > 0) aim.step[i]! /= scale[i]!;
      aim.predicted -= q[i]! * (c[i]! + (h[i]! * q[i]!) / 2);
    }
    aim.slope = dot(point.gradient, aim.step);
    aim.initial = 1;
    aim.decrement = this.vanished ? Infinity : dot(projected, projected);
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
    this.vanished = norms.includes(0);
    norms.forEach((length, j) => (scale[j] = Math.max(scale[j]!, length)));
    const columns = squares.columns.map((column, j) => column.map(value => (scale[j]! > 0 ? value / scale[j]! : 0)));
    const factors = singular(columns);
    const { values, u } = factors;
    const largest = Math.max(...values);
    const least = values.length * Number.EPSILON * largest;
    values.forEach((value, i) => {
      // Along a direction that no residual feels the step is zero.
      const felt = value > least;
      projected[i] = felt ? dot(u[i]!, squares.residuals) : 0;
      h[i] = felt ? value * value : largest * largest || 1;
      c[i] = felt ? value * projected[i] : 0;
    });
    return factors;
  }
}
