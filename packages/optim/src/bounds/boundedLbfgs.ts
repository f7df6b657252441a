import type { Aim, Direction, DirectionRun } from '../descent/direction.js';
import { firstTrial } from '../descent/firstTrial.js';
import { Lbfgs } from '../descent/lbfgsDirection.js';
import type { Point, Problem } from '../minimize/method.js';
import { addScaled, dot, norm, scaled } from '../vector.js';
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

const BEYOND = 1 + 4 * Number.EPSILON;
/** How far the model is minimised: the share of the projected gradient that may be left. */
const PRECISION = 1e-2;

class BoundedLbfgs implements DirectionRun {
  private readonly box: Box;
  /** The model's minimiser without bounds, which is the one within them where it lies inside. */
  private readonly free: Lbfgs;
  /** B = theta I - sum a a' + sum b b', once it is needed. */
  private terms: readonly Term[] | undefined;

  constructor({ size }: Problem, box: Box, memory: number) {
    this.box = box;
    this.free = new Lbfgs(size, memory);
  }

  aim(point: Point, radius: number, aim: Aim): void {
    const { box, free } = this;
    if (free.count > 0) free.aim(point, radius, aim);
    if (free.count === 0 || !box.admits(point, aim.step)) this.aimWithin(point, aim);
    // A little too far, so that the unknown that meets its bound there is put right on it.
    aim.limit = Math.max(box.reach(point.x, aim.step), 1) * BEYOND;
  }

  learn(from: Point, to: Point): void {
    this.free.learn(from, to);
    this.terms = undefined;
  }

  restart(): boolean {
    this.terms = undefined;
    return this.free.restart();
  }

  private aimWithin(point: Point, aim: Aim): void {
    const { free, box } = this;
    const { step } = aim;
    const { gradient } = point;
    const theta = 1 / (free.gamma || firstTrial(point));
    this.terms ??= this.unroll(theta);
    const product = (v: Float64Array, out: Float64Array): void => multiply(theta, this.terms!, v, out);
    const [low, high] = box.room(point, Infinity);
    minimizeInBox({ gradient, low, high, product }, step, PRECISION);
    aim.slope = dot(gradient, step);
    aim.length = norm(step);
    aim.initial = 1;
    const image = new Float64Array(step.length);
    product(step, image);
    aim.predicted = -aim.slope - dot(step, image) / 2;
    aim.decrement = free.count > 0 || aim.length === 0 ? 2 * aim.predicted : NaN;
  }

  /** Nocedal and Wright, Numerical Optimization, 2nd edition, section 7.2, "unrolling the BFGS formula". */
  private unroll(theta: number): Term[] {
    const terms: Term[] = [];
    for (let age = this.free.count; age >= 1; age--) {
      const { s, y, sy } = this.free.pair(age);
      const a = new Float64Array(s.length);
      const b = new Float64Array(s.length);
      multiply(theta, terms, s, a);
      scaled(1 / Math.sqrt(dot(s, a)), a, a);
      scaled(1 / Math.sqrt(sy), y, b);
      terms.push({ a, b });
    }
    return terms;
  }
}

interface Term {
  readonly a: Float64Array;
  readonly b: Float64Array;
}

function multiply(theta: number, terms: readonly Term[], v: Float64Array, out: Float64Array): void {
  scaled(theta, v, out);
  for (const { a, b } of terms) {
    addScaled(out, -dot(a, v), a);
    addScaled(out, dot(b, v), b);
  }
}
