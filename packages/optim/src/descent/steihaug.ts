import type { Point, Problem } from '../minimize/method.js';
import { addScaled, dot, norm } from '../vector.js';
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
    step.fill(0);
    residual.set(point.gradient);
    for (let i = 0; i < d.length; i++) d[i] = -residual[i]!;
    let rr = dot(residual, residual);
    const gradientNorm = Math.sqrt(rr);
    const precision = Math.min(0.5, Math.sqrt(gradientNorm / this.startNorm)) * gradientNorm;
    aim.predicted = 0;
    let inside = true;
    for (let k = 0; k < 2 * d.length; k++) {
      problem.hvp!(point.x, d, hd);
      const curvature = dot(d, hd);
      const dd = dot(d, d);
      const alpha = rr / curvature;
      const reach = toBoundary(step, d, dd, radius);
      if (!(curvature > 0) || alpha >= reach) {
        inside = false;
        const t = reach === Infinity ? (k === 0 ? rr / Math.abs(curvature || dd) : 0) : reach;
        addScaled(step, t, d);
        aim.predicted += t * rr - (t * t * curvature) / 2;
        break;
      }
      addScaled(step, alpha, d);
      aim.predicted += (alpha * rr) / 2;
      addScaled(residual, alpha, hd);
      const next = dot(residual, residual);
      if (Math.sqrt(next) <= precision) break;
      const beta = next / rr;
      for (let i = 0; i < d.length; i++) d[i] = beta * d[i]! - residual[i]!;
      rr = next;
    }
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
  if (radius === Infinity) return Infinity;
  const pd = dot(p, d);
  const inside = radius * radius - dot(p, p);
  return inside / (pd + Math.sqrt(pd * pd + dd * inside));
}
