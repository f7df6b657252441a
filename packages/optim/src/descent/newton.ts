import type { Point, Problem } from '../minimize/method.js';
import { dot } from '../vector.js';
import type { Aim, Direction, DirectionRun } from './direction.js';
import { hessianOf } from './hessian.js';
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
    subproblem(values, components, radius, step);

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
    aim.initial = 1;
    aim.predicted = -aim.slope - curvature / 2;
    aim.decrement = values.every(value => value > 0) ? decrement : values.some(value => value < 0) ? Infinity : NaN;
  }

  learn(): void {
    this.eigen = undefined;
  }

  restart(): boolean {
    return false;
  }
}

/**
 * Writes the minimiser of sum c_i p_i + h_i p_i^2 / 2 over |p| <= radius into `p`. An infinite
 * radius gives the Newton step where all h are positive, else the step that |h| gives.
 */
function subproblem(h: Float64Array, c: Float64Array, radius: number, p: Float64Array): void {
  const n = h.length;
  let lowest = Infinity;
  let largest = 0;
  for (let i = 0; i < n; i++) {
    lowest = Math.min(lowest, h[i]!);
    largest = Math.max(largest, Math.abs(h[i]!));
  }
  if (radius === Infinity || lowest > 0) {
    const floor = radius === Infinity ? Number.EPSILON * largest : 0;
    for (let i = 0; i < n; i++) p[i] = -c[i]! / Math.max(Math.abs(h[i]!), floor);
    if (radius === Infinity || Math.hypot(...p) <= radius) return;
  }
  const shift = boundaryShift(h, c, radius, Math.max(0, -lowest));
  let squares = 0;
  let flattest = 0;
  for (let i = 0; i < n; i++) {
    const denominator = h[i]! + shift;
    p[i] = denominator > 0 ? -c[i]! / denominator : 0;
    squares += p[i]! ** 2;
    if (h[i]! < h[flattest]!) flattest = i;
  }
  // The hard case: nothing pulls along the flattest direction, which reaches the boundary.
  const missing = radius * radius - squares;
  if (missing > 1e-12 * radius * radius) p[flattest] = (Math.sign(-c[flattest]!) || 1) * Math.sqrt(missing + p[flattest]! ** 2);
}

/** The multiplier s >= least at which |c / (h + s)| equals the radius, by bisection safeguarding Newton on 1/|p|. */
function boundaryShift(h: Float64Array, c: Float64Array, radius: number, least: number): number {
  let low = least;
  let high = least + Math.hypot(...c) / radius;
  let shift = high;
  for (let iteration = 0; iteration < 100; iteration++) {
    let squares = 0;
    let slope = 0;
    for (let i = 0; i < h.length; i++) {
      if (c[i] === 0) continue;
      const q = c[i]! / (h[i]! + shift);
      squares += q * q;
      slope += (q * q) / (h[i]! + shift);
    }
    const length = Math.sqrt(squares);
    if (Math.abs(length - radius) <= 1e-10 * radius) return shift;
    if (length > radius) low = shift;
    else high = shift;
    if (high - low <= Number.EPSILON * high) return high;
    const newton = shift + ((length - radius) / radius) * (squares / slope);
    shift = newton > low && newton < high ? newton : (low + high) / 2;
  }
  return high;
}
