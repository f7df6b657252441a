import type { Aim } from '../descent/direction.js';
import type { Point, Problem } from '../minimize/method.js';
import { along, dot, maxAbs } from '../vector.js';

/** How far a value may be off by rounding alone, relative to it. */
export const ROUNDING: number = 64 * Number.EPSILON;

/**
 * The objective along a step, phi(t) = f(x + t step), for line searches. `at` evaluates a multiple
 * of the step, leaving the point in `to`, and `value` and `slope` say what was found.
 */
export class Ray {
  /** phi(0) and phi'(0). */
  startValue: number = NaN;
  startSlope: number = NaN;
  /** The multiple evaluated last, phi and phi' there; both NaN where the objective is not finite. */
  t: number = 0;
  value: number = NaN;
  slope: number = NaN;
  /** A value up to here is as low as the lowest start so far, for all that rounding lets us tell. */
  ceiling: number = Infinity;
  /** phi'' as the shortest trial that moved measured it. */
  curvature: number = NaN;
  evaluations: number = 0;
  private lowest = Infinity;
  private shortest = Infinity;
  private readonly problem: Problem;
  private from!: Point;
  private to!: Point;
  private step!: Float64Array;

  constructor(problem: Problem) {
    this.problem = problem;
  }

  begin(from: Point, aim: Aim, to: Point): void {
    this.from = from;
    this.to = to;
    this.step = aim.step;
    this.startValue = from.value;
    this.startSlope = aim.slope;
    this.lowest = Math.min(this.lowest, from.value);
    this.ceiling = this.lowest + ROUNDING * Math.abs(from.value);
    this.curvature = NaN;
    this.shortest = Infinity;
    this.evaluations = 0;
  }

  /** Multiples closer than this are the same point. */
  get resolution(): number {
    return (Number.EPSILON * maxAbs(this.from.x)) / maxAbs(this.step);
  }

  at(t: number): void {
    const { from, to, step } = this;
    along(from.x, t, step, to.x);
    this.evaluations++;
    this.t = t;
    this.value = to.value = this.problem.valueAndGrad(to.x, to.gradient);
    this.slope = Number.isNaN(this.value) ? NaN : dot(to.gradient, step);
    // The slope is the same where the point is, for a step below the spacing of floating-point numbers.
    if (t < this.shortest && !Number.isNaN(this.slope) && this.slope !== this.startSlope) {
      this.shortest = t;
      this.curvature = (this.slope - this.startSlope) / t;
    }
  }

  /** Whether the last trial has phi(t) <= phi(0) + delta t phi'(0). */
  decreased(delta: number): boolean {
    return this.value <= this.startValue + delta * this.t * this.startSlope;
  }

  /**
   * Whether the last trial satisfies the approximate Wolfe conditions (Hager and Zhang 2005,
   * eq. 4.2), which test sufficient decrease on the slope and so still work where the decrease
   * itself is lost in the rounding of phi.
   */
  approximatelyWolfe(delta: number, sigma: number): boolean {
    const { startSlope, slope } = this;
    return (
      this.value <= this.ceiling && (2 * delta - 1) * startSlope >= slope && slope >= sigma * startSlope
    );
  }
}
