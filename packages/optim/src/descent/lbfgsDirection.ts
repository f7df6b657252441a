import { checkKeys, checkWhole } from '../checks.js';
import type { Point } from '../minimize/method.js';
import { addScaled, addScaledThenDot, dot, norm, scaled } from '../vector.js';
import type { Aim, Direction, DirectionRun } from './direction.js';
import { firstTrial } from './firstTrial.js';

export interface LbfgsDirectionOptions {
  /** How many past steps model the Hessian; 15 by default. Costs 4 memory n multiplications an iteration. */
  readonly memory?: number;
}

/** The direction of `lbfgs`, to be combined with a search by `descend`. */
export function lbfgsDirection(options: LbfgsDirectionOptions = {}): Direction {
  checkKeys('lbfgsDirection', options, ['memory']);
  const { memory = 15 } = options;
  checkWhole('memory', memory, 1);
  return { name: 'L-BFGS', start: problem => new Lbfgs(problem.size, memory) };
}

/** Sums of squares within these have all their digits. */
const [TINY, HUGE] = [1e-280, 1e280];
/** Of the first trial: five times what Hager and Zhang take saves evaluations on standard problems. */
const FIRST_SHARE = 0.05;

/** A step, the change of the gradient along it, and their product. */
export interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
  sy: number;
  alpha: number;
}

/** The last steps, and the direction by the model of the inverse Hessian that they make. */
export class Lbfgs implements DirectionRun {
  /** A ring: the newest pair is at `(next - 1) mod memory`. */
  private readonly pairs: Pair[];
  /** Filled with the newest step, and put into the ring if its curvature is positive. */
  private spare: Pair;
  /** How many pairs are known. */
  count: number = 0;
  private next = 0;
  /**
   * Scale of the initial inverse Hessian, s'y / y'y of the newest pair (Nocedal and Wright 7.20). An unknown that did not move
   * says nothing of how the others curve, and is left out of y'y.
   */
  gamma: number = NaN;

  constructor(size: number, memory: number) {
    const createPair = (): Pair => ({ s: new Float64Array(size), y: new Float64Array(size), sy: 0, alpha: 0 });
    this.pairs = Array.from({ length: memory }, createPair);
    this.spare = createPair();
  }

  aim(point: Point, radius: number, aim: Aim): void {
    const { gradient } = point;
    const { step } = aim;
    const known = !Number.isNaN(this.gamma);
    scaled(-1, gradient, step);
    if (known) this.applyInverse(step);
    aim.slope = dot(gradient, step);
    // H is positive definite, but for rounding.
    if (!(aim.slope < 0) && this.restart()) {
      this.aim(point, radius, aim);
      return;
    }
    aim.length = norm(step);
    aim.initial = known ? 1 : firstTrial(point, FIRST_SHARE);
    aim.decrement = this.count > 0 || aim.slope === 0 ? -aim.slope : NaN;
    aim.predicted = -aim.slope / 2;
  }

  learn(from: Point, to: Point): void {
    const { spare, pairs, next } = this;
    const { s, y } = spare;
    let [ss, sy, yy, moved] = [0, 0, 0, 0];
    for (let i = 0; i < s.length; i++) {
      const si = to.x[i]! - from.x[i]!;
      const yi = to.gradient[i]! - from.gradient[i]!;
      s[i] = si;
      y[i] = yi;
      ss += si * si;
      sy += si * yi;
      yy += yi * yi;
      if (si !== 0) moved += yi * yi;
    }
    spare.sy = sy;
    // Where squares overflow or underflow, the norms do not.
    const isSquarable = moved > TINY && yy < HUGE;
    const length = isSquarable ? Math.sqrt(yy) : norm(y);
    if (!(sy > Number.EPSILON * Math.sqrt(ss) * length)) return;
    this.gamma = isSquarable ? sy / moved : sy / length / length;
    this.spare = pairs[next]!;
    pairs[next] = spare;
    this.next = (next + 1) % pairs.length;
    this.count = Math.min(this.count + 1, pairs.length);
  }

  restart(): boolean {
    const learned = this.count > 0;
    this.count = 0;
    return learned;
  }

  /** The two loops over the pairs: v becomes H v, H being the model of the inverse Hessian. */
  private applyInverse(v: Float64Array): void {
    const { count, gamma } = this;
    let along = dot(this.pair(1).s, v);
    for (let age = 1; age <= count; age++) {
      const pair = this.pair(age);
      pair.alpha = along / pair.sy;
      along = addScaledThenDot(v, -pair.alpha, pair.y, age < count ? this.pair(age + 1).s : pair.y);
    }
    // Here `along` is y'v of the oldest pair, before the scaling.
    scaled(gamma, v, v);
    along *= gamma;
    for (let age = count; age >= 1; age--) {
      const pair = this.pair(age);
      const weight = pair.alpha - along / pair.sy;
      if (age > 1) along = addScaledThenDot(v, weight, pair.s, this.pair(age - 1).y);
      else addScaled(v, weight, pair.s);
    }
  }

  /** The pair of the given age, 1 for the newest. */
  pair(age: number): Pair {
    const { pairs, next } = this;
    return pairs[(next - age + pairs.length) % pairs.length]!;
  }
}
