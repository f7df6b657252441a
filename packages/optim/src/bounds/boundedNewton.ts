import type { Aim, Direction, DirectionRun } from '../descent/direction.js';
import { hessianOf } from '../descent/hessian.js';
import type { Point, Problem } from '../minimize/method.js';
import { dot, maxAbs, norm } from '../vector.js';
import type { Box } from './box.js';
import { minimizeInBox } from './boxQuadratic.js';

/**
 * The minimiser of the second-order Taylor expansion within bounds and radius, the length of a step
 * being its largest element. `exact` forms the Hessian; else each product is one of the objective's,
 * and the minimiser is as precise as Newton's method needs to converge superlinearly.
 *
 * Source: C.-J. Lin and J. J. More, "Newton's method for large bound-constrained optimization
 * problems", SIAM J. Optim. 9 (1999).
 */
export function boundedNewtonDirection(box: Box, exact: boolean): Direction {
  return {
    name: 'Newton in a box',
    start: (problem, point) => new BoundedNewton(problem, box, exact, norm(box.freeGradient(point))),
  };
}

const EXACT = 1e-10;

class BoundedNewton implements DirectionRun {
  private readonly problem: Problem;
  private readonly box: Box;
  private readonly exact: boolean;
  private readonly startNorm: number;
  private hessian: Float64Array | undefined;

  constructor(problem: Problem, box: Box, exact: boolean, startNorm: number) {
    this.problem = problem;
    this.box = box;
    this.exact = exact;
    this.startNorm = startNorm;
  }

  aim(point: Point, radius: number, aim: Aim): void {
    const { box } = this;
    const { x, gradient } = point;
    const { step } = aim;
    const [low, high] = box.room(point, radius);
    const product = this.productAt(x);
    const precision = (!this.exact && Math.min(0.1, Math.sqrt(norm(box.freeGradient(point)) / this.startNorm))) || EXACT;
    const curvesDown = minimizeInBox({ gradient, low, high, product }, step, precision);
    aim.slope = dot(gradient, step);
    aim.length = maxAbs(step);
    aim.initial = 1;
    const image = new Float64Array(step.length);
    product(step, image);
    aim.predicted = -aim.slope - dot(step, image) / 2;
    aim.decrement = curvesDown ? Infinity : aim.length < radius ? 2 * aim.predicted : NaN;
  }

  learn(): void {
    this.hessian = undefined;
  }

  restart(): boolean {
    return false;
  }

  private productAt(x: Float64Array): (v: Float64Array, out: Float64Array) => void {
    const { problem, exact } = this;
    if (!exact) return (v, out) => problem.hvp!(x, v, out);
    const n = problem.size;
    const hessian = (this.hessian ??= hessianOf(problem, x));
    return (v, out) => {
      for (let i = 0; i < n; i++) out[i] = dot(hessian.subarray(i * n, i * n + n), v);
    };
  }
}
