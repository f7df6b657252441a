import { checkKeys, checkSize } from '../checks.js';
import type { Method, Point } from '../minimize/method.js';
import { hagerZhang } from '../search/hagerZhang.js';
import type { Search } from '../search/search.js';
import { difference, dot, norm } from '../vector.js';
import { descend } from './descend.js';
import type { Aim, Direction, DirectionRun } from './direction.js';
import { firstTrial } from './firstTrial.js';

export interface BfgsOptions {
  /** The line search; `hagerZhang()` by default. */
  readonly search?: Search;
}

/**
 * BFGS with a dense model of the inverse Hessian: fewer iterations than {@link lbfgs} on hard
 * problems of up to some hundred unknowns. Memory and work are of order n^2.
 *
 * Source: Nocedal and Wright, Numerical Optimization, 2nd edition, algorithm 6.1 and eqs. 6.17, 6.20.
 */
export function bfgs(options: BfgsOptions = {}): Method {
  checkKeys('bfgs', options, ['search']);
  const { search = hagerZhang() } = options;
  return descend(bfgsDirection(), search);
}

/** The direction of {@link bfgs}, to be combined with a search by {@link descend}. */
export function bfgsDirection(): Direction {
  return { name: 'BFGS', start: problem => new Bfgs(problem.size) };
}

/** The model of so many unknowns takes 800 MB. */
const LARGEST = 10_000;

class Bfgs implements DirectionRun {
  /** The model of the inverse Hessian, by rows; the identity times `scale` until `learned`. */
  private readonly inverse: Float64Array;
  private readonly size: number;
  private readonly s: Float64Array;
  private readonly y: Float64Array;
  private readonly hy: Float64Array;
  private scale = NaN;
  private learned = false;

  constructor(size: number) {
    checkSize('bfgs()', size, LARGEST, 'lbfgs()');
    this.size = size;
    this.inverse = new Float64Array(size * size);
    this.s = new Float64Array(size);
    this.y = new Float64Array(size);
    this.hy = new Float64Array(size);
  }

  aim(point: Point, radius: number, aim: Aim): void {
    const { gradient } = point;
    const known = !Number.isNaN(this.scale);
    this.multiply(gradient, aim.step);
    for (let i = 0; i < this.size; i++) aim.step[i] = -aim.step[i]!;
    aim.slope = dot(gradient, aim.step);
    // The model is positive definite, but for rounding.
    if (!(aim.slope < 0) && this.restart()) {
      this.aim(point, radius, aim);
      return;
    }
    aim.length = norm(aim.step);
    aim.initial = known ? 1 : firstTrial(point);
    aim.decrement = this.learned || aim.slope === 0 ? -aim.slope : NaN;
    aim.predicted = -aim.slope / 2;
  }

  learn(from: Point, to: Point): void {
    const { s, y, hy, inverse, size } = this;
    difference(to.x, from.x, s);
    difference(to.gradient, from.gradient, y);
    const sy = dot(s, y);
    const length = norm(y);
    if (!(sy > Number.EPSILON * norm(s) * length)) return;
    if (!this.learned) this.begin(sy / length / length);
    this.multiply(y, hy);
    const weight = (1 + dot(y, hy) / sy) / sy;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        inverse[i * size + j]! += weight * s[i]! * s[j]! - (hy[i]! * s[j]! + s[i]! * hy[j]!) / sy;
      }
    }
  }

  restart(): boolean {
    const had = this.learned;
    this.learned = false;
    return had;
  }

  /** Sets the model to a multiple of the identity, of the size that the first step met (6.20). */
  private begin(scale: number): void {
    this.scale = scale;
    this.learned = true;
    this.inverse.fill(0);
    for (let i = 0; i < this.size; i++) this.inverse[i * this.size + i] = scale;
  }

  private multiply(v: Float64Array, out: Float64Array): void {
    const { inverse, size, scale, learned } = this;
    if (!learned) {
      const factor = Number.isNaN(scale) ? 1 : scale;
      for (let i = 0; i < size; i++) out[i] = factor * v[i]!;
      return;
    }
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let j = 0; j < size; j++) sum += inverse[i * size + j]! * v[j]!;
      out[i] = sum;
    }
  }
}
