import { minimizeInBox } from '../bounds/boxQuadratic.js';
import type { Eigen } from '../descent/symmetricEigen.js';
import { addScaled, dot, norm } from '../vector.js';
import type { Side } from './sides.js';

/** g'd + d'B d / 2 under the linearised sides a'd >= gap, B being positive definite and in its eigenbasis. */
export interface ElasticProgram {
  readonly gradient: Float64Array;
  readonly hessian: Eigen;
  readonly sides: readonly Side[];
  readonly rows: readonly Float64Array[];
  readonly gaps: Float64Array;
  /** What a unit of violation costs at most, by sides: their multipliers end there. Infinity for what must hold. */
  readonly costs: Float64Array;
}

export interface ElasticStep {
  readonly step: Float64Array;
  /** By sides. */
  readonly multipliers: Float64Array;
  /** d'B d. */
  readonly curvature: number;
}

const PRECISION = 1e-13;

/**
 * Solves a convex quadratic program in which constraints may be violated at a cost, so that it has a
 * solution even where the linearised constraints contradict each other. Its dual is a quadratic over a
 * box in the multipliers, 0 <= m <= cost (of both signs for an equality), in units that make the
 * diagonal of A B^-1 A' one.
 *
 * Source: R. Fletcher, Practical Methods of Optimization, 2nd edition, sections 10.5 (duality) and 14.3
 * (the exact penalty).
 */
export function solveElastic({ gradient, hessian, sides, rows, gaps, costs }: ElasticProgram): ElasticStep {
  const n = gradient.length;
  const { values, vectors } = hessian;
  /** B^(-1/2) v in the eigenbasis. */
  const halved = (v: Float64Array): Float64Array =>
    values.map((value, i) => dot(vectors.subarray(i * n, i * n + n), v) / Math.sqrt(value));
  const g = halved(gradient);
  const normals = sides.map(({ index, sign }) => halved(rows[index]!).map(part => sign * part));
  const lengths = normals.map(normal => norm(normal) || 1);
  normals.forEach((normal, s) => normal.forEach((part, i) => (normal[i] = part / lengths[s]!)));

  const multipliers = new Float64Array(sides.length);
  const high = multipliers.map((_, s) => costs[s]! * lengths[s]!);
  const low = high.map((cost, s) => (sides[s]!.isEquality ? -cost : 0));
  const slopes = multipliers.map((_, s) => -dot(normals[s]!, g) - gaps[s]! / lengths[s]!);
  const sum = new Float64Array(n);
  const combine = (weights: Float64Array): Float64Array => {
    sum.fill(0);
    normals.forEach((normal, s) => addScaled(sum, weights[s]!, normal));
    return sum;
  };
  const product = (v: Float64Array, out: Float64Array): void => {
    const combined = combine(v);
    normals.forEach((normal, s) => (out[s] = dot(normal, combined)));
  };
  minimizeInBox({ gradient: slopes, low, high, product }, multipliers, PRECISION);

  const reduced = combine(multipliers).map((part, i) => part - g[i]!);
  const step = new Float64Array(n);
  reduced.forEach((part, i) => addScaled(step, part / Math.sqrt(values[i]!), vectors.subarray(i * n, i * n + n)));
  return { step, multipliers: multipliers.map((value, s) => value / lengths[s]!), curvature: dot(reduced, reduced) };
}
