import type { Box } from '../bounds/box.js';
import { along, difference, dot, maxAbs, norm } from '../vector.js';
import type { Point } from './method.js';
import { atWall, ending, type Ending } from './outcome.js';

/** A gradient that fell to this share of one met lately has vanished. */
const VANISHED = 1e-5;
const LATELY = 10;
/** The first distance at which the gradient is looked at, beside that of the model's minimum, and how distances grow. */
const FIRST = 4;
const FARTHER = 8;
/** How often at most it is looked at farther out until it has changed, by so much beside itself. */
const EXTENSIONS = 3;
const CHANGED = 0.03;
/** How much more it has to change at the next distance, twice: once a second kink will do. */
const GROWTH = 3;

const KINK = 'The gradient jumps between neighbouring points, as at a kink.';

/** The lengths of the gradients that were evaluated last. */
export class GradientNorms {
  private readonly norms = new Float64Array(LATELY);
  private count = 0;

  note(length: number): void {
    this.norms[this.count++ % LATELY] = length;
  }

  /** Whether a gradient is small beside them, as it becomes at a stationary point and not at a kink. */
  fellTo(length: number): boolean {
    return length <= VANISHED * maxAbs(this.norms);
  }
}

/** What is said to hold at a point: that a search has converged there. */
export interface Claim {
  readonly reason: 'gradient' | 'precision';
  /** The Newton decrement, which says how near the model's minimum is. */
  readonly decrement: number;
  /** What a gradient is small beside, if that is known. */
  readonly size?: number;
  /** Writes the gradient at a point into `out`; false where it is not finite. */
  gradientAt(x: Float64Array, out: Float64Array): boolean;
}

/** Convergence, unless the decrement is small only because the gradient jumps. */
export function claim({ reason, decrement, gradientAt, size = 0 }: Claim, point: Point, box: Box | undefined, norms: GradientNorms): Ending {
  const free = box ? box.freeGradient(point) : point.gradient;
  const length = norm(free);
  let finite = true;
  const looked = (x: Float64Array, out: Float64Array): boolean => (finite &&= gradientAt(x, out));
  if (length <= VANISHED * size || norms.fellTo(length) || isSmooth(point, free, decrement / length / length, box, looked)) return ending(reason, true);
  return finite ? ending('stuck', false, KINK) : atWall();
}

/**
 * Whether the gradient vanishes in the neighbourhood, as a small decrement promises. Next to a kink the
 * decrement is small for another reason: a gradient that jumps within a short step passes for a large
 * curvature. Where there is curvature, the gradient changes in proportion to the distance; a jump is the
 * same at any. So it is followed outwards until it changes, and on from there, or else from nearer by.
 */
function isSmooth({ x, gradient }: Point, free: Float64Array, nearest: number, box: Box | undefined, gradientAt: Claim['gradientAt']): boolean {
  const unit = FIRST * Math.max(nearest, (Number.EPSILON * maxAbs(x)) / maxAbs(free));
  const way = free.map(slope => -slope);
  const there = new Float64Array(x.length);
  const trial = new Float64Array(x.length);
  const farthest = unit * FARTHER ** 2;
  along(x, farthest, way, trial);
  // What meets a bound on the way tells nothing.
  if (box?.confine(trial)) way.forEach((step, i) => (way[i] = trial[i] === x[i]! + farthest * step ? step : 0));
  const slope = -dot(gradient, way);
  if (slope === 0) return true;
  /** By how much the gradient differs along the way, beside itself. */
  const change = (power: number): number => {
    along(x, unit * FARTHER ** power, way, trial);
    if (!gradientAt(trial, there)) return NaN;
    difference(there, gradient, there);
    return Math.abs(dot(there, way)) / slope;
  };
  const grows = (near: number, far: number, farther: number): boolean => near >= CHANGED && far >= GROWTH * near && farther >= GROWTH * far;
  let power = 0;
  let near = change(0);
  while (near < CHANGED && power < EXTENSIONS) near = change(++power);
  const far = change(power + 1);
  if (grows(near, far, change(power + 2))) return true;
  if (power > 0) return false;
  const nearer = change(-1);
  return grows(nearer, near, far) || grows(change(-2), nearer, near);
}
