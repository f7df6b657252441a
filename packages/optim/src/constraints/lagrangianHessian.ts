import { hessianOf } from '../descent/hessian.js';
import { symmetricEigen, type Eigen } from '../descent/symmetricEigen.js';
import type { Problem } from '../minimize/method.js';
import { addScaled, difference, dot, identity, maxAbs, norm } from '../vector.js';
import type { ConstraintSet } from './constraintSet.js';
import type { ConstrainedPoint } from './sides.js';

/** A positive definite model of the Hessian of the Lagrangian f - m'c. */
export interface LagrangianHessian {
  /** At a point, by its eigenvalues. `active` are the gradients of what presses there. */
  at(point: ConstrainedPoint, multipliers: Float64Array, active: readonly Float64Array[]): Eigen;
  /** Learns from a move; `multipliers` are those after it. */
  learn(from: ConstrainedPoint, to: ConstrainedPoint, multipliers: Float64Array): void;
  /** Forgets what was learned; false if there is nothing to forget. */
  restart(): boolean;
  /** Becomes more careful after a step that led nowhere; false if it is as careful as can be. */
  retreat(): boolean;
  /** The Hessian itself at a point, by rows, where it is known. */
  exact?(point: ConstrainedPoint, multipliers: Float64Array): Float64Array;
}

/** The least share of the largest eigenvalue that every one has: at first, at least, and where steps lead nowhere. */
const FIRST_FLOOR = 1e-8;
const LEAST_FLOOR = 1e-12;
const LARGEST_FLOOR = 1;
const RETREAT = 1e3;
/** A change of slope below this share of the slopes is taken for rounding. */
const RESOLVED = 1e3 * Number.EPSILON;
/** How much the gradients of active constraints are stiffened to make the Hessian positive definite across them. */
const STIFFNESS = [0, 10, 1e3, 1e5] as const;

/**
 * The exact Hessian. Where it curves downwards, it is first stiffened across the active constraints,
 * along which steps do not go in the end, as in an augmented Lagrangian: near a minimum this makes it
 * positive definite without touching the step. What then still curves downwards is turned upwards.
 *
 * Source: Nocedal and Wright, Numerical Optimization, 2nd edition, sections 18.3 and 18.5.
 */
export function exactHessian(problem: Problem, set: ConstraintSet): LagrangianHessian {
  const exact = (point: ConstrainedPoint, multipliers: Float64Array): Float64Array => {
    const negated = multipliers.map(multiplier => -multiplier);
    const hvp = (x: Float64Array, v: Float64Array, out: Float64Array): void => {
      problem.hvp!(x, v, out);
      set.addHvp(x, negated, v, out);
    };
    return hessianOf({ size: problem.size, hvp }, point.x);
  };
  let floor = FIRST_FLOOR;
  return {
    exact,
    at(point, multipliers, active) {
      const hessian = exact(point, multipliers);
      const size = maxAbs(hessian) || firstCurvature(point);
      for (const stiffness of STIFFNESS) {
        const eigen = stiffened(hessian, size, active, stiffness);
        if (exceed(eigen, floor * size)) return eigen;
      }
      return raised(stiffened(hessian, size, [], 0), floor * size);
    },
    learn() {
      floor = Math.max(floor / 10, LEAST_FLOOR);
    },
    restart: () => false,
    retreat() {
      floor *= RETREAT;
      return floor <= LARGEST_FLOOR;
    },
  };
}

/** A symmetric matrix, stiffened across the active constraints. */
function stiffened(hessian: Float64Array, size: number, active: readonly Float64Array[], stiffness: number): Eigen {
  const stiff = hessian.slice();
  const n = Math.sqrt(stiff.length);
  for (const row of stiffness > 0 ? active : []) {
    const weight = (stiffness * size) / (dot(row, row) || Infinity);
    for (let i = 0; i < n; i++) addScaled(stiff.subarray(i * n, i * n + n), weight * row[i]!, row);
  }
  return symmetricEigen(stiff, n);
}

const exceed = ({ values }: Eigen, floor: number): boolean => values.every(value => value > floor);

const raised = ({ values, vectors }: Eigen, floor: number): Eigen => ({ vectors, values: values.map(value => Math.max(Math.abs(value), floor)) });

/**
 * Powell's damped BFGS. Where the model is all but singular, as across constraints whose curvature it learned, it is stiffened as
 * the exact Hessian is: the multipliers would not have the digits to say how far to go.
 *
 * Source: Nocedal and Wright, Numerical Optimization, 2nd edition, procedure 18.2 and eq. 6.20.
 */
export function dampedBfgs(n: number): LagrangianHessian {
  let hessian: Float64Array | undefined;
  let curvature = NaN;
  const [s, y, bs] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const restart = (): boolean => {
    const had = hessian !== undefined;
    hessian = undefined;
    return had;
  };
  return {
    at(point, _multipliers, active) {
      const model = hessian ?? identity(n, curvature || firstCurvature(point));
      const size = maxAbs(model);
      const learned = stiffened(model, size, [], 0);
      return exceed(learned, FIRST_FLOOR * size) ? learned : raised(stiffened(model, size, active, STIFFNESS[1]), Number.EPSILON * size);
    },
    learn(from, to, multipliers) {
      difference(to.x, from.x, s);
      difference(lagrangianGradient(to, multipliers), lagrangianGradient(from, multipliers), y);
      // A change of the gradient that rounding explains says nothing of the curvature.
      const terms = to.rows.reduce((sum, row, i) => sum + Math.abs(multipliers[i] ?? 0) * norm(row), norm(to.gradient));
      if (norm(y) <= RESOLVED * terms) return;
      const scale = dot(s, y) > 0 ? dot(y, y) / dot(s, y) : curvature || firstCurvature(from);
      const b = (hessian ??= identity(n, scale));
      for (let i = 0; i < n; i++) bs[i] = dot(b.subarray(i * n, i * n + n), s);
      const sbs = dot(s, bs);
      const sy = dot(s, y);
      const theta = sy >= 0.2 * sbs ? 1 : (0.8 * sbs) / (sbs - sy);
      for (let i = 0; i < n; i++) y[i] = theta * y[i]! + (1 - theta) * bs[i]!;
      curvature = scale;
      for (let i = 0; i < n; i++) {
        addScaled(b.subarray(i * n, i * n + n), -bs[i]! / sbs, bs);
        addScaled(b.subarray(i * n, i * n + n), y[i]! / dot(s, y), y);
      }
    },
    restart,
    retreat: restart,
  };
}

/** The gradient of f - m'c. */
export function lagrangianGradient({ gradient, rows }: ConstrainedPoint, multipliers: Float64Array): Float64Array {
  const sum = gradient.slice();
  multipliers.forEach((multiplier, i) => addScaled(sum, -multiplier, rows[i]!));
  return sum;
}

/** What is known before the first step. */
export function firstModel(point: ConstrainedPoint): Eigen {
  const n = point.x.length;
  return { values: new Float64Array(n).fill(firstCurvature(point)), vectors: identity(n) };
}

/** A curvature with which the first step along the gradient is of the size of x, or of f where x is zero. */
function firstCurvature({ x, gradient, value }: ConstrainedPoint): number {
  const size = maxAbs(x);
  return (size > 0 ? maxAbs(gradient) / size : dot(gradient, gradient) / Math.abs(value || 1)) || 1;
}
