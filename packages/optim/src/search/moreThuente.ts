import type { Aim } from '../descent/direction.js';
import type { Point, Problem } from '../minimize/method.js';
import { interpolate, type Bracket, type Trial } from './interpolate.js';
import { Ray, ROUNDING } from './ray.js';
import type { Search, SearchOutcome, SearchRun } from './search.js';
import { readWolfeOptions, type WolfeOptions } from './wolfeOptions.js';

export interface MoreThuenteOptions {
  /** Sufficient decrease, 0 < delta < 1/2; 1e-4 by default. */
  readonly delta?: number;
  /** Bound on the slope's magnitude, delta < sigma < 1; 0.9 by default. */
  readonly sigma?: number;
  /** Trials before giving up; 50 by default. */
  readonly maxEvaluations?: number;
}

/**
 * The line search of More and Thuente: finds a point that satisfies the strong Wolfe conditions by
 * safeguarded cubic and quadratic interpolation. Where rounding hides the decrease, the approximate
 * Wolfe conditions count as well. A trial where the objective is not finite is too far.
 *
 * Source: J. J. More and D. J. Thuente, "Line search algorithms with guaranteed sufficient
 * decrease", ACM Trans. Math. Software 20 (1994), sections 2 to 4.
 */
export function moreThuente(options: MoreThuenteOptions = {}): Search {
  const limits = readWolfeOptions('moreThuente', options, 1e-4);
  return { name: 'More-Thuente', start: problem => new MoreThuente(problem, limits) };
}

/** While nothing brackets the minimum, the next trial is this many last moves further (section 4). */
const SHORTEST_STRIDE = 1.1;
const LONGEST_STRIDE = 4;
/** The interval must shrink to this share every two trials. */
const SHRINKAGE = 0.66;
/** How far to step back from a point without a finite value. */
const RETREAT = 0.1;

class MoreThuente implements SearchRun {
  readonly radius: number = Infinity;
  private readonly ray: Ray;
  private readonly options: WolfeOptions;

  constructor(problem: Problem, options: WolfeOptions) {
    this.ray = new Ray(problem);
    this.options = options;
  }

  get curvature(): number {
    return this.ray.curvature;
  }

  search(from: Point, aim: Aim, to: Point): SearchOutcome {
    const { ray } = this;
    const { maxEvaluations } = this.options;
    ray.begin(from, aim, to);
    const start: Trial = { t: 0, value: ray.startValue, slope: ray.startSlope };
    const bracket: Bracket = { best: start, other: start, closed: false };
    let t = Math.min(aim.initial, aim.limit);
    let wall = Infinity;
    let widths: readonly [number, number] = [Infinity, Infinity];
    let auxiliary = true;
    while (ray.evaluations < maxEvaluations) {
      ray.at(t);
      if (this.accepts()) return 'moved';
      if (t === aim.limit && ray.slope < 0 && ray.decreased(this.options.delta)) return 'moved';
      if (Number.isNaN(ray.value)) {
        wall = t;
        t = bracket.best.t + RETREAT * (t - bracket.best.t);
        if (wall - bracket.best.t <= ray.resolution) break;
        continue;
      }
      auxiliary &&= !(ray.decreased(this.options.delta) && ray.slope >= 0);
      t = this.refine(bracket, auxiliary);
      if (bracket.closed) {
        const width = Math.abs(bracket.other.t - bracket.best.t);
        if (width <= Math.max(ray.resolution, Number.EPSILON * bracket.best.t)) break;
        if (width >= SHRINKAGE * widths[0]) t = (bracket.best.t + bracket.other.t) / 2;
        widths = [widths[1], width];
      }
      if (t >= wall) t = (ray.t + wall) / 2;
      t = Math.min(t, aim.limit);
    }
    return this.settle(bracket.best);
  }

  private accepts(): boolean {
    const { ray } = this;
    const { delta, sigma } = this.options;
    if (!(Math.abs(ray.slope) <= -sigma * ray.startSlope)) return false;
    return ray.decreased(delta) || (isLevel(ray) && ray.approximatelyWolfe(delta, sigma));
  }

  /**
   * Takes the last trial into the bracket and returns the next one. The search is for a minimum of
   * psi(t) = phi(t) - phi(0) - delta t phi'(0) until a point with psi <= 0 and phi' >= 0 is known.
   */
  private refine(bracket: Bracket, auxiliary: boolean): number {
    const { ray } = this;
    const last: Trial = { t: ray.t, value: ray.value, slope: ray.slope };
    const [least, most] = bracket.closed
      ? [Math.min(bracket.best.t, bracket.other.t), Math.max(bracket.best.t, bracket.other.t)]
      : [ray.t + SHORTEST_STRIDE * (ray.t - bracket.best.t), ray.t + LONGEST_STRIDE * (ray.t - bracket.best.t)];
    const tilt = auxiliary && last.value <= bracket.best.value && !ray.decreased(this.options.delta);
    return interpolate(bracket, last, least, most, tilt ? this.options.delta * ray.startSlope : 0);
  }

  private settle(best: Trial): SearchOutcome {
    if (!(best.value < this.ray.startValue)) return 'stuck';
    if (best.t !== this.ray.t) this.ray.at(best.t);
    return 'moved';
  }
}

/** Whether phi(t) and phi(0) differ by no more than rounding may. */
function isLevel({ value, startValue }: Ray): boolean {
  return Math.abs(value - startValue) <= ROUNDING * Math.abs(startValue);
}
