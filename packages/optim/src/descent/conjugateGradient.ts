import { checkKeys, checkPositive } from '../checks.js';
import type { Method, Point } from '../minimize/method.js';
import { hagerZhang } from '../search/hagerZhang.js';
import type { Search } from '../search/search.js';
import { addScaled, difference, dot, norm, scaled } from '../vector.js';
import { descend } from './descend.js';
import type { Aim, Direction, DirectionRun } from './direction.js';
import { firstTrial } from './firstTrial.js';
import { SecantCurvature } from './secantCurvature.js';

export interface ConjugateGradientDirectionOptions {
  /** The conjugacy factor is at least eta times g'd / d'd of the step before; 0.4 by default. */
  readonly eta?: number;
}

export interface ConjugateGradientOptions extends ConjugateGradientDirectionOptions {
  /** The line search; `hagerZhang({ sigma: 0.1 })` by default, as conjugacy wants it close. */
  readonly search?: Search;
}

/**
 * Nonlinear conjugate gradients in the form of Hager and Zhang (CG_DESCENT): three vectors of
 * memory, for problems so large that even {@link lbfgs} is too much.
 *
 * Convergence is judged as in {@link gradientDescent}, by the smallest curvature of the last ten steps.
 *
 * Source: W. W. Hager and H. Zhang, "A new conjugate gradient method with guaranteed descent and an
 * efficient line search", SIAM J. Optim. 16 (2005), eq. 1.3, with the lower bound of "The limited
 * memory conjugate gradient method", SIAM J. Optim. 23 (2013), which scales as f and x do.
 */
export function conjugateGradient(options: ConjugateGradientOptions = {}): Method {
  checkKeys('conjugateGradient', options, ['eta', 'search']);
  const { search = hagerZhang({ sigma: 0.1 }), ...rest } = options;
  return descend(conjugateGradientDirection(rest), search);
}

/** The direction of {@link conjugateGradient}, to be combined with a search by {@link descend}. */
export function conjugateGradientDirection(options: ConjugateGradientDirectionOptions = {}): Direction {
  checkKeys('conjugateGradientDirection', options, ['eta']);
  const { eta = 0.4 } = options;
  checkPositive('eta', eta);
  return { name: 'conjugate gradients', start: problem => new ConjugateGradient(problem.size, eta) };
}

class ConjugateGradient implements DirectionRun {
  /** The last direction; then, while learning, the change of the gradient and of x. */
  private readonly d: Float64Array;
  private readonly y: Float64Array;
  private readonly eta: number;
  private readonly curvature = new SecantCurvature();
  private beta = 0;
  /** d'd / d'Hd along the last direction. */
  private inverseCurvature = NaN;

  constructor(size: number, eta: number) {
    this.eta = eta;
    this.d = new Float64Array(size);
    this.y = new Float64Array(size);
  }

  aim(point: Point, _radius: number, aim: Aim): void {
    const { gradient } = point;
    const { step } = aim;
    scaled(-1, gradient, step);
    if (this.beta !== 0) addScaled(step, this.beta, this.d);
    aim.slope = dot(gradient, step);
    if (!(aim.slope < 0)) {
      this.beta = 0;
      scaled(-1, gradient, step);
      aim.slope = -dot(gradient, gradient);
    }
    this.d.set(step);
    aim.length = norm(step);
    aim.initial = this.inverseCurvature > 0 ? (-aim.slope / dot(step, step)) * this.inverseCurvature : firstTrial(point);
    aim.decrement = this.curvature.decrement(point);
    aim.predicted = -aim.slope / 2;
  }

  learn(from: Point, to: Point): void {
    const { d, y } = this;
    this.curvature.learn(from, to);
    difference(to.gradient, from.gradient, y);
    const dd = dot(d, d);
    const dy = dot(d, y);
    this.beta = 0;
    this.inverseCurvature = NaN;
    if (!(dy > 0)) return;
    const beta = (dot(y, to.gradient) - 2 * (dot(y, y) / dy) * dot(d, to.gradient)) / dy;
    this.beta = Math.max(beta, (this.eta * dot(d, from.gradient)) / dd);
    difference(to.x, from.x, y);
    this.inverseCurvature = dot(y, d) / dy;
  }

  restart(): boolean {
    const had = this.beta !== 0;
    this.beta = 0;
    return had;
  }
}
