import type { Point } from '../minimize/method.js';

const WINDOW = 10;
/** A change of slope below this share of the slopes is taken for rounding. */
const RESOLVED = 100 * Number.EPSILON;

/**
 * The Newton decrement for methods without a model of the Hessian. It takes the Hessian to be a
 * multiple of the identity: the smallest curvature s'y / s's met along the last ten steps s, y being
 * the change of the gradient. One step with negative or unresolved curvature makes it unknown for
 * the next ten.
 *
 * The smallest curvature gives the largest decrement, and after ten small steps along a valley it is
 * the valley's own: the estimate errs towards going on. It scales as the true decrement does when x
 * or f is rescaled.
 */
export class SecantCurvature {
  private readonly inverses = new Float64Array(WINDOW).fill(NaN);
  private count = 0;

  learn(from: Point, to: Point): void {
    let ss = 0;
    let sy = 0;
    let slopes = 0;
    for (let i = 0; i < from.x.length; i++) {
      const s = to.x[i]! - from.x[i]!;
      const y = to.gradient[i]! - from.gradient[i]!;
      ss += s * s;
      sy += s * y;
      slopes += Math.abs(s) * (Math.abs(to.gradient[i]!) + Math.abs(from.gradient[i]!));
    }
    this.inverses[this.count++ % WINDOW] = sy > RESOLVED * slopes ? ss / sy : NaN;
  }

  /** g'g divided by the smallest curvature; NaN if that is unknown. */
  decrement({ gradient }: Point): number {
    let largest = 0;
    for (let i = 0; i < WINDOW; i++) largest = Math.max(largest, this.inverses[i]!);
    let gg = 0;
    for (let i = 0; i < gradient.length; i++) gg += gradient[i]! * gradient[i]!;
    return gg * largest;
  }
}
