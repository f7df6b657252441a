import type { Point } from '../minimize/method.js';

/** A value this close to a bound, relative to it, is the bound. */
const SAME = 4 * Number.EPSILON;
const ROUNDING = 10 * Number.EPSILON;

/** Bounds of every unknown, plus or minus Infinity where there is none. */
export class Box {
  readonly lower: Float64Array;
  readonly upper: Float64Array;

  constructor(lower: Float64Array, upper: Float64Array) {
    this.lower = lower;
    this.upper = upper;
  }

  /** Moves x to the nearest point of the box, in place, and says whether it was outside. */
  confine(x: Float64Array): boolean {
    const { lower, upper } = this;
    let outside = false;
    for (let i = 0; i < x.length; i++) {
      const [value, low, high] = [x[i]!, lower[i]!, upper[i]!];
      if (value < low || value > high) outside = true;
      if (value <= low + SAME * Math.abs(low)) x[i] = low;
      else if (value >= high - SAME * Math.abs(high)) x[i] = high;
    }
    return outside;
  }

  /** Whether a bound holds an unknown: what f would gain on the way there is lost in its rounding. */
  private holds({ x, gradient, value }: Point, i: number): boolean {
    const slope = gradient[i]!;
    return slope * (x[i]! - (slope > 0 ? this.lower : this.upper)[i]!) <= ROUNDING * Math.abs(value);
  }

  /** The gradient without the parts that a bound holds, written into `out`. */
  freeGradient(point: Point, out: Float64Array = new Float64Array(point.x.length)): Float64Array {
    for (let i = 0; i < out.length; i++) out[i] = this.holds(point, i) ? 0 : point.gradient[i]!;
    return out;
  }

  /** The least and the largest step from a point, at most as long as the radius in each element. */
  room(point: Point, radius: number): readonly [Float64Array, Float64Array] {
    const room = (bounds: Float64Array, side: number): Float64Array =>
      bounds.map((bound, i) => {
        const held = side * point.gradient[i]! < 0 && this.holds(point, i);
        return held ? 0 : side * Math.min(side * (bound - point.x[i]!), radius);
      });
    return [room(this.lower, -1), room(this.upper, 1)];
  }

  /** Whether a step from a point stays within its {@link room}. */
  admits(point: Point, step: Float64Array): boolean {
    const { x, gradient } = point;
    for (let i = 0; i < step.length; i++) {
      const s = step[i]!;
      if (s === 0) continue;
      const end = x[i]! + s;
      if (end < this.lower[i]! || end > this.upper[i]! || (s * gradient[i]! < 0 && this.holds(point, i))) return false;
    }
    return true;
  }

  /** The largest multiple of a step from x that stays inside. */
  reach(x: Float64Array, step: Float64Array): number {
    let t = Infinity;
    for (let i = 0; i < x.length; i++) {
      const s = step[i]!;
      if (s !== 0) t = Math.min(t, ((s > 0 ? this.upper[i]! : this.lower[i]!) - x[i]!) / s);
    }
    return t;
  }
}
