import { addScaled, dot, norm } from '../vector.js';
import { solveTransposed, solveTriangle, triangularise, type Triangular } from './triangularise.js';

/** |r + J p|^2 / 2 about p = 0, with J triangular. */
export interface GaussNewtonModel {
  readonly triangle: Triangular;
  readonly rank: number;
  /** The squared length of r's projection on the range of J. */
  readonly decrement: number;
}

/** How close to the radius a step comes that it stops, and in how many trials at most. */
const CLOSE = 1e-3;
const MAX_TRIALS = 50;
/** The first trial, beside the largest damping that can be needed, where none is better founded. */
const SMALL = 1e-3;

/** The model of columns of J, which are overwritten, and residuals r. */
export function gaussNewtonModel(columns: readonly Float64Array[], residuals: Float64Array): GaussNewtonModel {
  const triangle = triangularise(columns, residuals.slice());
  const { vector } = triangle;
  const diagonal = vector.map((_, j) => Math.abs(triangle.columns[j]![j]!));
  const least = columns.length * Number.EPSILON * diagonal[0]!;
  const rank = diagonal.filter(value => value > least).length;
  const inRange = vector.subarray(0, rank);
  return { triangle, rank, decrement: dot(inRange, inRange) };
}

/**
 * Writes the minimiser of the model within the radius into `step`, the shortest where there are many:
 * that of the model with a damping |p|^2 added, by Newton's method for the damping on 1 / |p|.
 *
 * Source: J. J. More, "The Levenberg-Marquardt algorithm: implementation and theory" (1978), section 5.
 */
export function stepWithin(model: GaussNewtonModel, radius: number, step: Float64Array): void {
  const { triangle, rank } = model;
  const all = triangle.columns.length;
  shortestStep(model, step);
  if (norm(step) <= radius) return;
  let solved = triangle;
  let damping = 0;
  let low = 0;
  let high = norm(Float64Array.from(triangle.columns, column => dot(column, triangle.vector))) / radius;
  for (let trial = 0; trial < MAX_TRIALS; trial++) {
    const length = norm(step);
    if (damping > 0 && Math.abs(length - radius) <= CLOSE * radius) return;
    if (length > radius) low = damping;
    else high = damping;
    const turn = damping > 0 || rank === all ? norm(solveTransposed(solved, Float64Array.from(solved.order, j => step[j]!))) : 0;
    const newton = damping + ((length / turn) ** 2 * (length - radius)) / radius;
    damping = newton > low && newton < high ? newton : Math.max(SMALL * high, Math.sqrt(low * high));
    solved = damped(triangle, damping);
    place(solveTriangle(solved, all, solved.vector), solved.order, step);
  }
}

function shortestStep({ triangle, rank }: GaussNewtonModel, step: Float64Array): void {
  const { columns, order, vector } = triangle;
  const basic = new Float64Array(columns.length);
  basic.set(solveTriangle(triangle, rank, vector));
  if (rank === columns.length) return place(basic, order, step);
  // Of what solves, the part that is a combination of the rows: the rest changes nothing.
  const rows = Array.from({ length: rank }, (_, i) => Float64Array.from(columns, column => column[i]!));
  const combined = triangularise(rows.map(row => row.slice()), basic);
  const shortest = new Float64Array(columns.length);
  solveTriangle(combined, rank, combined.vector).forEach((weight, i) => addScaled(shortest, weight, rows[combined.order[i]!]!));
  place(shortest, order, step);
}

/** The triangle of J with the rows of a multiple of the identity below it. */
function damped({ columns, order, vector }: Triangular, damping: number): Triangular {
  const rows = vector.length;
  const stacked = columns.map((column, j) => {
    const tall = new Float64Array(rows + columns.length);
    tall.set(column);
    tall[rows + j] = Math.sqrt(damping);
    return tall;
  });
  const target = new Float64Array(rows + columns.length);
  target.set(vector);
  const triangle = triangularise(stacked, target);
  return { ...triangle, order: triangle.order.map(j => order[j]!) };
}

/** step = -y, each of which is that of the unknown in `order`. */
function place(y: Float64Array, order: readonly number[], step: Float64Array): void {
  order.forEach((j, k) => (step[j] = -y[k]!));
}
