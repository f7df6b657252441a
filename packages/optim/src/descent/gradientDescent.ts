import { checkMade } from '../checks.js';
import { createPoint, swapPoints, type Advance, type Method, type MethodRun, type Point, type Problem } from '../minimize/method.js';
import type { GradientTransformation } from '../transform/gradientTransformation.js';
import { sameVector } from '../vector.js';
import { PackedUpdate, type Updates } from './packedUpdate.js';
import { SecantCurvature } from './secantCurvature.js';

/** An update of zero may be a schedule warming up; this many in a row are rounding. */
const STILL = 10;

/**
 * Follows a gradient transformation as it is, without a line search: x becomes x + update. The
 * unknowns are one flat vector to the transformation, whatever tree the objective takes.
 *
 * Convergence is judged by the curvature along the last ten steps: the decrement |g|^2 / curvature
 * against the tolerance of `minimize`. A fixed learning rate may circle a minimum without ever
 * satisfying it, or diverge; the result says so, and holds the best point seen. Where the objective
 * is not finite the search ends, since there is no step to take back.
 *
 * The transformation is compiled once for each returned method: keep it to search many times.
 */
export function gradientDescent(transform: GradientTransformation): Method {
  checkMade('the transformation', transform, ['init', 'update'], 'adam()');
  const update = new PackedUpdate(transform);
  return { name: 'gradient descent', start: (problem, point) => new GradientDescent(problem, update.start(point.x)) };
}

class GradientDescent implements MethodRun {
  private readonly problem: Problem;
  private readonly updates: Updates;
  private readonly trial: Point;
  private readonly curvature = new SecantCurvature();
  private still = 0;

  constructor(problem: Problem, updates: Updates) {
    this.problem = problem;
    this.updates = updates;
    this.trial = createPoint(problem.size);
  }

  measure(point: Point): number {
    return this.curvature.decrement(point);
  }

  advance(point: Point): Advance {
    const { trial } = this;
    const x = this.updates.next(point.gradient);
    if (sameVector(x, point.x)) return ++this.still < STILL ? 'moved' : 'precision';
    this.still = 0;
    trial.x.set(x);
    trial.value = this.problem.valueAndGrad(trial.x, trial.gradient);
    if (Number.isNaN(trial.value)) return 'nonfinite';
    this.curvature.learn(point, trial);
    swapPoints(point, trial);
    return 'moved';
  }

  restart(): boolean {
    return false;
  }
}
