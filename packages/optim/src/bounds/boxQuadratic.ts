import { addScaled, dot, norm } from '../vector.js';

/** A quadratic g'd + d'B d / 2 over the box low <= d <= high, which holds zero. */
export interface BoxQuadratic {
  readonly gradient: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Writes B v into `out`. */
  product(v: Float64Array, out: Float64Array): void;
}

/** Sufficient decrease of a projected step, as a share of the linear model's. */
const ARMIJO = 0.1;
/** How much conjugate gradients have to reduce the gradient before the free variables are chosen anew. */
const REDUCTION = 0.01;
/** Rounds without progress before rounding counts as the end. */
const PATIENCE = 2;

/**
 * Minimises a quadratic over a box into `d`, until the projected gradient is `precision` of what it was
 * at zero. Returns whether the quadratic was seen to curve downwards; `d` follows it to the boundary.
 *
 * Steps along the projected gradient, which take up and let go of any number of bounds, alternate with
 * conjugate gradients among the variables that are free.
 *
 * Source: J. J. More and G. Toraldo, "On the solution of large quadratic programming problems with
 * bound constraints", SIAM J. Optim. 1 (1991), algorithm GPCG.
 */
export function minimizeInBox({ gradient, low, high, product }: BoxQuadratic, d: Float64Array, precision: number): boolean {
  const n = d.length;
  const r = gradient.slice();
  const isFree = new Uint8Array(n);
  const v = new Float64Array(n);
  const bv = new Float64Array(n);
  const moved = new Float64Array(n);
  d.fill(0);
  let value = 0;
  let curvesDown = false;

  const clamp = (i: number, x: number): number => Math.min(Math.max(x, low[i]!), high[i]!);
  /** The multiples of v at which the first and the last bound in its way is met. */
  const bounds = (): readonly [number, number] => {
    let [first, last] = [Infinity, 0];
    for (let i = 0; i < n; i++) {
      if (v[i] === 0) continue;
      const t = Math.max(((v[i]! > 0 ? high[i]! : low[i]!) - d[i]!) / v[i]!, 0);
      first = Math.min(first, t);
      if (t < Infinity) last = Math.max(last, t);
    }
    return [first, last];
  };
  const move = (t: number, step: Float64Array, curvature: number): void => {
    value += t * dot(r, step) + (t * t * curvature) / 2;
    for (let i = 0; i < n; i++) d[i] = clamp(i, d[i]! + t * step[i]!);
    addScaled(r, t, bv);
  };
  const project = (longest: number): boolean => {
    for (let t = longest; ; t /= 4) {
      for (let i = 0; i < n; i++) moved[i] = clamp(i, d[i]! + t * v[i]!) - d[i]!;
      const slope = dot(r, moved);
      if (!(slope < 0)) return false;
      product(moved, bv);
      const curvature = dot(moved, bv);
      if (slope + curvature / 2 > ARMIJO * slope) continue;
      move(1, moved, curvature);
      return true;
    }
  };

  let start = 0;
  let least = Infinity;
  let lowest = Infinity;
  let stalled = 0;
  for (let round = 0; round < 10 + 3 * n; round++) {
    for (let i = 0; i < n; i++) {
      isFree[i] = Number(r[i]! > 0 ? d[i]! > low[i]! : d[i]! < high[i]!);
      v[i] = isFree[i] ? -r[i]! : 0;
    }
    const size = norm(v);
    start ||= size;
    // Near the end rounding hides the fall of the value, and only the gradient shows progress.
    stalled = value < lowest - Number.EPSILON * Math.abs(value) || size < least / 2 ? 0 : stalled + 1;
    if (size <= precision * start || stalled > PATIENCE) break;
    least = Math.min(least, size);
    lowest = Math.min(lowest, value);
    const goal = Math.max(precision * start, REDUCTION * size);
    let rr = size * size;
    for (let k = 0; k <= 2 * n; k++) {
      product(v, bv);
      const curvature = dot(v, bv);
      const t = curvature > 0 ? rr / curvature : Infinity;
      const [first, last] = bounds();
      if (t > first || t === Infinity) {
        curvesDown ||= curvature < 0;
        if (first === Infinity) {
          // Nothing ends this way: as far as the size of the curvature suggests.
          move(rr / Math.abs(curvature || dot(v, v)), v, curvature);
          return curvesDown;
        }
        if (k > 0 || !project(Math.min(t, last))) {
          product(v, bv);
          move(first, v, curvature);
        }
        break;
      }
      move(t, v, curvature);
      let next = 0;
      for (let i = 0; i < n; i++) next += isFree[i]! * r[i]! * r[i]!;
      if (Math.sqrt(next) <= goal) break;
      for (let i = 0; i < n; i++) v[i] = isFree[i]! * ((next / rr) * v[i]! - r[i]!);
      rr = next;
    }
  }
  return curvesDown;
}
