import { firstTrial } from '../descent/firstTrial.js';
import type { Aim, Direction, DirectionRun } from '../descent/direction.js';
import type { Point, Problem } from '../minimize/method.js';
import { addScaled, difference, dot, norm, scaled } from '../vector.js';
import type { Box } from './box.js';
import { minimizeInBox } from './boxQuadratic.js';

/**
 * L-BFGS-B: the limited-memory model of the Hessian is minimised over the box, and a line search that stays inside looks
 * along that step. It has converged when the decrease that the model still sees within the bounds is within the tolerance.
 *
 * Source: R. H. Byrd, P. Lu, J. Nocedal and C. Zhu, "A limited memory algorithm for bound constrained
 * optimization", SIAM J. Sci. Comput. 16 (1995), with the subspace minimised by conjugate gradients
 * (section 5.2) that go on from face to face, so that the step is a minimiser in the box and needs no
 * truncation (J. L. Morales and J. Nocedal, ACM Trans. Math. Software 38 (2011), section 2).
 */
export function boundedLbfgsDirection(box: Box, memory: number): Direction {
  return { name: 'L-BFGS-B', start: problem => new BoundedLbfgs(problem, box, memory) };
}

interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
}

const BEYOND = 1 + 4 * Number.EPSILON;
/** How far the model is minimised: the share of the projected gradient that may be left. */
const PRECISION = 1e-2;

class BoundedLbfgs implements DirectionRun {
  private readonly size: number;
  private readonly box: Box;
  private readonly memory: number;
  /** From the oldest to the newest. */
  private pairs: Pair[] = [];
  /** B = theta I - sum a a' + sum b b'. */
  private theta = NaN;
  private terms: { readonly a: Float64Array; readonly b: Float64Array }[] = [];

  constructor({ size }: Problem, box: Box, memory: number) {
    this.size = size;
    this.box = box;
    this.memory = memory;
  }

  aim(point: Point, _radius: number, aim: Aim): void {
    const { box } = this;
    const { step } = aim;
    const { gradient } = point;
    const theta = this.theta || 1 / firstTrial(point);
    const product = (v: Float64Array, out: Float64Array): void => this.multiply(theta, v, out);
    const [low, high] = box.room(point, Infinity);
    minimizeInBox({ gradient, low, high, product }, step, PRECISION);
    aim.slope = dot(gradient, step);
    aim.length = norm(step);
    aim.initial = 1;
    // A little too far, so that the unknown that meets its bound there is put right on it.
    aim.limit = Math.max(box.reach(point.x, step), 1) * BEYOND;
    const image = new Float64Array(step.length);
    product(step, image);
    aim.predicted = -aim.slope - dot(step, image) / 2;
    aim.decrement = this.pairs.length > 0 || aim.length === 0 ? 2 * aim.predicted : NaN;
  }

  learn(from: Point, to: Point): void {
    const { size } = this;
    const s = new Float64Array(size);
    const y = new Float64Array(size);
    difference(to.x, from.x, s);
    difference(to.gradient, from.gradient, y);
    const sy = dot(s, y);
    if (!(sy > Number.EPSILON * norm(s) * norm(y))) return;
    this.pairs = [...this.pairs.slice(1 - this.memory || this.pairs.length), { s, y }];
    // A variable that did not move says nothing of how the others curve.
    this.theta = y.reduce((sum, slope, i) => sum + (s[i] === 0 ? 0 : slope * slope), 0) / sy;
    this.unroll();
  }

  restart(): boolean {
    const learned = this.pairs.length > 0;
    this.pairs = [];
    this.terms = [];
    return learned;
  }

  /** Nocedal and Wright, Numerical Optimization, 2nd edition, section 7.2, "unrolling the BFGS formula". */
  private unroll(): void {
    this.terms = [];
    for (const { s, y } of this.pairs) {
      const a = new Float64Array(s.length);
      const b = new Float64Array(s.length);
      this.multiply(this.theta, s, a);
      scaled(1 / Math.sqrt(dot(s, a)), a, a);
      scaled(1 / Math.sqrt(dot(s, y)), y, b);
      this.terms.push({ a, b });
    }
  }

  private multiply(theta: number, v: Float64Array, out: Float64Array): void {
    scaled(theta, v, out);
    for (const { a, b } of this.terms) {
      addScaled(out, -dot(a, v), a);
      addScaled(out, dot(b, v), b);
    }
  }
}
