import type { Point, Problem } from '../minimize/method.js';
import { addScaled, dot, norm, scaled } from '../vector.js';
import type { Aim, Direction, DirectionRun } from './direction.js';

/**
 * An approximate minimiser of the second-order Taylor expansion within the radius, by conjugate
 * gradients that stop at the boundary, at negative curvature, or when precise enough for Newton's
 * method to converge superlinearly. Takes a few Hessian-vector products a point and no matrix.
 *
 * Source: T. Steihaug, "The conjugate gradient method and trust regions in large scale
 * optimization", SIAM J. Numer. Anal. 20 (1983); Nocedal and Wright, algorithm 7.2.
 */
export function steihaugDirection(): Direction {
  return { name: 'Newton-CG', start: (problem, point) => new Steihaug(problem, norm(point.gradient)) };
}

class Steihaug implements DirectionRun {
  private readonly problem: Problem;
  private readonly startNorm: number;
  private readonly residual: Float64Array;
  private readonly d: Float64Array;
  private readonly hd: Float64Array;

  constructor(problem: Problem, startNorm: number) {
    this.problem = problem;
    this.startNorm = startNorm;
    this.residual = new Float64Array(problem.size);
    this.d = new Float64Array(problem.size);
    this.hd = new Float64Array(problem.size);
  }

  aim(point: Point, radius: number, aim: Aim): void {
    const { residual, d, hd, problem } = this;
    const { step } = aim;
    // In units of the gradient's length, whose square may underflow.
    const unit = norm(point.gradient) || 1;
    step.fill(0);
    scaled(1 / unit, point.gradient, residual);
    scaled(-1, residual, d);
    let rr = dot(residual, residual);
    const precision = Math.min(0.5, Math.sqrt(unit / this.startNorm));
    let predicted = 0;
    let inside = true;
    for (let k = 0; k < 2 * d.length; k++) {
      problem.hvp!(point.x, d, hd);
      const curvature = dot(d, hd);
      const dd = dot(d, d);
      const alpha = rr / curvature;
      const reach = toBoundary(step, d, dd, radius / unit);
      if (!(curvature > 0) || alpha >= reach) {
        inside = false;
        const t = reach === Infinity ? (k === 0 ? rr / Math.abs(curvature || dd) : 0) : reach;
        addScaled(step, t, d);
        predicted += t * rr - (t * t * curvature) / 2;
        break;
      }
      addScaled(step, alpha, d);
      predicted += (alpha * rr) / 2;
      addScaled(residual, alpha, hd);
      const next = dot(residual, residual);
      if (Math.sqrt(next) <= precision) break;
      const beta = next / rr;
      for (let i = 0; i < d.length; i++) d[i] = beta * d[i]! - residual[i]!;
      rr = next;
    }
    scaled(unit, step, step);
    aim.predicted = predicted * unit * unit;
    aim.slope = dot(point.gradient, step);
    aim.length = norm(step);
    aim.initial = 1;
    aim.decrement = inside ? -aim.slope : NaN;
  }

  learn(): void {}

  restart(): boolean {
    return false;
  }
}

/** The t > 0 at which |p + t d| is the radius. */
function toBoundary(p: Float64Array, d: Float64Array, dd: number, radius: number): number {
  const inside = radius * radius - dot(p, p);
  if (inside === Infinity) return Infinity;
  const pd = dot(p, d);
  return inside / (pd + Math.sqrt(pd * pd + dd * inside));
}
