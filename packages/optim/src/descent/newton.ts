import type { Point, Problem } from '../minimize/method.js';
import { dot, maxAbs, norm } from '../vector.js';
import type { Aim, Direction, DirectionRun } from './direction.js';
import { firstTrial } from './firstTrial.js';
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
  /** How far each element of the gradient may be off by rounding: that of the products of H x. */
  private readonly uncertainty: Float64Array;
  /** The gradient in the eigenbasis, and the step. */
  private readonly components: Float64Array;
  private readonly step: Float64Array;

  constructor(problem: Problem) {
    this.problem = problem;
    this.uncertainty = new Float64Array(problem.size);
    this.components = new Float64Array(problem.size);
    this.step = new Float64Array(problem.size);
  }

  aim(point: Point, radius: number, aim: Aim): void {
    const n = this.problem.size;
    const { components, step } = this;
    this.eigen ??= this.diagonalise(point);
    const { values, vectors } = this.eigen;
    for (let i = 0; i < n; i++) components[i] = dot(vectors.subarray(i * n, i * n + n), point.gradient);
    const largest = maxAbs(values);
    for (let i = 0; i < n; i++) {
      // The objective neither curves nor slopes along this direction, but for rounding: stay.
      if (!this.isIdle(i, components[i]!, largest)) continue;
      values[i] = largest;
      components[i] = 0;
    }
    // Without any curvature to tell how far, as far as one tries when nothing is known.
    const reach = largest === 0 && radius === Infinity ? firstTrial(point) * norm(point.gradient) : radius;
    trustSubproblem(values, components, reach, step);

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
      if (components[i] !== 0) decrement += components[i]! * (components[i]! / values[i]!);
    }
    aim.length = norm(step);
    aim.initial = 1;
    aim.predicted = -aim.slope - curvature / 2;
    const curvesDown = values.some(value => value < -n * Number.EPSILON * largest);
    aim.decrement = values.every(value => value > 0) ? decrement : curvesDown ? Infinity : NaN;
  }

  private diagonalise(point: Point): Eigen {
    const n = this.problem.size;
    const hessian = hessianOf(this.problem, point.x);
    for (let i = 0; i < n; i++) {
      this.uncertainty[i] = 0;
      for (let j = 0; j < n; j++) this.uncertainty[i]! += n * Number.EPSILON * Math.abs(hessian[i * n + j]! * point.x[j]!);
    }
    return symmetricEigen(hessian, n);
  }

  private isIdle(i: number, component: number, largest: number): boolean {
    const { eigen, uncertainty } = this;
    const n = uncertainty.length;
    if (Math.abs(eigen!.values[i]!) > n * Number.EPSILON * largest) return false;
    let rounding = 0;
    for (let j = 0; j < n; j++) rounding += Math.abs(eigen!.vectors[i * n + j]!) * uncertainty[j]!;
    return Math.abs(component) <= rounding;
  }

  learn(): void {
    this.eigen = undefined;
  }

  restart(): boolean {
    return false;
  }
}
