import { boundedLbfgsDirection } from '../bounds/boundedLbfgs.js';
import { readBounds } from '../bounds/bounds.js';
import type { Method, Point } from '../minimize/method.js';
import { invalidOption } from '../errors.js';
import { hagerZhang } from '../search/hagerZhang.js';
import type { Search } from '../search/search.js';
import { addScaled, addScaledThenDot, difference, dot, norm, scaled } from '../vector.js';
import { descend } from './descend.js';
import type { Aim, Direction, DirectionRun } from './direction.js';
import { firstTrial } from './firstTrial.js';

export interface LbfgsDirectionOptions {
  /** How many past steps model the Hessian; 15 by default. Costs 4 memory n multiplications an iteration. */
  readonly memory?: number;
}

export interface LbfgsOptions extends LbfgsDirectionOptions {
  /** The line search; `hagerZhang()` by default. */
  readonly search?: Search;
}

/**
 * Limited-memory BFGS: the method to begin with, for two unknowns or a million, and with bounds
 * (L-BFGS-B). Needs gradients only; converges superlinearly on small problems, with memory and work
 * of order n.
 *
 * Source: J. Nocedal, "Updating quasi-Newton matrices with limited storage", Math. Comp. 35 (1980);
 * Nocedal and Wright, Numerical Optimization, 2nd edition, algorithms 7.4 and 7.5; with bounds, Byrd,
 * Lu, Nocedal and Zhu, SIAM J. Sci. Comput. 16 (1995).
 *
 * @example
 * ```ts
 * import { add, square, sub, type Tensor } from '@fermat/autodiff';
 * import { lbfgs, minimize } from '@fermat/optim';
 *
 * const rosenbrock = ([x, y]: [Tensor, Tensor]) => add(square(sub(1, x)), square(sub(y, square(x))).mul(100));
 *
 * const { x, converged } = minimize(rosenbrock, [-1.2, 1], { method: lbfgs(), bounds: [[-2, 0.5], null] });
 * console.log(x, converged); // [0.500, 0.250] true
 * ```
 */
export function lbfgs({ memory = 15, search = hagerZhang() }: LbfgsOptions = {}): Method {
  const free = lbfgsDirection({ memory });
  return {
    ...descend(free, search),
    readBounds,
    start: (problem, point) => descend(problem.box ? boundedLbfgsDirection(problem.box, memory) : free, search).start(problem, point),
  };
}

/** The direction of {@link lbfgs}, to be combined with a search by {@link descend}. */
export function lbfgsDirection({ memory = 15 }: LbfgsDirectionOptions = {}): Direction {
  checkMemory(memory);
  return { name: 'L-BFGS', start: problem => new Lbfgs(problem.size, memory) };
}

function checkMemory(memory: number): void {
  if (!(Number.isInteger(memory) && memory >= 1)) throw invalidOption('memory', memory, 'a whole number of at least 1');
}

/** Of the first trial: five times what Hager and Zhang take saves evaluations on standard problems. */
const FIRST_SHARE = 0.05;

interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
  sy: number;
  alpha: number;
}

class Lbfgs implements DirectionRun {
  /** A ring: the newest pair is at `(next - 1) mod memory`. */
  private readonly pairs: Pair[];
  /** Filled with the newest step, and put into the ring if its curvature is positive. */
  private spare: Pair;
  private count = 0;
  private next = 0;
  /** Scale of the initial inverse Hessian, s'y / y'y of the newest pair (Nocedal and Wright 7.20). */
  private gamma = NaN;

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
    aim.decrement = this.count > 0 ? -aim.slope : NaN;
    aim.predicted = -aim.slope / 2;
  }

  learn(from: Point, to: Point): void {
    const { spare, pairs, next } = this;
    const { s, y } = spare;
    difference(to.x, from.x, s);
    difference(to.gradient, from.gradient, y);
    spare.sy = dot(s, y);
    if (!(spare.sy > Number.EPSILON * norm(s) * norm(y))) return;
    this.gamma = spare.sy / dot(y, y);
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
  private pair(age: number): Pair {
    const { pairs, next } = this;
    return pairs[(next - age + pairs.length) % pairs.length]!;
  }
}
