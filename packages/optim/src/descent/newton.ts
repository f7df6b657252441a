import type { Point, Problem } from '../minimize/method.js';
import { dot, maxAbs, norm } from '../vector.js';
import type { Aim, Direction, DirectionRun } from './direction.js';
import { hessianOf } from './hessian.js';
import { trustSubproblem } from './trustSubproblem.js';
import { symmetricEigen, type Eigen } from './symmetricEigen.js';

/**
 * The minimiser of the second-order Taylor expansion within the radius, exactly, the hard case
 * included. Takes n Hessian-vector products a point and work of order n^3.
 *
 * Source: J. J. More and D. C. Sorensen, "Computing a trust region step", SIAM J. Sci. Stat.
 * Comput. 4 (1983); solved in the eigenbasis (Nocedal and Wright, section 4.3).
 */
export function newtonDirection(): Direction {
  return { name: 'Newton', start: problem => new Newton(problem) };
}

class Newton implements DirectionRun {
  private readonly problem: Problem;
  private eigen: Eigen | undefined;
  /** The gradient in the eigenbasis, and the step. */
  private readonly components: Float64Array;
  private readonly step: Float64Array;

  constructor(problem: Problem) {
    this.problem = problem;
    this.components = new Float64Array(problem.size);
    this.step = new Float64Array(problem.size);
  }

  aim(point: Point, radius: number, aim: Aim): void {
    const n = this.problem.size;
    const { components, step } = this;
    this.eigen ??= symmetricEigen(hessianOf(this.problem, point.x), n);
    const { values, vectors } = this.eigen;
    for (let i = 0; i < n; i++) components[i] = dot(vectors.subarray(i * n, i * n + n), point.gradient);
    trustSubproblem(values, components, radius, step);

    let curvature = 0;
    let decrement = 0;
    aim.slope = 0;
    aim.step.fill(0);
    for (let i = 0; i < n; i++) {
      const part = step[i]!;
      const row = vectors.subarray(i * n, i * n + n);
      for (let j = 0; j < n; j++) aim.step[j]! += part * row[j]!;
      aim.slope += part * components[i]!;
      curvature += part * part * values[i]!;
      if (components[i] !== 0) decrement += components[i]! ** 2 / values[i]!;
    }
    aim.length = norm(step);
    aim.initial = 1;
    aim.predicted = -aim.slope - curvature / 2;
    const rounding = n * Number.EPSILON * maxAbs(values);
    const curvesDown = values.some(value => value < -rounding);
    aim.decrement = values.every(value => value > 0) ? decrement : curvesDown ? Infinity : NaN;
  }

  learn(): void {
    this.eigen = undefined;
  }

  restart(): boolean {
    return false;
  }
}
