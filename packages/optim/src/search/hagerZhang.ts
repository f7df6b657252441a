import type { Aim } from '../descent/direction.js';
import type { Point, Problem } from '../minimize/method.js';
import type { Trial } from './interpolate.js';
import { Ray } from './ray.js';
import type { Search, SearchOutcome, SearchRun } from './search.js';
import { readWolfeOptions, type WolfeOptions } from './wolfeOptions.js';

export interface HagerZhangOptions {
  /** Sufficient decrease, 0 < delta < 1/2; 0.1 by default. */
  readonly delta?: number;
  /** Slope that is flat enough, delta <= sigma < 1; 0.9 by default. */
  readonly sigma?: number;
  /** Trials before giving up; 50 by default. */
  readonly maxEvaluations?: number;
}

/**
 * The line search of Hager and Zhang: brackets a point that satisfies the Wolfe conditions or, near
 * a minimum, the approximate ones, and closes in with the double secant step. A trial where the
 * objective is not finite counts as too far.
 *
 * Source: W. W. Hager and H. Zhang, "A new conjugate gradient method with guaranteed descent and an
 * efficient line search", SIAM J. Optim. 16 (2005), section 4; the names L0-L3, U0-U3, B1-B3 and
 * S1-S4 are theirs.
 */
export function hagerZhang(options: HagerZhangOptions = {}): Search {
  const limits = readWolfeOptions('hagerZhang', options, 0.1);
  return { name: 'Hager-Zhang', start: problem => new HagerZhang(problem, limits) };
}

/** Growth of the bracket (B3). */
const EXPANSION = 5;
/** How much of the interval a round of secant steps must remove (L2). */
const SHRINKAGE = 0.66;
/** How far to step back from a point without a finite value. */
const RETREAT = 0.1;

class HagerZhang implements SearchRun {
  readonly radius: number = Infinity;
  private readonly ray: Ray;
  private readonly options: WolfeOptions;
  /** phi'(a) < 0 and phi(a) is not above phi(0), but for rounding. */
  private a: Trial = { t: 0, value: 0, slope: 0 };
  /** phi'(b) >= 0. */
  private b: Trial = { t: 0, value: 0, slope: 0 };

  constructor(problem: Problem, options: WolfeOptions) {
    this.ray = new Ray(problem);
    this.options = options;
  }

  get curvature(): number {
    return this.ray.curvature;
  }

  search(from: Point, aim: Aim, to: Point): SearchOutcome {
    const { ray } = this;
    ray.begin(from, aim, to);
    this.a = { t: 0, value: ray.startValue, slope: ray.startSlope };
    if (this.bracket(aim.initial, aim.limit)) return 'moved';
    while (!this.exhausted()) {
      if (this.narrow()) return 'moved';
    }
    return this.fallBack();
  }

  /** Evaluates a trial; true if it is acceptable (T1 or T2). */
  private tryAt(t: number): boolean {
    const { ray } = this;
    const { delta, sigma } = this.options;
    ray.at(t);
    return (ray.decreased(delta) && ray.slope >= sigma * ray.startSlope) || ray.approximatelyWolfe(delta, sigma);
  }

  private here(): Trial {
    const { t, value, slope } = this.ray;
    return { t, value, slope };
  }

  private isLow(): boolean {
    return this.ray.value <= this.ray.ceiling;
  }

  /**
   * B0-B3: grows from the first trial to an interval that satisfies (4.4). True if a trial was accepted,
   * which is one at the limit if it is lower.
   */
  private bracket(first: number, limit: number): boolean {
    let t = Math.min(first, limit);
    while (!this.spent()) {
      if (this.tryAt(t)) return true;
      if (this.ray.slope >= 0) {
        this.b = this.here();
        return false;
      }
      if (!this.isLow()) return this.bisect(t);
      if (t === limit && this.ray.value < this.ray.startValue) return true;
      this.a = this.here();
      t = Math.min(t * EXPANSION, limit);
    }
    return false;
  }

  /** U3: between a, low and falling, and a point that is high or not finite, finds one that rises. */
  private bisect(high: number): boolean {
    let end = high;
    while (!this.spent()) {
      const share = Number.isNaN(this.ray.value) ? RETREAT : 0.5;
      if (this.tryAt(this.a.t + share * (end - this.a.t))) return true;
      if (this.ray.slope >= 0) {
        this.b = this.here();
        return false;
      }
      if (this.isLow()) this.a = this.here();
      else end = this.ray.t;
      if (end - this.a.t <= this.ray.resolution) break;
    }
    this.b = { t: this.a.t, value: NaN, slope: NaN };
    return false;
  }

  /** U0-U3 for one trial: puts it in place of an end of the interval. */
  private update(t: number): boolean {
    if (!(t > this.a.t && t < this.b.t)) return false;
    if (this.tryAt(t)) return true;
    if (this.ray.slope >= 0) this.b = this.here();
    else if (this.isLow()) this.a = this.here();
    else return this.bisect(t);
    return false;
  }

  /** S1-S4, then a bisection where that removed too little (L1-L3). True if a trial was accepted. */
  private narrow(): boolean {
    const { a, b } = this;
    const width = b.t - a.t;
    const first = secant(a, b);
    if (this.update(first)) return true;
    const opposite = first === this.b.t ? secant(b, this.b) : first === this.a.t ? secant(a, this.a) : NaN;
    if (this.update(opposite)) return true;
    return this.b.t - this.a.t > SHRINKAGE * width && this.update((this.a.t + this.b.t) / 2);
  }

  private spent(): boolean {
    return this.ray.evaluations >= this.options.maxEvaluations;
  }

  private exhausted(): boolean {
    return this.spent() || !(this.b.t - this.a.t > Math.max(this.ray.resolution, Number.EPSILON * this.b.t));
  }

  /** Takes the lowest point met, if it is lower than the start. */
  private fallBack(): SearchOutcome {
    if (this.a.value < this.ray.startValue) {
      this.ray.at(this.a.t);
      return 'moved';
    }
    return 'stuck';
  }
}

function secant(a: Trial, b: Trial): number {
  return (a.t * b.slope - b.t * a.slope) / (b.slope - a.slope);
}
