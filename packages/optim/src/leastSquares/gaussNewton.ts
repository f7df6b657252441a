import type { Aim, Direction, DirectionRun } from '../descent/direction.js';
import type { Point, Problem } from '../minimize/method.js';
import { addScaled, dot, norm } from '../vector.js';
import { boundedStep } from './boundedStep.js';
import { gaussNewtonModel, stepWithin, type GaussNewtonModel } from './gaussNewtonModel.js';
import type { SumOfSquares } from './sumOfSquares.js';

/**
 * The minimiser of |r + J p|^2 within a radius and bounds, which with a trust region is the method of
 * Levenberg and Marquardt. Lengths are measured with each unknown in units of `scale`, the largest
 * column of J that it had, so that units of the unknowns do not matter. The first radius is ten times
 * the length of x: the full step is tried first, but for one that leaves all scales behind.
 *
 * Its Newton decrement is the squared length of the residuals' projection on the range of J: against
 * |r|^2 it is the cosine by which r misses being orthogonal to every column. Columns of unknowns that a
 * bound holds do not count.
 *
 * Source: J. J. More, "The Levenberg-Marquardt algorithm: implementation and theory" (1978).
 */
export function gaussNewtonDirection(squares: SumOfSquares, scale: Float64Array): Direction {
  return { name: 'Gauss-Newton', start: problem => new GaussNewton(squares, scale, problem) };
}

/** Beside the length of x. */
const FIRST_RADIUS = 10;

class GaussNewton implements DirectionRun {
  private readonly squares: SumOfSquares;
  private readonly scale: Float64Array;
  private readonly problem: Problem;
  /** The unknowns that no bound holds. */
  private free: readonly number[] = [];
  /** The Jacobian by the free unknowns, each in units of its scale, and the residuals; kept while trial points move on. */
  private columns: readonly Float64Array[] = [];
  private residuals = new Float64Array(0);
  private model: GaussNewtonModel | undefined;
  private idle = false;

  constructor(squares: SumOfSquares, scale: Float64Array, problem: Problem) {
    this.squares = squares;
    this.scale = scale;
    this.problem = problem;
  }

  aim(point: Point, radius: number, aim: Aim): void {
    const { free, columns, residuals, scale, problem } = this.known(point);
    const step = new Float64Array(free.length);
    stepWithin(this.model!, radius, step);
    if (problem.box) {
      const [low, high] = problem.box.room(point, Infinity);
      const scaledRoom = (room: Float64Array): Float64Array => Float64Array.from(free, j => room[j]! * scale[j]!);
      boundedStep({ columns, residuals, low: scaledRoom(low), high: scaledRoom(high) }, radius, step);
    }
    const image = new Float64Array(residuals.length);
    aim.step.fill(0);
    free.forEach((j, k) => {
      aim.step[j] = scale[j]! > 0 ? step[k]! / scale[j]! : step[k]!;
      addScaled(image, step[k]!, columns[k]!);
    });
    aim.length = norm(step);
    aim.slope = dot(point.gradient, aim.step);
    aim.predicted = -dot(residuals, image) - dot(image, image) / 2;
    const size = norm(point.x.map((value, j) => value * scale[j]!));
    aim.initial = size > 0 ? Math.min(1, (FIRST_RADIUS * size) / aim.length) : 1;
    aim.decrement = this.idle ? Infinity : this.model!.decrement;
  }

  learn(): void {
    this.model = undefined;
  }

  restart(): boolean {
    return false;
  }

  private known(point: Point): this {
    if (this.model) return this;
    const { squares, scale, problem } = this;
    const norms = squares.columns.map(norm);
    norms.forEach((length, j) => (scale[j] = Math.max(scale[j]!, length)));
    const inside = problem.box?.freeGradient(point);
    const isFree = (j: number): boolean => !inside || inside[j] !== 0 || (point.gradient[j] === 0 && problem.box!.lower[j] !== problem.box!.upper[j]);
    this.free = [...scale.keys()].filter(isFree);
    this.idle = this.free.some(j => isIdle(norms[j]!, scale[j]!));
    this.columns = this.free.map(j => squares.columns[j]!.map(value => (scale[j]! > 0 ? value / scale[j]! : 0)));
    this.residuals = squares.weighted.slice();
    this.model = gaussNewtonModel(this.columns.map(column => column.slice()), this.residuals);
    return this;
  }
}

/** Whether a column of the Jacobian has vanished, beside the largest that it was. */
export function isIdle(length: number, scale: number): boolean {
  return length <= Number.EPSILON * scale;
}
