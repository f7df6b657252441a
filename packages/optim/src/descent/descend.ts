import { checkMade } from '../checks.js';
import type { Search, SearchRun } from '../search/search.js';
import { createPoint, swapPoints, type Advance, type Method, type MethodRun, type Point, type Problem } from '../minimize/method.js';
import { sameVector } from '../vector.js';
import type { Aim, Direction, DirectionRun } from './direction.js';

/**
 * A method made of two halves: a direction, which says where to go, and a search, which says how
 * far. Any direction goes with any search.
 *
 * @example
 * ```ts
 * import { descend, lbfgsDirection, minimize, moreThuente } from '@fermat/optim';
 *
 * const method = descend(lbfgsDirection({ memory: 5 }), moreThuente());
 * const bowl = {
 *   valueAndGrad(x: Float64Array, gradient: Float64Array) {
 *     gradient[0] = Math.sinh(x[0]!);
 *     return Math.cosh(x[0]!);
 *   },
 * };
 * if (Math.abs(minimize(bowl, [2], { method }).x[0]!) > 1e-6) throw new Error('cosh is least at 0');
 * ```
 */
export function descend(direction: Direction, search: Search): Method {
  checkMade('direction', direction, ['start'], 'lbfgsDirection()');
  checkMade('search', search, ['start'], 'hagerZhang()');
  return {
    name: `${direction.name} with ${search.name}`,
    start: (problem, point) => new Descent(problem, direction.start(problem, point), search.start(problem)),
  };
}

class Descent implements MethodRun {
  private readonly trial: Point;
  private readonly aim: Aim;
  private readonly direction: DirectionRun;
  private readonly search: SearchRun;
  private failed = false;
  /** Whether the direction is the gradient's, for want of a model. */
  private restarted = false;

  constructor(problem: Problem, direction: DirectionRun, search: SearchRun) {
    this.direction = direction;
    this.search = search;
    this.trial = createPoint(problem.size);
    this.aim = { step: new Float64Array(problem.size), length: NaN, slope: NaN, initial: 1, limit: Infinity, predicted: NaN, decrement: NaN };
  }

  measure(point: Point): number {
    const { aim, search } = this;
    if (this.failed) return this.restarted || Number.isNaN(aim.decrement) ? this.measured() : aim.decrement;
    this.direction.aim(point, search.radius, aim);
    return aim.decrement;
  }

  advance(point: Point): Advance {
    const outcome = this.search.search(point, this.aim, this.trial, this.direction);
    // A step below the spacing of floating-point numbers does not move either.
    this.failed = outcome === 'stuck' || sameVector(point.x, this.trial.x);
    if (this.failed) return 'stuck';
    this.restarted = false;
    this.direction.learn(point, this.trial);
    swapPoints(point, this.trial);
    return 'moved';
  }

  /** The decrement along the step alone, from the curvature that a failed search met there. */
  private measured(): number {
    const { curvature } = this.search;
    return curvature > 0 ? this.aim.slope ** 2 / curvature : NaN;
  }

  restart(): boolean {
    this.failed = false;
    return (this.restarted = this.direction.restart());
  }
}
